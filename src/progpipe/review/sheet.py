"""The sheet that a review group works on, as a publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from progpipe import labels
from progpipe import publication as p
from progpipe.compose import Node, Standing, nodes
from progpipe.model import Commitment, Edition, Programme, RenditionStatus, Section
from progpipe.review.pairs import Pair, anchor, pairs
from progpipe.stages.typography import typeset

LANGUAGE: Final = "sv"  # of our own words, whatever the programme's
ANSWERS: Final = "review-answers"  # the class of the groups that hold a field to fill in
TEXTS: Final = "review-texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a linter says about a node's rendition, in the words that the group reads."""

    id: str
    severity: str
    message: str


def sheet(
    programme: Programme, edition: Edition, remarks: Iterable[Remark] = (), *, on_paper: bool = False
) -> p.Publication:
    """The two texts of every node side by side, and a row for the answer under each.

    `on_paper` is for a sheet that is printed and filled in with a pen.
    """
    made = _Sheet(programme, edition.variety or programme.language, remarks)
    return p.Publication(
        metadata=p.Metadata(
            identifier=f"{programme.id}{edition.suffix}-granskning",
            title=typeset(labels.REVIEW_TITLE.format(title=programme.title)),
            language=LANGUAGE,
            variety=LANGUAGE,
            publisher=programme.publisher.name,
            edition_title=edition.title,
            version=programme.release.version,
            adopted=True,  # the sheet is no draft, whatever the texts in it are
        ),
        notices=(p.Notice(id="valkommen", pointer="", kind="about", children=_text(labels.REVIEW_WELCOME)),),
        sections=tuple(made.sections(on_paper=on_paper)),
    )


def subject(programme: Programme, tag: str) -> str:
    """What a sheet is about: it is applied to nothing else."""
    return f"{programme.id} · {tag}"


class _Sheet:
    """One sheet: the programme, its pairs and its remarks."""

    def __init__(self, programme: Programme, tag: str, remarks: Iterable[Remark]) -> None:
        self._programme, self._tag = programme, tag
        self._pairs = {pair.pointer: pair for pair in pairs(programme, tag)}
        self._variety = labels.variety(tag)
        self._foreign = tag.split("-", maxsplit=1)[0] != LANGUAGE
        self._remarks: dict[str, list[Remark]] = {}
        for remark in remarks:
            self._remarks.setdefault(remark.id, []).append(remark)
        promises = (node for node, _ in nodes(programme) if isinstance(node, Commitment))
        self._numbers = {node.pointer: number for number, node in enumerate(promises, start=1)}

    def sections(self, *, on_paper: bool) -> Iterator[p.Section]:
        """How to do it, the fields about the whole, then the programme in its order."""
        yield self._how(on_paper=on_paper)
        yield _section("om-granskningen", labels.REVIEW_ABOUT, [_fields(subject(self._programme, self._tag))])
        yield self._card(self._programme, "", labels.REVIEW_PROGRAMME)
        for section in self._programme.sections:
            yield self._section(section)
        if self._programme.glossary:
            entries = tuple(
                self._card(entry, entry.pointer, labels.REVIEW_TERM.format(term=entry.term))
                for entry in self._programme.glossary
            )
            yield _section("granska-ordlistan", labels.GLOSSARY, [], entries)

    def _how(self, *, on_paper: bool) -> p.Section:
        steps = (*labels.REVIEW_STEPS, *(labels.REVIEW_STEPS_PAPER if on_paper else labels.REVIEW_STEPS_FILE))
        items = (
            p.ListItem(id=f"steg-{n}", pointer="", blocks=(_line(f"steg-{n}-text", step),))
            for n, step in enumerate((step.format(variety=self._variety) for step in steps), start=1)
        )
        listing = p.List(id="steg", pointer="", ordered=True, items=tuple(items))
        return _section("sa-gor-ni", labels.REVIEW_HOW, [listing, _line("fritt", labels.REVIEW_FREELY)])

    def _section(self, source: Section) -> p.Section:
        own = self._card(source, source.pointer, source.title)
        promises = (
            self._card(item, item.pointer, labels.REVIEW_COMMITMENT.format(number=self._numbers[item.pointer]))
            for item in source.commitments
        )
        below = (self._section(child) for child in source.sections)
        return _section(own.id, source.title, own.blocks, (*promises, *below))

    def _card(self, node: Node, place: str, title: str) -> p.Section:
        name = anchor(node)
        pair = self._pairs.get(place)
        content = self._pair(pair, name, title) if pair else [self._missing(name)]
        return _section(name, title, content)

    def _missing(self, name: str) -> p.Block:
        text = labels.REVIEW_STANDING[Standing.MISSING].format(variety=self._variety)
        return p.Notice(id=f"{name}-lage", pointer="", kind="gap", children=_text(text))

    def _pair(self, pair: Pair, name: str, title: str) -> list[p.Block]:
        remarks = _remarks(self._remarks.get(pair.id, ()), name)
        return [_standing(pair, name), self._texts(pair, name, title), *remarks, _answer(pair, name, title)]

    def _texts(self, pair: Pair, name: str, title: str) -> p.Block:
        words = tuple(_in_language(block, self._tag) for block in pair.words) if self._foreign else pair.words
        header = _header(labels.REVIEW_ORIGINAL, labels.REVIEW_RENDITION.format(variety=self._variety))
        table = p.Table(
            id=f"{name}-texterna",
            pointer=pair.pointer,
            caption=_text(labels.REVIEW_TEXTS.format(title=title)),
            header=header,
            rows=(p.Row(cells=(p.Cell(blocks=pair.original), p.Cell(blocks=words))),),
        )
        return p.Group(id=f"{name}-text", pointer="", kind=TEXTS, blocks=(table,))


def _section(name: str, title: str, content: Sequence[p.Block], sections: tuple[p.Section, ...] = ()) -> p.Section:
    return p.Section(id=name, pointer="", kind="review", title=_text(title), blocks=tuple(content), sections=sections)


def _standing(pair: Pair, name: str) -> p.Block:
    said, review = labels.REVIEW_STANDING[pair.standing], pair.rendition.review
    if pair.standing is Standing.STALE:
        return p.Notice(id=f"{name}-lage", pointer="", kind="draft", children=_text(said))
    if review:
        said = labels.REVIEW_JUDGED.format(standing=said, by=review.by, date=labels.long_date(review.date))
    return _line(f"{name}-lage", said)


def _remarks(found: Sequence[Remark], name: str) -> Iterator[p.Block]:
    if not found:
        return
    yield _line(f"{name}-anmarkningar", labels.REVIEW_REMARKS)
    lines = (labels.REVIEW_REMARK.format(severity=item.severity, message=item.message) for item in found)
    items = (
        p.ListItem(id=f"{name}-anmarkning-{n}", pointer="", blocks=(_line(f"{name}-anmarkning-{n}-text", line),))
        for n, line in enumerate(lines, start=1)
    )
    yield p.List(id=f"{name}-anmarkningslista", pointer="", items=tuple(items))


def _answer(pair: Pair, name: str, title: str) -> p.Block:
    header = _header(labels.REVIEW_CODE, labels.REVIEW_VERDICT, labels.REVIEW_COMMENT, labels.REVIEW_NAME)
    row = p.Row(cells=(p.Cell(children=_text(pair.code), scope="row"), p.Cell(), p.Cell(), p.Cell()))
    caption = _text(labels.REVIEW_ANSWER.format(title=title))
    return _fillable(name, p.Table(id=f"{name}-svaret", pointer="", caption=caption, header=header, rows=(row,)))


def _fields(about: str) -> p.Block:
    values = {
        labels.REVIEW_SUBJECT: about,
        labels.REVIEW_KIND: labels.REVIEW_KINDS[RenditionStatus.REVIEWED],
        labels.REVIEW_DATE: "",
        labels.REVIEW_BY: "",
    }
    rows = tuple(
        p.Row(cells=(p.Cell(children=_text(name), scope="row"), p.Cell(children=_text(value) if value else ())))
        for name, value in values.items()
    )
    header = _header(labels.REVIEW_FIELD, labels.REVIEW_VALUE)
    return _fillable(
        "falt", p.Table(id="falten", pointer="", caption=_text(labels.REVIEW_FILL_IN), header=header, rows=rows)
    )


def _fillable(name: str, table: p.Table) -> p.Block:
    return p.Group(id=f"{name}-svar", pointer="", kind=ANSWERS, blocks=(table,))


def _header(*names: str) -> p.Row:
    return p.Row(cells=tuple(p.Cell(children=_text(name), scope="col") for name in names))


def _in_language(block: p.Block, tag: str) -> p.Block:
    def change(node: p.Node) -> p.Node:
        return p.Language(tag=tag, children=(node,)) if isinstance(node, p.Text) else node

    return p.rewrite(block, change)


def _line(name: str, text: str) -> p.Paragraph:
    return p.Paragraph(id=name, pointer="", children=_text(text))


def _text(value: str) -> p.Inlines:
    return (p.Text(value=value),)
