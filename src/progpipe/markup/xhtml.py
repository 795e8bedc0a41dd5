"""A publication as an XHTML tree: the one markup of HTML, PDF and EPUB.

Classes are the contract with themes; roles are those of DPUB-ARIA 1.1. An emitter chooses what
differs between media through a `Writer`: where ids live, where images live, how deep headings start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from progpipe import labels
from progpipe import publication as p
from progpipe.markup.elements import Content, Element, element, extend
from progpipe.markup.writer import Counterpart, Writer

# --- the parts of a publication ---------------------------------------------------------------


def title_page(publication: p.Publication, writer: Writer) -> Element:
    """The cover of a document: publisher, title, edition and notices."""
    metadata = publication.metadata
    lines: list[Content] = blocks(publication.cover_pages, writer)
    lines.append(element("p", {"class": "publisher"}, metadata.publisher))
    lines.append(element("h1", {"id": "omslag"}, *words(metadata.title)))
    if metadata.offprint:
        lines.append(element("p", {"class": "offprint"}, *words(f"{labels.OFFPRINT}: {metadata.offprint}")))
    if metadata.easy_read:
        lines.append(element("p", {"class": "edition"}, metadata.edition_title))
    if p.is_draft(publication):
        lines.append(element("p", {"class": "status"}, labels.DRAFT))
    if publication.notices:
        lines.append(element("div", {"class": "notices"}, *blocks(publication.notices, writer)))
    return element("header", {"class": "cover"}, *lines)


def contents(sections: Iterable[p.Section], writer: Writer, depth: int = 2) -> Element:
    """The table of contents as a nested ordered list, `depth` levels deep."""
    listing = element("ol")
    for section in sections:
        link = element("a", {"href": writer.address(section.id)}, *inlines(section.title, writer))
        item = element("li", {"class": section.kind}, link)
        if depth > 1 and section.sections:
            item.append(contents(section.sections, writer, depth - 1))
        listing.append(item)
    return listing


def section(node: p.Section, writer: Writer) -> Element:
    """A section with its heading, its blocks and its sections."""
    heading = f"{node.id}-rubrik"
    landmark = {"role": ROLES.get(node.kind, "doc-chapter"), "aria-labelledby": heading} if writer.top else {}
    return element(
        "section",
        {"id": node.id, "class": node.kind, **landmark},
        *blocks(node.page_breaks, writer),
        element(f"h{min(writer.level, LOWEST_HEADING)}", {"id": heading}, *inlines(node.title, writer)),
        *_to_counterpart(node, writer.counterpart),
        *blocks(node.blocks, writer),
        *(section(child, writer.deeper()) for child in node.sections),
    )


def _to_counterpart(node: p.Section, other: Counterpart | None) -> Iterator[Element]:
    """A link to the same section for another reader; of our own parts there is but one version."""
    if other is None or node.id not in other.sections or node.kind in OURS:
        return
    label = labels.COUNTERPART.format(edition=labels.EASY_READ.lower() if other.easy_read else labels.PLAIN)
    # Links of one page that lead to different places have different names (WCAG 2.2, 2.4.9).
    name = element("span", {"class": "unseen"}, f": {p.plain_text(node.title)}")
    attributes = {"href": f"{other.page}#{node.id}", "hreflang": other.language}
    yield element("p", {"class": "counterpart"}, element("a", attributes, label, name))


OURS = frozenset({"guide", "glossary", "colophon"})
LOWEST_HEADING = 6
# DPUB-ARIA 1.1, 3
ROLES = {
    "guide": "doc-foreword",  # before the work, and not by its author
    "introduction": "doc-introduction",
    "glossary": "doc-glossary",
    "colophon": "doc-colophon",
}


def blocks(nodes: Iterable[p.Block], writer: Writer) -> list[Content]:
    """Blocks, one after the other."""
    return [item for node in nodes for item in write(node, writer)]


def inlines(nodes: Iterable[p.Inline], writer: Writer) -> list[Content]:
    """Inline nodes as text and elements."""
    return [item for node in nodes for item in write(node, writer)]


@singledispatch
def write(node: p.Node, writer: Writer) -> list[Content]:  # noqa: ARG001
    """A node as text and elements. Raises `TypeError` for a kind of node that has no markup."""
    raise TypeError(f"no markup for {type(node).__name__}")


# --- inline -----------------------------------------------------------------------------------


@write.register
def _(node: p.Text, _: Writer) -> list[Content]:
    return words(node.value)


# The words on both sides of a dash without spaces; what is longer must be able to break in a narrow window.
RANGE = re.compile(r"(?<![^\s–])([^\s–]{1,20}–[^\s–]{1,20})(?![^\s–])")


def words(text: str) -> list[Content]:
    """Text, with ranges (2027–2030) that no line divides.

    Engines break lines after an en dash (UAX #14, class BA). A word joiner would stop that, but searches
    for the range would find nothing; so the markup says it.
    """
    parts = RANGE.split(text)
    return [element("span", {"class": "range"}, part) if number % 2 else part for number, part in enumerate(parts)]


@write.register
def _(node: p.PageBreak, _: Writer) -> list[Content]:
    # A `title`, since `aria-label` is not for a `span` that a screen reader meets in the middle of a sentence.
    title = labels.PAGE.format(number=node.page)
    return [element("span", {"id": node.id, "class": "page", "role": "doc-pagebreak", "title": title})]


@write.register
def _(node: p.Emphasis, writer: Writer) -> list[Content]:
    return [element("em", None, *inlines(node.children, writer))]


@write.register
def _(node: p.Strong, writer: Writer) -> list[Content]:
    return [element("strong", None, *inlines(node.children, writer))]


@write.register
def _(node: p.Link, writer: Writer) -> list[Content]:
    return [element("a", {"href": node.href, **_name(node)}, *inlines(node.children, writer))]


def _name(link: p.Link | p.Reference) -> dict[str, str | None]:
    """What a link is called where a printed page starts inside it: its words, without the number of the page."""
    cut = any(isinstance(node, p.PageBreak) for node in p.walk(link))
    return {"aria-label": p.plain_text(link) if cut else None}


@write.register
def _(node: p.Reference, writer: Writer) -> list[Content]:
    glossary = node.kind == "glossary"
    attributes = {
        "href": writer.address(node.target),
        "id": node.id,
        "class": "term" if glossary else None,
        "role": "doc-glossref" if glossary else None,
        **_name(node),
    }
    return [element("a", attributes, *inlines(node.children, writer))]


@write.register
def _(node: p.Language, writer: Writer) -> list[Content]:
    return [element("span", {"lang": node.tag}, *inlines(node.children, writer))]


@write.register
def _(node: p.NoteReference, writer: Writer) -> list[Content]:
    attributes = {
        "id": node.id,
        "class": "noteref",
        "href": writer.address(node.target),
        "role": "doc-noteref",
        "aria-label": labels.NOTE.format(label=node.label),
    }
    return [element("a", attributes, element("sup", None, node.label))]


@write.register
def _(node: p.LineBreak, writer: Writer) -> list[Content]:
    """A sentence's end is a break. A phrase's end is a space, at which a style sheet may break the line.

    A `br` inside a sentence cuts it in two for some screen readers, for a search in the page and for whoever copies it.
    """
    if not writer.reflows:
        return [_line_end(writer)]
    return [" ", _line_end(writer) if node.after_sentence else element("span", {"class": "phrase-end"})]


def _line_end(writer: Writer) -> Content:
    """Where lines never flow anew the newline itself is set: a `br` is an element and a box, each with a style."""
    return element("br") if writer.reflows else "\n"


@write.register
def _(node: p.Deletion, writer: Writer) -> list[Content]:
    return [_edit("del", labels.DELETED, node.children, writer)]


@write.register
def _(node: p.Insertion, writer: Writer) -> list[Content]:
    return [_edit("ins", labels.INSERTED, node.children, writer)]


def _edit(tag: str, spoken: tuple[str, str], children: p.Inlines, writer: Writer) -> Element:
    """Words that came or went. Few screen readers tell these elements from other text, so words say it.

    A page has them out of sight; a PDF as the text that is read aloud instead (`data-spoken`).
    """
    first, last = spoken
    before, after = (element("span", {"class": "unseen"}, words) for words in spoken)
    whole = f"{first}{p.plain_text(children)}{last}"
    return element(tag, {"data-spoken": whole}, before, *inlines(children, writer), after)


# --- blocks -----------------------------------------------------------------------------------


@write.register
def _(node: p.Paragraph, writer: Writer) -> list[Content]:
    return [element("p", {"id": node.id}, *inlines(node.children, writer))]


@write.register
def _(node: p.List, writer: Writer) -> list[Content]:
    items = (element("li", {"id": item.id}, *blocks(item.blocks, writer)) for item in node.items)
    return [element("ol" if node.ordered else "ul", {"id": node.id}, *items)]


@write.register
def _(node: p.Quote, writer: Writer) -> list[Content]:
    quote = element("blockquote", None, *blocks(node.blocks, writer))
    if not node.attribution:
        quote.set("id", node.id)
        return [quote]
    caption = element("figcaption", None, *inlines(node.attribution, writer))
    return [element("figure", {"id": node.id, "class": "quote"}, quote, caption)]


@write.register
def _(node: p.Table, writer: Writer) -> list[Content]:
    title = f"{node.id}-rubrik"
    table = element(
        "table",
        {"id": node.id},
        element("caption", {"id": title}, *inlines(node.caption, writer)),
        element("thead", None, _row(node.header, writer)),
        element("tbody", None, *(_row(row, writer) for row in node.rows)),
    )
    if not writer.scroll:
        return [table]
    return [element("div", {"class": "wide", "role": "region", "aria-labelledby": title, "tabindex": "0"}, table)]


def _row(row: p.Row, writer: Writer) -> Element:
    return element("tr", None, *(_cell(cell, writer) for cell in row.cells))


def _cell(cell: p.Cell, writer: Writer) -> Element:
    content = (*inlines(cell.children, writer), *blocks(cell.blocks, writer))
    return element("th" if cell.scope else "td", {"scope": cell.scope}, *content)


@write.register
def _(node: p.Figure, writer: Writer) -> list[Content]:
    resource = writer.resources[node.resource]
    attributes: dict[str, str | None] = {
        "src": writer.image(resource),
        "alt": node.alternative,
        "width": str(resource.width),
        "height": str(resource.height),
    }
    # An image that says nothing is no figure to those who hear the page.
    role = "presentation" if node.decorative and not node.caption else None
    figure = element("figure", {"id": node.id, "role": role}, element("img", attributes))
    if node.caption:
        figure.append(element("figcaption", None, *inlines(node.caption, writer)))
    return [figure]


@write.register
def _(node: p.Commitments, writer: Writer) -> list[Content]:
    numbered = bool(node.items and node.items[0].number)
    attributes = {
        "id": node.id,
        "class": "commitments",
        "start": str(node.items[0].number) if numbered else None,
        "aria-label": labels.for_readers(labels.COMMITMENTS, easy_read=writer.easy_read),
    }
    return [element("ol" if numbered else "ul", attributes, *(_commitment(item, writer) for item in node.items))]


def _commitment(node: p.Commitment, writer: Writer) -> Element:
    made = element("li", {"id": node.id, "class": "commitment"}, *blocks(node.blocks, writer))
    if writer.permalinks and node.number:
        label = labels.for_readers(labels.COMMITMENT_LINK, easy_read=writer.easy_read)
        name = element("span", {"class": "unseen"}, " " + label.format(number=node.number))
        # A no-break space: the mark never stands alone on a line.
        extend(made[-1], ("\u00a0", element("a", {"class": "permalink", "href": f"#{node.id}"}, "#", name)))
    if node.related:
        before, names = _marks_first(node.related)
        ours = element("span", {"class": "label"}, labels.RELATED)
        related = element("p", {"class": "related"}, *inlines(before, writer), ours, " ", *inlines(names, writer))
        extend(made, (related,))
    return made


def _marks_first(line: p.Inlines) -> tuple[p.Inlines, p.Inlines]:
    """The marks of printed pages that a line begins with, and what comes after: our own words stand between them."""
    place = next((place for place, node in enumerate(line) if not isinstance(node, p.PageBreak)), len(line))
    return line[:place], line[place:]


@write.register
def _(node: p.Notes, writer: Writer) -> list[Content]:
    title = f"{node.id}-rubrik"
    listing = element("ol", {"class": "note-list"}, *(_note(note, writer) for note in node.items))
    heading = element("p", {"id": title, "class": "notes-title"}, labels.NOTES)
    return [
        element("div", {"id": node.id, "class": "notes", "role": "group", "aria-labelledby": title}, heading, listing)
    ]


def _note(note: p.Note, writer: Writer) -> Element:
    text = element("p", None, *inlines(note.children, writer))
    extend(text, _ways_back(note.references, labels.OF_NOTE.format(label=note.label), writer))
    return element("li", {"id": note.id, "value": note.label}, text)


def _ways_back(references: Iterable[str], owner: str, writer: Writer) -> Iterator[Content]:
    """A link to each place that leads here. What it is called begins with what it shows (WCAG 2.2, 2.5.3)."""
    places = tuple(references)
    for number, reference in enumerate(places, start=1):
        shown = labels.BACK if len(places) == 1 else (labels.BACK_TO if number == 1 else labels.PLACE)
        shown = shown.format(number=number)
        attributes = {"class": "back", "role": "doc-backlink", "href": writer.address(reference)}
        yield " "
        if writer.easy_read and number == 1:
            yield _line_end(writer)  # a new sentence
        yield element("a", {**attributes, "aria-label": shown + owner}, element("span", None, shown))


@write.register
def _(node: p.Definitions, writer: Writer) -> list[Content]:
    return [element("dl", {"id": node.id, "class": "definitions"}, *(_definition(item, writer) for item in node.items))]


def _definition(node: p.Definition, writer: Writer) -> Element:
    before, name = _marks_first(node.term)
    term: Content = element("dfn", None, *inlines(name, writer))
    if node.expansion:
        abbreviation = element("abbr", {"title": node.expansion}, *inlines(name, writer))
        term = element("dfn", None, abbreviation)
    heading = element("dt", {"id": node.id}, *inlines(before, writer), term)
    if node.expansion:
        extend(heading, (" ", element("span", {"class": "expansion"}, node.expansion)))
    text = element("p", None, *inlines(node.children, writer))
    extend(text, _ways_back(node.references, labels.OF_TERM.format(term=p.plain_text(node.term)), writer))
    return element("div", None, heading, element("dd", None, text))


@write.register
def _(node: p.Descriptions, writer: Writer) -> list[Content]:
    return [element("dl", {"id": node.id, "class": "facts"}, *(_description(item, writer) for item in node.items))]


def _description(node: p.Description, writer: Writer) -> Element:
    term = element("dt", {"id": node.id}, *inlines(node.term, writer))
    return element("div", None, term, element("dd", None, *inlines(node.children, writer)))


@write.register
def _(node: p.Notice, writer: Writer) -> list[Content]:
    return [element("p", {"id": node.id, "class": f"notice {node.kind}"}, *inlines(node.children, writer))]


@write.register
def _(node: p.Group, writer: Writer) -> list[Content]:
    return [element("div", {"id": node.id, "class": node.kind}, *blocks(node.blocks, writer))]
