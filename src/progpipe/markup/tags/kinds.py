"""Which structure types an element of our markup has, by their names in PDF 1.7 (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

# Several types stand for nested structure elements, the outermost first.
BY_TAG: Final[Mapping[str, tuple[str, ...]]] = {
    **{f"h{level}": (f"H{level}",) for level in range(1, 7)},
    "header": ("Sect",),
    "nav": ("Sect",),
    "section": ("Sect",),
    "p": ("P",),
    "blockquote": ("BlockQuote",),
    "ul": ("L",),
    "ol": ("L",),
    "dl": ("L",),
    "li": ("LI", "LBody"),
    "dt": ("Lbl",),
    "dd": ("LBody",),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "figcaption": ("Caption",),
    "em": ("Em",),
    "strong": ("Strong",),
    "abbr": ("Span",),
    "ins": ("Span",),
    "del": ("Span",),
}
IN_CONTENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "h2": ("H2",),
    "ol": ("TOC",),
    "li": ("TOCI",),
    "a": ("Reference", "Link"),
}


def kinds(element: Element, ancestors: tuple[Element, ...]) -> tuple[str, ...]:
    """The structure types of an element, none where it is only a wrapper. `ancestors`: nearest first."""
    if any(ancestor.tag == "nav" for ancestor in ancestors):
        return IN_CONTENTS.get(element.tag, ())
    special = BY_FUNCTION.get(element.tag)
    found = special(element, ancestors[0]) if special and ancestors else BY_TAG.get(element.tag, ())
    return found or (("Span",) if element.get("lang") and ancestors and element.tag == "span" else ())


def has_image(figure: Element) -> bool:
    """Whether a figure shows an image that says something."""
    return any(image.get("alt") for image in figure.iter("img"))


def _link(element: Element, _: Element) -> tuple[str, ...]:
    if element.get("role") == "doc-noteref":
        return ("Reference", "Link", "Lbl")
    return ("Link",) if element.get("href") else ()


def _figure(element: Element, _: Element) -> tuple[str, ...]:
    return ("Figure",) if has_image(element) else ("Div",)


def _figcaption(_: Element, parent: Element) -> tuple[str, ...]:
    return ("Caption",) if has_image(parent) else ("P",)


def _div(element: Element, parent: Element) -> tuple[str, ...]:
    if parent.tag == "dl":
        return ("LI",)
    return ("Sect",) if element.get("role") == "group" else ()


def _ol(element: Element, _: Element) -> tuple[str, ...]:
    # A note has its own label: a list around the notes would say nothing more.
    return () if element.get("class") == NOTE_LIST else BY_TAG["ol"]


def _li(_: Element, parent: Element) -> tuple[str, ...]:
    return ("Note",) if parent.get("class") == NOTE_LIST else BY_TAG["li"]


NOTE_LIST: Final = "note-list"
BY_FUNCTION: Final = {"a": _link, "figure": _figure, "figcaption": _figcaption, "div": _div, "ol": _ol, "li": _li}
