"""The inline nodes of Pandoc's tree as lines of text, with what stands in them that is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.lines import lines_of, run_together
from progpipe.intake.model import Blocks, Figure, Place, words_of
from progpipe.intake.tree.marks import MARK, NOTE_MARK, Origin
from progpipe.load.rules.addresses import SAFE
from progpipe.publication import (
    Emphasis,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteReference,
    Reference,
    Strong,
    Text,
)

TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
DEEPEST: Final = 200
PLAIN: Final = frozenset({"Underline", "SmallCaps", "Superscript", "Subscript"})
MARKS: Final[Mapping[str, type[Emphasis] | type[Strong]]] = {"Emph": Emphasis, "Strong": Strong}
BLANKS: Final[Mapping[str, Inline]] = {
    "Space": Text(value=" "),
    "SoftBreak": Text(value=" "),
    "LineBreak": LineBreak(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A line, where it comes from, what the file says of its paragraph, and what stood in it that is no text."""

    place: Place
    line: Inlines
    style: str
    outline: int
    figures: tuple[Figure, ...]
    anchors: tuple[str, ...]


class Lines:
    """Reads lines, and counts them where they have no marks.

    `blocks` reads what stands in a note. With `plain_links` emphasis over a whole link is its look.
    """

    def __init__(self, origins: Mapping[int, Origin], blocks: Callable[[Any], Blocks], *, plain_links: bool) -> None:
        self._origins = origins
        self._blocks = blocks
        self._plain_links = plain_links
        self._count = 0
        self._depth = 0
        self._figures: list[Figure] = []
        self._anchors: list[str] = []
        self._origin: Origin | None = None
        self.notes: dict[str, Inlines] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def read(self, content: Any) -> Read:
        """A line with where it comes from, and what stood in it that is no text."""
        outer = self._figures, self._anchors
        self._figures, self._anchors, self._origin = [], [], None
        line = self.line(content)
        figures, anchors, origin = self._figures, self._anchors, self._origin
        self._figures, self._anchors = outer
        self._count = origin.number if origin else self._count + 1
        if origin and origin.decorative:
            figures = [replace(figure, decorative=not figure.alternative) for figure in figures]
        anchors += origin.anchors if origin else ()
        return Read(
            place=Place(number=self._count, words=words_of(line)),
            line=line,
            style=origin.style if origin else "",
            outline=origin.outline if origin else 0,
            figures=tuple(figures),
            anchors=tuple(dict.fromkeys(anchors)),
        )

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level further down. Raises `ValidationError` (P704) where that is deeper than anybody writes."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise said.too_large(f"it is nested more than {DEEPEST} levels deep")
        yield
        self._depth -= 1

    def line(self, values: Iterable[Any]) -> Inlines:
        with self.deeper():
            return tuple(node for value in values for node in self._inline(value["t"], value.get("c")))

    def _inline(self, kind: str, content: Any) -> Inlines:
        if kind in MARKS:
            return (MARKS[kind](children=self.line(content)),)
        if kind in BLANKS:
            return (BLANKS[kind],)
        if kind in PLAIN:
            return self.line(content)
        read = getattr(self, f"_in_{kind.lower()}", None)
        found: Inlines = read(content) if read else ()
        return found

    def _in_strikeout(self, content: Any) -> Inlines:
        line = self.line(content)
        if words_of(line):
            place = Place(number=self._count, words=words_of(line))
            self.problems.append(said.reshaped(place, "the words are struck through; they are kept as ordinary text"))
        return line

    def _in_quoted(self, content: Any) -> Inlines:
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return (Text(value=marks[0]), *self.line(content[1]), Text(value=marks[1]))

    def _in_cite(self, content: Any) -> Inlines:
        return self.line(content[1])

    def _in_code(self, content: Any) -> Inlines:
        return (Text(value=content[1]),)

    _in_math = _in_rawinline = _in_code

    def _in_str(self, text: str) -> Inlines:
        if found := MARK.search(text):
            number = int(found[1])
            self.seen.add(number)
            # The first mark of a line is its own; further ones come from paragraphs that Pandoc has joined to it.
            self._origin = self._origin or self._origins.get(number)
            text = MARK.sub("", text)
        parts = NOTE_MARK.split(text)
        nodes: list[Inline] = [Text(value=parts[0])]
        for key, after in zip(parts[1::2], parts[2::2], strict=True):
            nodes += [NoteReference(id="", target=f"n{key}", label=""), Text(value=after)]
        return tuple(nodes)

    def _in_span(self, content: Any) -> Inlines:
        (identifier, _, pairs), inside = content
        # Pandoc makes an anchor for each line of an OpenDocument text; only names that links use matter.
        if identifier:
            self._anchors.append(identifier)
        tag = dict(pairs).get("lang", "")
        line = self.line(inside)
        return (Language(tag=tag, children=line),) if TAG.fullmatch(tag) and words_of(line) else line

    def _in_link(self, content: Any) -> Inlines:
        _, inside, (address, _) = content
        line = self.line(inside)
        if self._plain_links and len(line) == 1 and isinstance(line[0], Emphasis):
            line = line[0].children
        if not words_of(line):
            return line
        if address.startswith("#"):
            return (Reference(target=address[1:], children=line),)
        if SAFE.fullmatch(address):
            return (Link(href=address, children=line),)
        self.problems.append(said.unsafe_link(Place(number=self._count, words=words_of(line)), address))
        return line

    def _in_image(self, content: Any) -> Inlines:
        (identifier, classes, pairs), inside, (address, _) = content
        alternative = words_of(self.line(inside))
        decorative = dict(pairs).get("role") == "presentation" or "decorative" in classes
        anchors = (identifier,) if identifier else ()
        figure = Figure(
            image=address, alternative=alternative, decorative=decorative and not alternative, anchors=anchors
        )
        self._figures.append(figure)
        return (Text(value=" "),)

    def _in_note(self, content: Any) -> Inlines:
        key = str(len(self.notes) + 1)
        self.notes[key] = ()
        saved = self._origin, self._count
        lines = lines_of(self._blocks(content))
        self._origin, _ = saved
        self.notes[key] = run_together(lines)
        return (NoteReference(id="", target=key, label=""),) if lines else ()
