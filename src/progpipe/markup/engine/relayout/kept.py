"""A document that was laid out, and what is needed to lay out a part of it again."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from progpipe.markup.engine.references import References
from progpipe.markup.engine.relayout.chunks import CHUNKS
from progpipe.markup.engine.relayout.drawings import Drawings

State = tuple[Any, ...]  # WeasyPrint's: depth of quotation marks, counters and their scopes, page groups


@dataclass(frozen=True, slots=True)
class Finish:
    """What a page was given when all pages were there: boxes in its margins, and what these depend on."""

    children: Any  # of the page, before
    margins: list[Any]
    state: State
    strings: Mapping[str, object]


@dataclass(slots=True)
class Kept:
    """The layout of a document. `source` is WeasyPrint's document: its tree changes with the layout."""

    source: Any
    references: References = field(default_factory=References)
    drawings: Drawings = field(default_factory=Drawings)
    root: Any = None
    context: Any = None
    boxes: list[Any] = field(default_factory=list)  # of the pages
    pages: dict[Any, Any] = field(default_factory=dict)  # by their boxes
    finishes: dict[Any, Finish] = field(default_factory=dict)  # by the boxes of the pages
    states: dict[Element, tuple[State, State]] = field(default_factory=dict)  # before a chunk, and after it
    divisible: bool = True  # whether a page can be laid out without those before it

    @contextmanager
    def recording(self) -> Iterator[None]:
        """While the block runs, what WeasyPrint lays out is kept here."""
        from weasyprint import document, layout  # noqa: PLC0415
        from weasyprint.formatting_structure import build  # noqa: PLC0415

        places: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
            (build, "element_to_box", self._element_to_box),
            (document, "layout_document", self._layout_document),
            (layout, "make_margin_boxes", self._make_margin_boxes),
            (layout, "layout_backgrounds", self._layout_backgrounds),
            (layout.LayoutContext, "add_broken_out_of_flow", self._add_broken_out_of_flow),
        )
        stock = [getattr(place, name) for place, name, _ in places]
        for (place, name, instead), before in zip(places, stock, strict=True):
            setattr(place, name, instead(before))
        try:
            with self.references.early():
                yield
        finally:
            for (place, name, _), before in zip(places, stock, strict=True):
                setattr(place, name, before)

    def document(self, options: Mapping[str, Any]) -> Any:
        """WeasyPrint's document with the pages as they are now."""
        from weasyprint.document import Document, DocumentMetadata, Page, get_html_metadata  # noqa: PLC0415

        self.pages = {box: self.pages.get(box) or Page(box) for box in self.boxes}
        self.finishes = {box: self.finishes[box] for box in self.boxes}
        self.drawings.forget_all_but(self.boxes)
        made = Document(
            list(self.pages.values()),
            DocumentMetadata(**get_html_metadata(self.source)),
            self.source.url_fetcher,
            options["font_config"],
            options["color_profiles"],
            options["output_intent"],
        )
        made._html = self.source
        return made

    def _element_to_box(self, stock: Callable[..., Any]) -> Callable[..., Any]:
        def element_to_box(element: Any, *given: Any) -> Any:
            state = given[-1]
            if element.tag not in CHUNKS:
                return stock(element, *given)
            before = copy.deepcopy(state)
            made = stock(element, *given)
            self.states[element] = before, copy.deepcopy(state)
            return made

        return element_to_box

    def _layout_document(self, stock: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
        def layout_document(html: Any, root: Any, context: Any) -> list[Any]:
            self.root, self.context = root, context
            self.boxes = list(stock(html, root, context))
            if (
                context.footnotes
                or any(context.running_elements.values())
                or any(page.fixed_boxes for page in self.boxes)
            ):
                self.divisible = False
            return self.boxes

        return layout_document

    def _make_margin_boxes(self, stock: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
        def make_margin_boxes(context: Any, page: Any, state: Any) -> list[Any]:
            strings = {name: _set_on(pages, context.current_page) for name, pages in context.string_set.items()}
            known = self.finishes.get(page)
            if known and (known.state, known.strings) == (state, strings):
                return known.margins
            self.pages.pop(page, None)
            self.drawings.pages.pop(page, None)
            made = list(stock(context, page, state))
            self.finishes[page] = Finish(page.children, made, copy.deepcopy(state), strings)
            return made

        return make_margin_boxes

    def _layout_backgrounds(self, stock: Callable[..., None]) -> Callable[..., None]:
        def layout_backgrounds(page: Any, images: Any) -> None:
            if page not in self.pages:
                stock(page, images)

        return layout_backgrounds

    def _add_broken_out_of_flow(self, stock: Callable[..., None]) -> Callable[..., None]:
        def add_broken_out_of_flow(*given: Any) -> None:
            self.divisible = False
            stock(*given)

        return add_broken_out_of_flow


def _set_on(pages: Mapping[int, list[str]], current: int) -> tuple[tuple[str, ...], str | None]:
    """What running heads may show on a page (`string-set`): what was set there, and what was set last before."""
    before = (pages[number][-1] for number in range(current - 1, 0, -1) if number in pages)
    return tuple(pages.get(current, ())), next(before, None)
