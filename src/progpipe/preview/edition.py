"""One edition of a preview: what of it is made, what is being made, and for which text."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from progpipe.build.run import Step
from progpipe.bundle import EditionOutput
from progpipe.errors import BuildError
from progpipe.interfaces import Artefact, Context, PageStart
from progpipe.paginate import length, paginate
from progpipe.publication import CONTENTS_ID, COVER_ID, Block, Publication, Resource, walk

Pending = tuple[Step, Future[Any]]


@dataclass(slots=True, kw_only=True)
class Edition:
    """An edition as it stands now. `marks` are where its pages started when its PDF was made last."""

    context: Context
    publication: Publication
    made: dict[str, tuple[Artefact, ...]] = field(default_factory=dict)
    pending: dict[str, Pending] = field(default_factory=dict)
    marks: tuple[Artefact, ...] = ()
    picture: Resource | None = None

    @classmethod
    def after(cls, old: Edition | None, context: Context, publication: Publication) -> Edition:
        """The edition after a change: what there was of it stays until it is made again."""
        made = cls(context=context, publication=publication)
        if old:
            made.made, made.pending, made.marks, made.picture = old.made, old.pending, old.marks, old.picture
        return made

    def differs(self, old: Edition | None) -> bool:
        """Whether it says or looks something else; the source, which only a PDF has in it, left out."""
        if old is None or self.publication != old.publication:
            return True
        return replace(self.context, source=b"") != replace(old.context, source=b"")

    def has(self, name: str) -> bool:
        """Whether the file with that name is one of this edition."""
        return any(artefact.name == name for artefacts in self.made.values() for artefact in artefacts)

    def cancel(self) -> None:
        """What is made for a text that is gone is not waited for; what has not begun never begins."""
        for _, future in self.pending.values():
            future.cancel()
        self.pending.clear()

    def artefacts(self, names: tuple[str, ...]) -> Iterator[Artefact]:
        """What there is, in the order in which the formats are named."""
        for name in names:
            yield from self.made.get(name, ())

    def output(self, names: tuple[str, ...]) -> EditionOutput:
        """The edition as it can be published now."""
        return EditionOutput(
            context=self.context,
            publication=self.publication,
            artefacts=tuple(self.artefacts(names)),
            picture=self.picture,
        )


def with_old_marks(publication: Publication, starts: tuple[PageStart, ...]) -> Publication:
    """The publication with the page marks of an older one, as far as their places are still there.

    They show until the new pages are known, so that a page does not lose its numbers for a moment.
    """
    try:
        return paginate(publication, starts)
    except BuildError:  # a block is gone, or is shorter now
        sizes = {node.id: length(node) for node in walk(publication) if isinstance(node, Block)}
        sizes |= {COVER_ID: 0, CONTENTS_ID: 0}
        fitting = [start for start in starts if start.block in sizes]
    return paginate(publication, [_moved(start, sizes[start.block]) for start in fitting])


def _moved(start: PageStart, size: int) -> PageStart:
    return PageStart(page=start.page, block=start.block, offset=min(start.offset, size))
