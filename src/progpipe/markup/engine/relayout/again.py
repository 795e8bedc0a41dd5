"""A part of a document, laid out again: the chunks that have changed, and the pages that these stand on.

A page that begins after a forced break depends on nothing that comes before but its number, and the pages before it
not on what follows. WeasyPrint itself lays pages out again until the next one begins where it did before.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final
from xml.etree.ElementTree import Element

from progpipe.markup.engine.documents import html_of
from progpipe.markup.engine.relayout.chunks import skeleton
from progpipe.markup.engine.relayout.kept import Kept

Path = tuple[int, ...]
Chunks = list[tuple[Element, Element]]
NO_BREAK: Final = "any"


class IndivisibleError(Exception):
    """Only a whole layout is certain to be right."""


def lay_out_again(kept: Kept, chunks: Chunks) -> None:
    """Put the new chunks in the place of the old ones, and lay out what changes by it, while `kept` is recording.

    Raises `IndivisibleError`, and what WeasyPrint raises; what is kept is of no use after that.
    """
    from weasyprint import document  # noqa: PLC0415

    context = kept.context
    paths = _replace(kept, chunks) if chunks else []
    for page, finish in kept.finishes.items():
        page.children = finish.children
    for index in _pages(context.page_maker, paths):
        context.page_maker[index][-1]["content_changed"] = True
    context.string_set.clear()
    context.tables.clear()
    with _beginning_with(kept.boxes):
        document.layout_document(kept.source, kept.root, context)


def _replace(kept: Kept, chunks: Chunks) -> list[Path]:
    """Boxes of the new chunks instead of those of the old ones; gives the places of these in the tree of boxes."""
    parents = {child: parent for parent in kept.source.etree_element.iter() for child in parent}
    collector = kept.context.target_collector
    kept.references.forget({element for old, _ in chunks for element in old.iter()}, collector)
    names = _anchors(kept, [old for old, _ in chunks], [new for _, new in chunks])
    for old, new in chunks:
        parent = parents[old]
        parent[list(parent).index(old)] = new
        parents[new] = parent
    styles = _styles(kept, chunks)
    collector.collecting = True
    paths = [_build(kept, parents, old, new) for old, new in chunks]
    for name in names:
        for parse_again in collector.target_lookup_items[name].parse_again_functions.values():
            parse_again()
    collector.collecting = collector.had_pending_targets = False
    styles.initial_page_sizes.update(kept.context.style_for.initial_page_sizes)
    return paths


def _anchors(kept: Kept, old: Iterable[Element], new: Iterable[Element]) -> list[str]:
    """Make room for the targets in the new chunks, whose names these are."""
    from weasyprint.css.targets import TargetLookupItem  # noqa: PLC0415

    items = kept.context.target_collector.target_lookup_items
    gone, come = _names(old), _names(new)
    if len(set(come)) < len(come) or any(name in items for name in set(come) - set(gone)):
        raise IndivisibleError
    for name in gone:
        item = items[name]
        if not kept.references.can_follow(item, stays=name in come):
            raise IndivisibleError
        if name in come:
            item.state, item.target_box = "pending", None
            item.parse_again_functions.clear()
        else:
            del items[name]
    for name in come:
        items.setdefault(name, TargetLookupItem())
    return come


def _names(chunks: Iterable[Element]) -> list[str]:
    return [name for chunk in chunks for element in chunk.iter() if (name := element.get("id"))]


def _styles(kept: Kept, chunks: Chunks) -> Any:
    """Work out the styles of the new chunks, as if all around them were there too, and forget those of the old."""
    from weasyprint.css import StyleFor  # noqa: PLC0415

    source, style_for = kept.source, kept.context.style_for
    html = html_of(skeleton(source.etree_element, [new for _, new in chunks]), source.base_url, source.url_fetcher)
    made = StyleFor(html, style_for._sheets, True, style_for.font_config, None)
    styles = style_for.get_computed_styles()
    gone = {element for old, _ in chunks for element in old.iter()}
    for key in [key for key in styles if key[0] in gone]:
        del styles[key]
    come = {element for _, new in chunks for element in new.iter()}
    styles.update({key: style for key, style in made.get_computed_styles().items() if key[0] in come})
    return made


def _build(kept: Kept, parents: dict[Element, Element], old: Element, new: Element) -> Path:
    """The boxes of a chunk, as `build_formatting_structure` makes them within the whole."""
    from weasyprint.formatting_structure import boxes, build  # noqa: PLC0415

    context = kept.context
    before, after = kept.states[old]
    for element in old.iter():
        kept.states.pop(element, None)
    made = build.element_to_box(
        new,
        context.style_for,
        context.get_image_from_uri,
        kept.source.base_url,
        context.target_collector,
        context.counter_style,
        context.footnotes,
        copy.deepcopy(before),
    )
    if len(made) != 1 or kept.states[new][1] != after:
        raise IndivisibleError
    (box,) = made
    box.process_whitespace()
    box.process_text_transform()
    box = build.create_anonymous_boxes(box)
    parent, path = _place(kept.root, parents, old)
    if not (type(parent) is type(box) is boxes.BlockBox and box.is_in_normal_flow()):
        raise IndivisibleError
    parent.children = [box if number == path[-1] else child for number, child in enumerate(parent.children)]
    return path


def _place(root: Any, parents: dict[Element, Element], chunk: Element) -> tuple[Any, Path]:
    """The box that the box of a chunk is in, and the way from the root to the chunk."""
    around = [chunk]
    while around[-1] in parents:
        around.append(parents[around[-1]])
    parent = box = root
    path: Path = ()
    for element in reversed(around[:-1]):
        found = tuple(number for number, child in enumerate(box.children) if child.element is element)
        if len(found) != 1 or box.string_set or box.bookmark_label:  # these may say what is in the chunk
            raise IndivisibleError
        path += found
        parent, box = box, box.children[path[-1]]
    before = parent.children[path[-1] - 1] if path[-1] else None
    if before and before.element is parent.element:  # text, whose last space counts
        raise IndivisibleError
    return parent, path


def _pages(page_maker: list[Any], paths: list[Path]) -> set[int]:
    """The pages that have something of these boxes on them, and those before, back to where a break is forced."""
    starts = [_position(resume_at) for resume_at, *_ in page_maker]
    starts[-1] = (sys.maxsize,)
    found = set()
    for path in paths:
        end = (*path[:-1], path[-1] + 1)
        pages = [index for index, (start, after) in enumerate(pairwise(starts)) if start < end and after > path]
        first = min(pages)
        while first and page_maker[first][1]["break"] == NO_BREAK:
            first -= 1
        found |= {*range(first, max(pages) + 1)}
    return found


def _position(resume_at: dict[int, Any] | None) -> Path:
    """Where a page begins in the tree of boxes."""
    found = []
    while resume_at:
        if len(resume_at) != 1:
            raise IndivisibleError
        ((number, resume_at),) = resume_at.items()
        found.append(number)
    return tuple(found)


@contextmanager
def _beginning_with(pages: list[Any]) -> Iterator[None]:
    """While the block runs, a layout begins with these pages, of which some are marked as changed."""
    from weasyprint import layout  # noqa: PLC0415

    stock = layout.initialize_page_maker, layout.make_all_pages

    def make_all_pages(context: Any, root: Any, html: Any, made: list[Any]) -> Iterator[Any]:
        yield from stock[1](context, root, html, made or pages)

    layout.initialize_page_maker, layout.make_all_pages = lambda *_: None, make_all_pages
    try:
        yield
    finally:
        layout.initialize_page_maker, layout.make_all_pages = stock
