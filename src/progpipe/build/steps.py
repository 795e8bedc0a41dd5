"""The steps of a build: plain functions of plain values, which any process can run."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

from progpipe.bundle import first_page
from progpipe.errors import MachineError, Problem
from progpipe.interfaces import Artefact, Context
from progpipe.plugins import run_emitter, run_stage
from progpipe.publication import Block, NoteReference, Publication, Reference, Resource, places, walk
from progpipe.theme import missing_characters


class Given:
    """What several steps are given: however many processes it goes to, it is pickled once."""

    def __init__(self, context: Context, publication: Publication) -> None:
        self.context = context
        self.publication = publication
        self._pickled: bytes | None = None

    def __reduce__(self) -> tuple[object, ...]:
        if self._pickled is None:
            self._pickled = pickle.dumps((self.context, self.publication), pickle.HIGHEST_PROTOCOL)
        return _unpacked, (self._pickled,)


def _unpacked(content: bytes) -> Given:
    return Given(*pickle.loads(content))  # noqa: S301 - from one process of a build to another


def stage(given: Given) -> tuple[Publication, tuple[Problem, ...]]:
    """The publication after the stages of its edition, and what keeps it from being published."""
    context, publication = given.context, given.publication
    for name in context.edition.stages:
        publication = run_stage(name, publication, context)
    return publication, (*_loose_ends(publication), *missing_characters(publication, context.theme))


def emit(name: str, given: Given) -> tuple[Artefact, ...]:
    """What the emitter makes. Some engines need temporary files, and the disk for these can be full too."""
    try:
        return run_emitter(name, given.publication, given.context)
    except OSError as error:
        cause = error.strerror or str(error)
        raise MachineError(
            f"the format {name} cannot be made: {cause}. Look at the folder for temporary files."
        ) from error


def picture(artefact: Artefact) -> Resource:
    """The picture of an artefact on the download page: its first page."""
    return first_page(artefact)


def _loose_ends(publication: Publication) -> Iterator[Problem]:
    """A problem for each reference that leads nowhere, which only a stage can leave behind: the loader knows all."""
    here = {node.id for node in walk(publication) if isinstance(node, Block)}
    hint = "Keep what is referred to, or replace the reference by its words: look at the stages of the edition."
    for node, place in places(publication):
        if isinstance(node, Reference | NoteReference) and node.target not in here:
            message = f"after the stages of the edition, nothing is called {node.target!r}, to which a reference leads"
            yield Problem(code="P392", pointer=place, message=message, hint=hint)
