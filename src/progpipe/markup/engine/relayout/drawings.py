"""Pages that are drawn once, and written into each file that they are part of.

What is drawn depends on the pages before: a glyph has the width that it was given where it came first. A drawing is
used again only where each of its glyphs still has that width.
"""

from __future__ import annotations

import copy
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

# Objects of their own, whose names depend on how many there are already.
OBJECTS: Final = re.compile(rb"/\S+ (?:Do|sh|scn|SCN)\b|/s\d+ gs\b|\bBI\b")
OPACITIES: Final = re.compile(rb"/([aA][\d.]+) gs\b")
STATES: Final = "ExtGState"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of one font on a page: the text that each stands for, its width, and whose width was found here."""

    texts: dict[int, str]
    widths: dict[int, int]
    measured: frozenset[int]

    def fit(self, font: Any | None) -> bool:
        """Whether the glyphs have these widths in a file where the font has come so far."""
        known = font.widths if font else {}
        return all(
            known[glyph] == width if glyph in known else glyph in self.measured for glyph, width in self.widths.items()
        )

    def put(self, font: Any) -> None:
        """Let a font of a file know the glyphs."""
        for glyph, text in self.texts.items():
            font.to_unicode.setdefault(glyph, text)
        for glyph, width in self.widths.items():
            font.widths.setdefault(glyph, width)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn on a page: its operators, the marked content of each box, and what these refer to."""

    content: bytes
    tags: Mapping[Any, Any]
    states: Mapping[str, Any]
    glyphs: Mapping[Any, Glyphs]  # by the key of a font


@dataclass(slots=True)
class Drawings:
    """The drawings of a document, by the boxes of its pages, and its fonts as they were before any glyph was drawn."""

    pages: dict[Any, Drawing] = field(default_factory=dict)
    fonts: dict[Any, Any] = field(default_factory=dict)
    compressed: dict[bytes, bytes] = field(default_factory=dict)

    @contextmanager
    def used(self) -> Iterator[None]:
        """While the block runs, WeasyPrint writes the document."""
        import pydyf  # noqa: PLC0415
        from weasyprint import document  # noqa: PLC0415

        stock, compressed = (document.draw_page, pydyf.zlib), _Zlib(self.compressed)
        document.draw_page, pydyf.zlib = self._draw_page(document.draw_page), compressed
        try:
            yield
        finally:
            document.draw_page, pydyf.zlib = stock
            self.compressed = compressed.used

    def forget_all_but(self, pages: list[Any]) -> None:
        """Forget the drawings of the other pages."""
        self.pages = {page: self.pages[page] for page in pages if page in self.pages}

    def _draw_page(self, stock: Callable[..., None]) -> Callable[..., None]:
        def draw_page(page: Any, stream: Any) -> None:
            known = self.pages.get(page)
            if known and all(glyphs.fit(stream._fonts.get(key)) for key, glyphs in known.glyphs.items()):
                self._put(known, stream)
            else:
                self._draw(stock, page, stream)

        return draw_page

    def _put(self, drawing: Drawing, stream: Any) -> None:
        stream.stream.append(drawing.content)
        stream._tags.update(drawing.tags)
        for name, state in drawing.states.items():
            stream._resources[STATES].setdefault(name, state)
        for key, glyphs in drawing.glyphs.items():
            if key not in stream._fonts:
                stream._fonts[key] = _fresh(self.fonts[key])
            glyphs.put(stream._fonts[key])

    def _draw(self, stock: Callable[..., None], page: Any, stream: Any) -> None:
        import pydyf  # noqa: PLC0415

        fonts, begun, marked = stream._fonts, len(stream.stream), set(stream._tags)
        stream._fonts = own = _Fonts(fonts, self.fonts)
        try:
            stock(page, stream)
        finally:
            stream._fonts = fonts
        glyphs = {key: font.widths.glyphs(font.to_unicode) for key, font in own.items()}
        for key, found in glyphs.items():
            found.put(fonts[key])
        content = b"\n".join(map(pydyf._to_bytes, stream.stream[begun:]))
        if OBJECTS.search(content):
            self.pages.pop(page, None)
            return
        names = dict.fromkeys(name.decode() for name in OPACITIES.findall(content))
        self.pages[page] = Drawing(
            content,
            {box: tag for box, tag in stream._tags.items() if box not in marked},
            {name: stream._resources[STATES][name] for name in names},
            glyphs,
        )


class _Fonts(dict[Any, Any]):
    """The fonts of one page, each with no glyphs but those of the page."""

    def __init__(self, known: dict[Any, Any], fresh: dict[Any, Any]) -> None:
        super().__init__()
        self._known, self._fresh = known, fresh

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in self._known:
            self._begin(key)
        return super().__contains__(key)

    def __setitem__(self, key: Any, font: Any) -> None:
        self._fresh.setdefault(key, _fresh(font))
        self._known[key] = font
        self._begin(key)

    def _begin(self, key: Any) -> None:
        made = copy.copy(self._known[key])
        made.to_unicode, made.widths = {}, _Widths(made.widths)
        super().__setitem__(key, made)


class _Widths(dict[int, int]):
    """The widths of the glyphs on a page: those that came before have theirs already."""

    def __init__(self, known: dict[int, int]) -> None:
        super().__init__()
        self._known = known
        self._given: set[int] = set()

    def __contains__(self, glyph: object) -> bool:
        if super().__contains__(glyph):
            return True
        if glyph in self._known:
            self._given.add(glyph)
            self[glyph] = self._known[glyph]
            return True
        return False

    def glyphs(self, texts: dict[int, str]) -> Glyphs:
        """The glyphs of the page."""
        return Glyphs(texts, dict(self), frozenset(self.keys() - self._given))


def _fresh(font: Any) -> Any:
    """A font of which nothing has been drawn."""
    made = copy.copy(font)
    made.to_unicode, made.widths, made.missing = {}, {}, {}
    return made


class _Zlib:
    """Python's module as pydyf uses it, for one file: what was in the last one too is compressed already."""

    def __init__(self, known: dict[bytes, bytes]) -> None:
        self._known = known
        self.used: dict[bytes, bytes] = {}

    def compressobj(self, level: int) -> _Zlib:
        self._level = level
        return self

    def compress(self, content: bytes) -> bytes:
        found = self._known.get(content)
        self.used[content] = found = zlib.compress(content, self._level) if found is None else found
        return found

    def flush(self) -> bytes:
        return b""
