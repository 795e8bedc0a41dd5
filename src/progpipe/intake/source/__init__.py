"""A recognised document as the JSON of a source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.ids import Names, slug
from progpipe.intake.model import Document, words_of
from progpipe.intake.source.blocks import BlockWriter, Json
from progpipe.intake.source.sections import SectionWriter
from progpipe.intake.source.texts import Texts, without_notes
from progpipe.intake.steps.release import stated

__all__ = ["FACTS", "Json", "Source", "make_source"]

NOT_SAID: Final = "Write it on the first page, above the first heading, and import again with --update."
FACTS: Final = {
    "title": ("its title", NOT_SAID),
    "period": ("which years it is for", NOT_SAID),
    "publisher": ("who publishes it", NOT_SAID),
}
SWEDISH: Final = "sv"
SWEDISH_IN_SWEDEN: Final = "sv-SE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The JSON of a source, what is to be said about it, and which image of the document has which name beside it."""

    value: Json
    problems: tuple[Problem, ...]
    images: Mapping[str, str]


def make_source(document: Document, name: str, *, taken: Collection[str] = (), files: Collection[str] = ()) -> Source:
    """The source of a document. `name` is the id of the programme.

    `taken` are ids that are in use already, `files` names that images cannot have.
    """
    texts = Texts(document)
    names = Names({slug(name), *taken})
    blocks = BlockWriter(texts, document.media, name, files)
    sections = SectionWriter(texts, blocks, names)
    made = sections.written(document.blocks)
    if not made:
        raise said.no_text("it has no words but those of its first page")
    facts = document.facts
    language = _language(facts.get("language", SWEDISH))
    value: Json = {
        "id": name,
        "language": language,
        "title": facts.get("title"),
        "period": _period(facts.get("period")),
        "publisher": {"name": facts["publisher"]} if facts.get("publisher") else None,
        "release": _release(document),
        "sections": made,
        "glossary": _glossary(document, texts, names),
    }
    problems = [*sections.problems, *blocks.problems, *texts.unnoticed()]
    if not language.startswith(SWEDISH):
        problems.append(said.guessed_fact(None, "the language", language, "as the file says"))
    problems += [said.lacking(*text) for key, text in FACTS.items() if not value[key]]
    kept = {key: part for key, part in value.items() if part}
    return Source(value=kept, problems=tuple(problems), images=blocks.images)


def _release(document: Document) -> Json:
    """What the first page says goes before the colophon, which may be that of an older version."""
    told = {key: document.facts[key] for key in ("version", "date", "status") if key in document.facts}
    return {"version": "1", "status": "draft", **told, **stated(document)}


def _language(found: object) -> str:
    """LibreOffice says of every page that it is Swedish as it is written in Sweden."""
    return SWEDISH if found == SWEDISH_IN_SWEDEN else str(found)


def _glossary(document: Document, texts: Texts, names: Names) -> list[Json]:
    found = []
    entries = document.facts.get("glossary", ())
    assert isinstance(entries, tuple)
    for term, explanation in entries:
        words, _, rest = words_of(term).partition(" (")
        expansion = {"expansion": rest.removesuffix(")")} if rest.endswith(")") else {}
        word = words if expansion else words_of(term)
        name = names.of_title(f"ordet {word}")
        found.append({"id": name, "term": word, **expansion, "explanation": texts.text(without_notes(explanation))})
    return found


def _period(found: object) -> Json | None:
    return {"from": found[0], "to": found[1]} if isinstance(found, tuple) else None
