"""Values of Pandoc's document tree (pandoc-types 1.23), as `json` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

Value = dict[str, object]

API_VERSION: Final = (1, 23, 1, 1)
DEFAULT_ALIGNMENT: Final[Value] = {"t": "AlignDefault"}


def value(kind: str, *content: object) -> Value:
    """A node: bare, with one content, or with several."""
    if not content:
        return {"t": kind}
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)}


def attributes(identifier: str = "", **further: str) -> list[object]:
    """The attributes of a node; an underscore in a name is a hyphen in Pandoc."""
    return [identifier, [], [[name.replace("_", "-"), text] for name, text in further.items()]]


def words(text: str) -> list[Value]:
    """Text as strings and spaces: writers break lines at a space, never inside a string."""
    return [value("Space") if part.isspace() else value("Str", part) for part in re.split(r"([ \t\n]+)", text) if part]


def paragraph(content: list[Value], style: str = "") -> Value:
    """A paragraph, with the named style of the reference document or with the writer's own."""
    made = value("Para", content)
    return value("Div", attributes(custom_style=style), [made]) if style else made


def anchored(identifier: str, content: list[Value]) -> list[Value]:
    """The content as the place that links to `identifier` lead to.

    A span, since OpenDocument allows no section in a list item (ODF 1.3 part 3, 5.3.3).
    """
    return [value("Span", attributes(identifier), content)]


def ordered_list(start: int, items: list[list[Value]]) -> Value:
    """A list with arabic numbers and a full stop, counted from `start`."""
    return value("OrderedList", [start, value("Decimal"), value("Period")], items)


def table(caption: list[Value], header: list[list[Value]], rows: list[list[list[Value]]], row_headers: int) -> Value:
    """A table with one header row; the first `row_headers` columns are headers too."""
    columns = [[DEFAULT_ALIGNMENT, value("ColWidthDefault")] for _ in header]
    body = [attributes(), row_headers, [], [_row(row) for row in rows]]
    head, foot = [attributes(), [_row(header)]], [attributes(), []]
    return value("Table", attributes(), [None, [value("Plain", caption)]], columns, head, [body], foot)


def _row(cells: list[list[Value]]) -> list[object]:
    return [attributes(), [[attributes(), DEFAULT_ALIGNMENT, 1, 1, cell] for cell in cells]]


def whole(metadata: Mapping[str, str], blocks: Iterable[Value]) -> Value:
    """A document. Metadata is text; `lang` is a string to Pandoc, the rest is set in type."""
    meta = {
        name: value("MetaString", text) if name == "lang" else value("MetaInlines", words(text))
        for name, text in metadata.items()
        if text
    }
    return {"pandoc-api-version": list(API_VERSION), "meta": meta, "blocks": list(blocks)}
