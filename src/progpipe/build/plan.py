"""The graph of a build: edition → publication → artefacts → pictures. Each step is named by all that it depends on.

The printed artefact of an edition comes first: the others get the publication with a mark where each page starts.
Nothing else waits for anything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Final

from progpipe.build.contexts import introduce
from progpipe.build.run import Run, Step
from progpipe.build.steps import Given, emit, picture, stage
from progpipe.bundle import PDF, EditionOutput, dependencies
from progpipe.cache import digest
from progpipe.cache.fingerprints import code, engines
from progpipe.compose import Requirement, compose
from progpipe.errors import BuildError, Problem
from progpipe.interfaces import Artefact, Context, Declaration
from progpipe.model import Programme
from progpipe.paginate import paginate
from progpipe.plugins import Plugin, declared
from progpipe.publication import Publication, Resource

PRINTED: Final = "pdf"  # its page numbers are those of every format
OURS: Final = "progpipe"
Prepared = list[tuple[Context, Publication]]
Staged = tuple[Publication, tuple[Problem, ...]]


def prepared(programme: Programme, contexts: Sequence[Context], require: Requirement, run: Run) -> Prepared:
    """Each edition, composed and staged. Raises `BuildError` with all problems of all editions."""
    made: dict[int, Publication] = {}
    problems: dict[int, Sequence[Problem]] = {}

    def keep(place: int) -> Callable[[Staged], None]:
        def kept(staged: Staged) -> None:
            made[place], problems[place] = staged

        return kept

    for place, context in enumerate(contexts):
        try:
            composed = compose(programme, context.edition, require=require)
        except BuildError as error:
            problems[place] = error.problems
        else:
            run.start(staging(context, composed), keep(place))
    refused: Sequence[Problem] = ()
    try:
        run.finish()
    except BuildError as error:  # of a stage
        refused = error.problems
    found = [*(problem for place in sorted(problems) for problem in problems[place]), *refused]
    if found:
        raise BuildError(replace(problem, file=problem.file or programme.file) for problem in found)
    return [(context, made[place]) for place, context in enumerate(contexts)]


def outputs(editions: Prepared, formats: Sequence[str] | None, run: Run) -> list[EditionOutput]:
    """Every edition in every format, in the order in which the formats are named."""
    makings = [_Making(context, publication, formats, run) for context, publication in introduce(editions, formats)]
    for making in makings:
        making.begin()
    run.finish()
    return [making.output() for making in makings]


class _Making:
    """One edition, while its artefacts are made."""

    def __init__(self, context: Context, publication: Publication, formats: Sequence[str] | None, run: Run) -> None:
        self._context = context
        self._publication = publication
        self._names = tuple(dict.fromkeys(context.edition.emitters if formats is None else formats))
        self._run = run
        self._made: dict[str, tuple[Artefact, ...]] = {}
        self._picture: Resource | None = None

    def begin(self) -> None:
        if PRINTED in self._names:
            self._emit(PRINTED, Given(self._context, self._publication))
        else:
            self._emit_others(self._context, self._publication)

    def output(self) -> EditionOutput:
        return EditionOutput(
            context=self._context,
            publication=self._publication,
            artefacts=tuple(artefact for name in self._names for artefact in self._made[name]),
            picture=self._picture,
        )

    def _emit(self, name: str, given: Given) -> None:
        def made(artefacts: tuple[Artefact, ...]) -> None:
            self._made[name] = artefacts
            if name == PRINTED:
                self._emit_others(*paginated(self._context, self._publication, artefacts))
            if name == PRINTED or (PRINTED not in self._names and len(self._made) == len(self._names)):
                self._take_picture()

        self._run.start(emission(name, given), made)

    def _emit_others(self, context: Context, publication: Publication) -> None:
        given = Shared(context, publication)
        for name in self._names:
            if name != PRINTED:
                self._emit(name, given.of(name))

    def _take_picture(self) -> None:
        """The first page of the edition's first PDF, if it has one."""
        made = (artefact for name in self._names for artefact in self._made.get(name, ()))
        pdf = next((artefact for artefact in made if artefact.media_type == PDF), None)
        if pdf is not None:
            self._run.start(picturing(self._context, pdf), self._pictured)

    def _pictured(self, resource: Resource) -> None:
        self._picture = resource


def paginated(context: Context, publication: Publication, printed: Sequence[Artefact]) -> tuple[Context, Publication]:
    """What the other formats are given: a mark where each page starts, and the names of the printed files."""
    for artefact in printed:
        context = replace(context, siblings=(*context.siblings, artefact.name))
        if artefact.facts.page_starts:
            publication = paginate(publication, artefact.facts.page_starts)
            context = replace(context, page_source=artefact.name)
    return context, publication


def is_ours(made: Sequence[EditionOutput], formats: Sequence[str] | None) -> bool:
    """Whether nothing that somebody else made has a part in it, of whose version only its code can tell."""
    editions = [output.context.edition for output in made]
    stages = {("stage", name) for edition in editions for name in edition.stages}
    emitters = {("emitter", name) for edition in editions for name in formats or edition.emitters}
    return all(declared(kind, name)[0].distribution == OURS for kind, name in stages | emitters)


# --- steps, and what each of them depends on ----------------------------------------------------


class Shared:
    """What the emitters of an edition are given: the source only if they read it."""

    def __init__(self, context: Context, publication: Publication) -> None:
        self._readers = Given(context, publication)
        self._others = Given(replace(context, source=b""), publication)

    def of(self, name: str) -> Given:
        """What the emitter with that name is given."""
        return self._readers if declared("emitter", name)[1].reads_source else self._others


def staging(context: Context, composed: Publication) -> Step:
    """The step from a composed edition to a staged one, and what keeps it from being published."""
    known = [declared("stage", name) for name in context.edition.stages]
    if not any(said.reads_source for _, said in known):
        context = replace(context, source=b"")
    return Step(
        edition=context.edition.id,
        what="stages",
        key=_key("stages", known, _known(context), composed),
        function=stage,
        arguments=(Given(context, composed),),
        keep=lambda staged: not staged[1],  # problems are told anew
    )


def emission(name: str, given: Given) -> Step:
    """The step that makes a format."""
    return Step(
        edition=given.context.edition.id,
        what=name,
        key=_key(name, [declared("emitter", name)], _known(given.context), given.publication),
        function=emit,
        arguments=(name, given),
    )


def picturing(context: Context, pdf: Artefact) -> Step:
    """The step that makes the picture of a PDF."""
    return Step(
        edition=context.edition.id,
        what="picture",
        key=_key("picture", [], pdf),
        function=picture,
        arguments=(pdf,),
    )


def _key(what: str, plugins: Sequence[tuple[Plugin, Declaration]], *given: object) -> str | None:
    """The digest of all that the result depends on; None where a plugin does not say which version it has."""
    versions = [_version(plugin, said) for plugin, said in plugins]
    if None in versions:
        return None
    try:
        return digest(what, versions, sys.version, code(), dependencies(), engines(), given)
    except TypeError:  # a stage put a value of its own kind into the publication
        return None


def _known(context: Context) -> tuple[object, ...]:
    """All that a context says; of the theme its version, which is the digest of everything in it."""
    theme = context.theme
    values = (getattr(context, item.name) for item in fields(context) if item.name != "theme")
    return theme.name, theme.version, theme.pdf_profile, *values


def _version(plugin: Plugin, said: Declaration) -> tuple[str, ...] | None:
    if plugin.distribution == OURS:  # the digest of its code is part of every key
        return (plugin.name,)
    return (plugin.name, plugin.distribution, plugin.version, said.version) if said.version else None
