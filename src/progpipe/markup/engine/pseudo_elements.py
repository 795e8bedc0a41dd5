"""Styles of pseudo-elements that nothing in a document can have.

WeasyPrint's own style sheet has rules for the calls and marks of footnotes and notes, which match every element: five
styles for each, where no rule of the document makes anything a footnote or a note.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from progpipe.markup.engine.version import fits

UNUSED: Final = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
MAKING: Final = ("float", "position")  # what makes an element a footnote or a note
FOOTNOTE: Final = "footnote"
USER_AGENT: Final = "user agent"
PSEUDO_ELEMENT: Final = 3  # its place in what cssselect2 keeps of a selector


@contextmanager
def used_pseudo_elements() -> Iterator[None]:
    """While the block runs, WeasyPrint works out styles of footnotes and notes only where there may be some."""
    if not fits():
        yield
        return
    from weasyprint.css import StyleFor  # noqa: PLC0415

    stock = StyleFor.__init__
    StyleFor.__init__ = _without(stock)
    try:
        yield
    finally:
        StyleFor.__init__ = stock


def _without(stock: Callable[..., None]) -> Callable[..., None]:
    def init(style_for: Any, html: Any, sheets: list[tuple[Any, str, Any]], *others: Any) -> None:
        if not (_makes_notes(html) or any(_may_make_notes(sheet) for sheet, _, _ in sheets)):
            sheets = [
                (_pruned(sheet) if origin == USER_AGENT else sheet, origin, specificity)
                for sheet, origin, specificity in sheets
            ]
        stock(style_for, html, sheets, *others)

    return init


def _makes_notes(html: Any) -> bool:
    """Whether an element may say of itself that it is a note."""
    styles = (element.get("style", "") for element in html.etree_element.iter())
    return any(name in style for style in styles for name in MAKING if style)


def _may_make_notes(sheet: Any) -> bool:
    """Whether a style sheet may say so of an element: also by a variable, whose value nobody knows here."""
    matcher = sheet.matcher
    by_name = (matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors)
    groups = [group for groups in (*by_name, matcher.namespace_selectors) for group in groups.values()]
    return any(
        name in MAKING and (value == FOOTNOTE or not isinstance(value, str))
        for group in (*groups, matcher.lang_attr_selectors, matcher.other_selectors)
        for *_, (declarations, _) in group
        for name, value, _ in declarations
    )


def _pruned(sheet: Any) -> Any:
    """The style sheet without rules for pseudo-elements that nobody will have."""
    made = copy.copy(sheet)
    made.matcher = copy.copy(sheet.matcher)
    made.matcher.other_selectors = [
        entry for entry in sheet.matcher.other_selectors if entry[PSEUDO_ELEMENT] not in UNUSED
    ]
    return made
