"""Texts made by hand: a line of a fixture as the linter reads it."""

from __future__ import annotations

from collections.abc import Iterable

from progpipe.inline import parse_inline
from progpipe.lint.model import Text
from progpipe.lint.text import read_text
from progpipe.publication import Definition, Definitions, Metadata, Paragraph, Publication, Section
from progpipe.publication import Text as Inline


def text_of(*lines: str, easy_read: bool = True, glossary: Iterable[Definition] = ()) -> Text:
    """A text of one section, each line a paragraph; `|` is a line break of the author's."""
    blocks = tuple(
        Paragraph(
            id=f"del-{place}", pointer=f"/sections/0/blocks/{place}", children=parse_inline(line.replace("|", "\n"))
        )
        for place, line in enumerate(lines)
    )
    metadata = Metadata(
        identifier="prov",
        title="Prov",
        language="sv",
        variety="sv-simple" if easy_read else "sv",
        publisher="Partiet",
        edition="lattlast" if easy_read else "standard",
        easy_read=easy_read,
    )
    words = Definitions(id="ord", pointer="/glossary", items=tuple(glossary))
    sections = (
        Section(id="del", pointer="/sections/0", kind="body", title=(Inline(value="Del"),), blocks=blocks),
        Section(id="ordlista", pointer="/glossary", kind="glossary", title=(), blocks=(words,)),
    )
    return read_text(Publication(metadata=metadata, sections=sections))


def entry(line: str) -> Definition:
    """A glossary entry from `term, form, form = expansion`; its explanation is empty."""
    spellings, _, expansion = (part.strip() for part in line.partition("="))
    term, *forms = (part.strip() for part in spellings.split(","))
    name = term.lower().replace(" ", "-")
    return Definition(
        id=name,
        pointer=f"/glossary/{name}",
        term=(Inline(value=term),),
        children=(),
        forms=tuple(forms),
        expansion=expansion or None,
    )
