"""Where each part of an amended source comes from: a place in the old one, or an amendment."""

from __future__ import annotations

from dataclasses import dataclass

from progpipe.amend.targets import Target
from progpipe.errors import pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A place in the file of amendments where `amended`, else in the old source.

    A `text` is one there and has nothing in it, also where something was made of it: years, a paragraph.
    """

    pointer: str
    amended: bool
    text: bool = False


class Origins:
    """Gathered while the source is rebuilt. Places are JSON Pointers (RFC 6901)."""

    def __init__(self) -> None:
        self._from: dict[str, Origin] = {}
        self._made: dict[str, list[str]] = {}

    def stays(self, here: str, there: str) -> None:
        """What stands here stood there."""
        self._from[here] = Origin(pointer=there, amended=False)

    def moved(self, here: str, there: str, target: Target) -> None:
        """An amendment has brought here what stood there."""
        self.stays(here, there)
        self._add(target, here)

    def new(self, here: str, target: Target) -> None:
        """An amendment has put this here."""
        item = target.amendment
        self._from[here] = Origin(pointer=f"{item.pointer}/new", amended=True, text=item.thing is None)
        self._add(target, here)

    def new_id(self, here: str, target: Target) -> None:
        """The id of a new commitment stands beside its text."""
        self._from[here] = Origin(pointer=f"{target.amendment.pointer}/id", amended=True, text=True)

    def note(self, here: str, target: Target, key: str) -> None:
        """An amendment has brought this note."""
        self._from[here] = Origin(pointer=target.amendment.pointer + pointer("notes", key), amended=True)
        self._add(target, here)

    def _add(self, target: Target, here: str) -> None:
        self._made.setdefault(target.amendment.pointer, []).append(here)

    def of(self, place: str) -> Origin:
        """Where what stands in the new source comes from."""
        around = place
        while around and around not in self._from:
            around = around.rpartition("/")[0]
        origin = self._from.get(around, Origin(pointer="", amended=False))
        rest = "" if origin.text else place[len(around) :]
        return Origin(pointer=origin.pointer + rest, amended=origin.amended)

    def made_by(self, target: Target) -> tuple[str, ...]:
        """The places in the new source that an amendment has made or filled."""
        return tuple(self._made.get(target.amendment.pointer, ()))
