"""The parts of the report that are remarks: sentences, sections and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from progpipe import publication as p
from progpipe.blocks import line, listing, paragraph, section, strong, table
from progpipe.lint.model import GLOSSARY, Kind, Part, Remark, Text
from progpipe.lint.readability import swedish
from progpipe.lint.readability.worst import Found, others, placed, sentences
from progpipe.lint.report import Report
from progpipe.lint.rules.rare_word import rare_word
from progpipe.lint.rules.unexplained_acronym import unexplained_acronym
from progpipe.lint.rules.unexplained_term import unexplained_term

MOST: Final = 25  # sentences that are shown: what one meeting gets through
BEGINNING: Final = 5  # words of a paragraph that it is known by
UNEXPLAINED: Final = frozenset({unexplained_acronym.code, unexplained_term.code})


def worst_sentences(text: Text, report: Report) -> p.Section:
    """The sentences with the most and heaviest remarks, each with what to do."""
    found = sentences(text, report.remarks)
    blocks: list[p.Block] = [
        paragraph("meningar-om", swedish.SENTENCES_ABOUT if found else swedish.NO_SENTENCES),
    ]
    if found:
        items = (tuple(_sentence(one, f"mening-{place}")) for place, one in enumerate(found[:MOST], start=1))
        blocks.append(listing("meningar-lista", items, ordered=True))
    if len(found) > MOST:
        blocks.append(paragraph("meningar-fler", swedish.SENTENCES_MORE.format(count=len(found) - MOST)))
    return section("meningar", "sentences", swedish.SENTENCES, *blocks)


def _sentence(found: Found, name: str) -> Iterator[p.Block]:
    quoted = (paragraph(f"{name}-text", found.text),)
    yield p.Quote(id=f"{name}-citat", pointer="", blocks=quoted, attribution=line(_heading(found.part)))
    yield listing(f"{name}-rad", ((_remark(remark, f"{name}-{n}"),) for n, remark in enumerate(found.remarks, start=1)))


def _remark(remark: Remark, name: str) -> p.Paragraph:
    return paragraph(name, strong(f"{remark.level.capitalize()}:"), f" {remark.message}{_suggestion(remark)}")


def _suggestion(remark: Remark) -> str:
    if remark.suggestion is None:
        return ""
    said = swedish.SUGGESTION if remark.suggestion else swedish.WITHOUT
    return " " + said.format(old=_flat(remark.text), new=_flat(remark.suggestion))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _heading(part: Part | None) -> str:
    if part is None:
        return swedish.WHOLE
    return _flat(part.heading.text)


# --- sections and paragraphs --------------------------------------------------------------------


def other_remarks(text: Text, report: Report) -> p.Section | None:
    """What is said of whole sections and paragraphs; None where nothing is."""
    found = others(text, report.remarks)
    if not found:
        return None
    parts = (_part(one, f"avsnitt-{place}") for place, one in enumerate(found, start=1))
    return section(
        "avsnitt", "remarks", swedish.PARTS, paragraph("avsnitt-om", swedish.PARTS_ABOUT), sections=tuple(parts)
    )


def _part(found: Found, name: str) -> p.Section:
    items = ((_other(remark, f"{name}-{place}"),) for place, remark in enumerate(found.remarks, start=1))
    return section(name, "remarks", _heading(found.part), listing(f"{name}-lista", items))


def _other(remark: Remark, name: str) -> p.Paragraph:
    words = remark.text.split()
    where = swedish.BEGINNING.format(beginning=" ".join(words[:BEGINNING]).rstrip(".,:;!?") + " …") if words else ""
    level = strong(f"{remark.level.capitalize()}:")
    return paragraph(name, level, f" {where}{remark.message}{_suggestion(remark)}")


# --- words --------------------------------------------------------------------------------------


def words(text: Text, report: Report) -> p.Section:
    """The words that should be explained, the rare ones, and those that are explained."""
    return section(
        "ord",
        "words",
        swedish.WORDS,
        sections=(_to_explain(text, report), *_rare(report.remarks), _explained(text)),
    )


def _to_explain(text: Text, report: Report) -> p.Section:
    found = [remark for remark in report.remarks if remark.code in UNEXPLAINED]
    headings = {paragraph.pointer: _heading(part) for part, paragraph in placed(text)}
    if not found:
        about: tuple[p.Block, ...] = (paragraph("ord-saknas-om", swedish.NONE_TO_EXPLAIN),)
    else:
        rows = ((remark.text, headings.get(remark.pointer, swedish.WHOLE), remark.message) for remark in found)
        header = (swedish.WORD, swedish.WHERE, swedish.WHAT_TO_DO)
        about = (
            paragraph("ord-saknas-om", swedish.TO_EXPLAIN_ABOUT),
            table("ord-saknas-tabell", swedish.TO_EXPLAIN_TABLE, header, rows),
        )
    return section("ord-saknas", "words", swedish.TO_EXPLAIN, *about)


def _rare(remarks: Iterable[Remark]) -> Iterator[p.Section]:
    found = [remark.text for remark in remarks if remark.code == rare_word.code]
    if found:
        about = paragraph("ord-ovanliga-om", swedish.RARE_ABOUT)
        listed = paragraph("ord-ovanliga-lista", ", ".join(sorted(found, key=str.casefold)) + ".")
        yield section("ord-ovanliga", "words", swedish.RARE, about, listed)


def _explained(text: Text) -> p.Section:
    explanations = {
        paragraph.node: _flat(paragraph.text)
        for part, paragraph in placed(text)
        if part and part.kind == GLOSSARY and paragraph.kind is Kind.EXPLANATION
    }
    terms = [term for term in text.terms if term.id in explanations]
    if not terms:
        said = swedish.NOT_EXPLAINED if text.terms else swedish.NO_GLOSSARY
        return section("ord-forklaras", "words", swedish.EXPLAINED, paragraph("ord-forklaras-om", said))
    rows = tuple(
        p.Description(
            id=f"ord-forklaras-{place}", pointer="", term=line(term.term), children=line(explanations[term.id])
        )
        for place, term in enumerate(terms, start=1)
    )
    return section(
        "ord-forklaras",
        "words",
        swedish.EXPLAINED,
        paragraph("ord-forklaras-om", swedish.EXPLAINED_ABOUT.format(count=len(terms))),
        p.Descriptions(id="ord-forklaras-lista", pointer="", items=rows),
    )
