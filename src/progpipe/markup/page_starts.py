"""Where each page of a PDF starts in the text, read off WeasyPrint's boxes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Final
from xml.etree.ElementTree import Element

from progpipe.interfaces import PageStart
from progpipe.publication import CONTENTS_ID, COVER_ID, IMAGE

PARTS: Final = {"header": COVER_ID, "nav": CONTENTS_ID}
# Elements inside a word; any other one begins a new word.
IN_WORDS: Final = frozenset({"a", "abbr", "dfn", "em", "span", "strong", "sup"})
# Words that the markup puts in beside the publication's own.
OURS: Final = frozenset({"doc-noteref", "doc-backlink"})
OUR_CLASSES: Final = frozenset({"expansion", "label", "notes-title"})
SOFT_HYPHEN: Final = "\u00ad"
HYPHENS: Final = frozenset({"-", "\u2010"})
# How many characters may be missing on a page, such as those that a font draws as nothing.
GAP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place in the text: the innermost block, and how many characters of it come before."""

    block: str
    offset: int


def page_starts(document: Any) -> tuple[PageStart, ...]:
    """The start of each page of a rendered document, in order.

    A page with nothing on it starts where the next one does, and the last ones where the text ends.
    """
    text = _Text(document._html.etree_element)
    repeated: set[Element] = set()
    starts = [text.start(list(_boxes(page._page_box, repeated))) for page in document.pages]
    following = text.end
    for number in reversed(range(len(starts))):
        starts[number] = following = starts[number] or following
    return tuple(
        PageStart(page=number, block=start.block, offset=start.offset)
        for number, start in enumerate(starts, start=1)
        if start is not None
    )


class _Text:
    """The characters of a document in reading order, and how far the pages have come in each element.

    A character is named by its number. Of a book there are a million: what is known of them is kept for runs.
    """

    def __init__(self, root: Element) -> None:
        self.end: _Place | None = None
        self._characters: list[str] = []
        self._words: list[int] = []  # the first character of each
        self._runs: list[tuple[int, str]] = []  # the first character, and the block, of what follows in one
        self._own: dict[Element, list[int]] = {}
        self._places: dict[Element, tuple[int, str]] = {}
        self._done: dict[Element, int] = {}
        self._first: dict[str, int] = {}
        self._term = ""
        self._fresh = True
        body = root.find("body")
        assert body is not None
        self._read(body, "", ours=False)

    def start(self, boxes: list[Any]) -> _Place | None:
        """Where the text of these boxes starts. They are those of the next page."""
        first: _Place | None = None
        for box in boxes:
            found = self._pass(box, wanted=first is None)
            first = first or found
        return first

    def _read(self, element: Element, block: str, *, ours: bool) -> None:
        name = self._name(element)
        if name:
            self._first.setdefault(name, len(self._characters))
        block = name or block
        self._fresh = self._fresh or element.tag not in IN_WORDS
        self._places[element] = len(self._characters), block
        ours = ours or element.get("role") in OURS or element.get("class") in OUR_CLASSES
        self._take(IMAGE if is_image(element) else element.text, element, block, ours=ours)
        for child in element:
            self._read(child, block, ours=ours)
            self._fresh = self._fresh or child.tag not in IN_WORDS
            self._take(child.tail, element, block, ours=ours)

    def _name(self, element: Element) -> str | None:
        """The id of the block that an element is."""
        name = PARTS.get(element.tag) or element.get("id")
        if element.tag == "dd":  # of the same block as its `dt`, which has the id
            return self._term
        if name is None or element.tag in IN_WORDS or name.endswith("-rubrik"):
            return None
        if element.tag == "dt":
            self._term = name
        return name

    def _take(self, text: str | None, element: Element, block: str, *, ours: bool) -> None:
        if not text:
            return
        words = text.split()
        if ours:
            self._fresh = self._fresh or words != [text]
            return
        before = len(self._characters)
        for place, word in enumerate(words):
            self._fresh = self._fresh or place > 0 or text[0].isspace()
            if characters := word.replace(SOFT_HYPHEN, ""):
                if self._fresh:
                    self._words.append(len(self._characters))
                self._characters.extend(characters)
                self._fresh = False
        self._fresh = self._fresh or text[-1].isspace()
        if before < len(self._characters):
            self._own.setdefault(element, []).extend(range(before, len(self._characters)))
            self._runs.append((before, block))

    def _pass(self, box: Any, *, wanted: bool) -> _Place | None:
        """Go past the text of a box, and say where it starts if that is wanted; None where there is nothing in it."""
        element = box.element
        own = self._own.get(element)
        shown = IMAGE if is_image(element) else box.text
        if own is None:
            return self._place(*self._places[element]) if element in self._places and shown.strip() else None
        before = self._done.get(element, 0)
        done = self._after("".join(shown.split()).replace(SOFT_HYPHEN, ""), own, before)
        if done == before:
            return None
        self._done[element] = done
        last = self._at(own[done - 1])
        self.end = replace(last, offset=last.offset + 1)
        return self._at(self._words[bisect_right(self._words, own[before]) - 1]) if wanted else None

    def _after(self, shown: str, own: list[int], done: int) -> int:
        """How many characters of an element's own have been shown, after `done` of them and these words."""
        if [self._characters[index] for index in own[done : done + len(shown)]] == list(shown):
            return done + len(shown)
        for value in shown:
            ahead = range(done, done + (0 if value in HYPHENS else GAP) + 1)
            done = next((at + 1 for at in ahead if self._is(value, own[at : at + 1])), done)
        return done

    def _is(self, value: str, indices: list[int]) -> bool:
        """Whether this is the character there, in capitals or not."""
        return any(self._characters[index].casefold() == value.casefold() for index in indices)

    def _at(self, index: int) -> _Place:
        """The place of a character."""
        _, block = self._runs[bisect_right(self._runs, index, key=itemgetter(0)) - 1]
        return self._place(index, block)

    def _place(self, index: int, block: str) -> _Place:
        return _Place(block=block, offset=index - self._first.get(block, 0))


def is_image(element: Element) -> bool:
    """Whether an element is an image, or one that stands for a decorative image."""
    return element.tag == "img" or element.get("class") == "decorative"


def _boxes(page: Any, repeated: set[Element]) -> Iterator[Any]:
    """The boxes of text and images on a page, without running heads and table heads that come again.

    `repeated` are the table heads of the pages before; those of this page are added.
    """
    seen: set[Element] = set()
    yield from _inside(page, repeated, seen)
    repeated |= seen


def _inside(box: Any, repeated: set[Element], seen: set[Element]) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415
    from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: PLC0415

    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    if isinstance(box, boxes.MarginBox) or box.element in repeated or "::" in (box.element_tag or ""):
        return
    if box.element_tag == "thead":
        seen.add(box.element)
    if isinstance(box, boxes.TextBox) or (box.element is not None and is_image(box.element)):
        yield box
        return
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _inside(child, repeated, seen)
