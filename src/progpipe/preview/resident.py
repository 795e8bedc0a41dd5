"""The build of a preview: it stays, keeps what it has made, and makes again only what a change has touched.

All of it runs in one thread. Slow formats are made by an executor; what this gives back comes as a job of that thread.
What is on the screen comes first: the pages with the page marks of the last PDF, then the PDF, then the pages with the
new marks, then everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from progpipe.build.contexts import contexts, introduce
from progpipe.build.plan import PRINTED, Shared, emission, paginated, picturing, staging
from progpipe.build.run import KILLED, Step
from progpipe.build.steps import Given
from progpipe.bundle import PDF, assemble, seal
from progpipe.cache import Cache
from progpipe.compose import Requirement, compose
from progpipe.errors import (
    BuildError,
    MachineError,
    MissingDependencyError,
    Problem,
    ProgpipeError,
    UsageError,
    ValidationError,
)
from progpipe.interfaces import Artefact, Context
from progpipe.load import load
from progpipe.model import Order, Programme
from progpipe.plugins import declared
from progpipe.preview.edition import Edition, with_old_marks
from progpipe.preview.inputs import Inputs, images_named
from progpipe.preview.lanes import Lanes
from progpipe.preview.page import problem_page
from progpipe.preview.results import Results
from progpipe.preview.shelf import PAGE, Shelf
from progpipe.source import read_source

Job = Callable[[], None]
PICTURE: Final = "picture"
DOWNLOADS: Final = "index.html"
TYPES: Final = {".html": PAGE, ".json": "application/json"}


class Resident:
    """Builds a source again and again, onto a shelf. `post` brings a job into the thread that builds.

    `lanes` are closed with it.
    """

    def __init__(
        self,
        source: Path,
        order: Order,
        shelf: Shelf,
        *,
        lanes: Lanes,
        post: Callable[[Job], None],
        cache: Cache | None = None,
    ) -> None:
        self.inputs = Inputs(source=source, theme=order.theme)
        self._order, self._shelf, self._post = order, shelf, post
        self._lanes = lanes
        self._results = Results(cache)
        self._programme: Programme | None = None
        self._content: bytes | None = None
        self._editions: dict[str, Edition] = {}
        self._late: list[Edition] = []
        self._rest: list[Job] = []  # one at a time, so that the next PDF finds a worker free
        self._unsettled = False

    # --- a change ---

    def change(self, paths: frozenset[str]) -> None:
        """Build again what the change of these paths has touched."""
        wanted = frozenset(path for path in paths if self.inputs.concern(path))
        if wanted and not (all(map(self.inputs.is_source, wanted)) and self._read_again()):
            self.rebuild()

    def begin(self) -> None:
        """Build for the first time. Raises what asked for something that does not exist: no change can mend that."""
        try:
            self._rebuild()
        except (UsageError, MissingDependencyError):
            raise
        except ProgpipeError:
            self.rebuild()
        self._unsettled = True

    def rebuild(self) -> None:
        """Build again whatever is another one than before; where something is wrong, say so on every page."""
        try:
            self._rebuild()
        except ProgpipeError as error:
            if self._content is not None:
                self.inputs = replace(self.inputs, images=images_named(self._content))
            self._refuse(error)
        self._unsettled = True

    def settle(self) -> None:
        """What can wait until nothing else is to be done: other formats, then the download page and the checksums."""
        if self._programme is None or self._shelf.problems:
            return
        while not self._waiting() and (self._rest or self._late):
            if self._rest:
                self._rest.pop(0)()
            else:
                self._make_printed(self._late.pop())
        if self._unsettled and not (self._waiting() and self._shelf.file(DOWNLOADS)):
            self._unsettled = self._waiting()
            self._assemble(self._programme)

    def close(self) -> None:
        """End the workers."""
        for edition in self._editions.values():
            edition.cancel()
        self._lanes.close()

    def _waiting(self) -> bool:
        return any(edition.pending for edition in self._editions.values())

    def _read_again(self) -> bool:
        """Whether the source says what it said."""
        try:
            return self._content is not None and read_source(self.inputs.source) == self._content
        except ValidationError:
            return False

    def _rebuild(self) -> None:
        self._content = None
        source = self.inputs.source
        content = self._content = read_source(source)
        programme = replace(load(content, source.parent), file=str(source))
        self.inputs = replace(self.inputs, images=frozenset(programme.images))
        known = contexts(programme, self._order)
        before = self._editions
        self._editions = self._prepared(programme, known)
        self._programme, self._late, self._rest = programme, [], []
        changed = [edition for edition in self._introduced() if edition.differs(before.get(edition.context.edition.id))]
        for edition in self._first_open(changed):
            self._show_pages(edition)
        self._accept(programme)
        for edition in self._first_open(changed):
            self._make_printed(edition)
        # The PDF has the source in it, also that of an edition that says what it said: it can wait.
        self._late = [edition for edition in self._editions.values() if edition not in changed]

    def _accept(self, programme: Programme) -> None:
        warnings = [replace(problem, file=str(self.inputs.source)) for problem in programme.warnings]
        content, source, theme = self._content, self.inputs.source, self._order.theme
        self._shelf.accept(len(warnings), lambda: problem_page(warnings, source, content, theme))

    def _first_open(self, editions: Sequence[Edition]) -> list[Edition]:
        """What somebody reads comes first."""
        names = self._shelf.open_names()
        return sorted(editions, key=lambda edition: not any(edition.has(name) for name in names))

    def _prepared(self, programme: Programme, known: Sequence[Context]) -> dict[str, Edition]:
        """Each edition, composed and staged. Raises `BuildError` with all problems of all editions."""
        problems: list[Problem] = []
        found: dict[str, Edition] = {}
        for context in known:
            try:
                composed = compose(programme, context.edition, require=Requirement(self._order.require))
                publication, loose = self._results.made(staging(context, composed))
            except BuildError as error:
                problems += error.problems
                continue
            problems += loose
            found[context.edition.id] = Edition.after(self._editions.get(context.edition.id), context, publication)
        if problems:
            raise BuildError(replace(problem, file=problem.file or programme.file) for problem in problems)
        return found

    def _introduced(self) -> list[Edition]:
        """The editions, each knowing the others."""
        editions = list(self._editions.values())
        known = introduce([(item.context, item.publication) for item in editions], self._order.formats)
        for edition, (context, _) in zip(editions, known, strict=True):
            edition.context = context
        return editions

    # --- formats ---

    def _names(self, edition: Edition) -> tuple[str, ...]:
        wanted = edition.context.edition.emitters if self._order.formats is None else self._order.formats
        return tuple(dict.fromkeys(wanted))

    def _show_pages(self, edition: Edition) -> None:
        """What a browser shows at once, with the marks of the last PDF."""
        context, publication = edition.context, edition.publication
        for artefact in edition.marks:
            context = replace(context, siblings=(*context.siblings, artefact.name))
            if artefact.facts.page_starts:
                publication = with_old_marks(publication, artefact.facts.page_starts)
                context = replace(context, page_source=artefact.name)
        given = Shared(context, publication)
        for name in self._names(edition):
            if name != PRINTED and self._is_shown(edition, name):
                self._put(edition, name, self._results.made(emission(name, given.of(name))))

    def _is_shown(self, edition: Edition, name: str) -> bool:
        """Whether the format is a page for a browser, which is made without delay; nobody knows before the first."""
        if declared("emitter", name)[1].slow:
            return False
        made = edition.made.get(name)
        return made is None or any(artefact.media_type == PAGE for artefact in made)

    def _make_printed(self, edition: Edition) -> None:
        """The PDF, and after it what follows from it; where there is none, everything else."""
        if PRINTED in self._names(edition):
            given = Given(edition.context, edition.publication)
            self._make(edition, PRINTED, emission(PRINTED, given), self._printed)
        else:
            self._make_others(edition, edition.context, edition.publication)

    def _printed(self, edition: Edition, artefacts: tuple[Artefact, ...]) -> None:
        edition.marks = artefacts
        self._put(edition, PRINTED, artefacts)
        self._make_others(edition, *paginated(edition.context, edition.publication, artefacts))
        pdf = next((artefact for artefact in artefacts if artefact.media_type == PDF), None)
        if pdf:
            step = picturing(edition.context, pdf)
            self._rest.append(partial(self._make, edition, PICTURE, step, self._pictured))

    def _pictured(self, edition: Edition, picture: Any) -> None:
        edition.picture = picture

    def _make_others(self, edition: Edition, context: Context, publication: Any) -> None:
        given = Shared(context, publication)
        names = [name for name in self._names(edition) if name != PRINTED]
        for name in sorted(names, key=lambda name: not self._is_shown(edition, name)):
            step = emission(name, given.of(name))
            if self._is_shown(edition, name):
                self._put(edition, name, self._results.made(step))
            else:
                self._rest.append(partial(self._make, edition, name, step, self._putting(name)))

    def _putting(self, name: str) -> Callable[[Edition, Any], None]:
        return lambda edition, artefacts: self._put(edition, name, artefacts)

    def _put(self, edition: Edition, name: str, artefacts: tuple[Artefact, ...]) -> None:
        if edition.made.get(name) != artefacts:
            edition.made[name] = artefacts
            self._unsettled = True
        for artefact in artefacts:
            self._shelf.put(artefact.name, artefact.media_type, artefact.content)

    # --- what takes time ---

    def _make(self, edition: Edition, name: str, step: Step, then: Callable[[Edition, Any], None]) -> None:
        """Have the step made, unless its result is known; `then` gets it, if nobody wants another one meanwhile."""
        pending = edition.pending.get(name)
        if pending and step.key is not None and pending[0].key == step.key:
            return  # it is being made
        if pending:
            pending[1].cancel()
            del edition.pending[name]
        found = self._results.find(step, slow=True)
        if found is not None:
            then(edition, found)
            return
        try:
            future = self._lanes.submit(self._lane(edition, name), step.function, *step.arguments)
        except BrokenExecutor as error:
            raise self._killed() from error
        edition.pending[name] = step, future
        identifier = edition.context.edition.id
        future.add_done_callback(lambda done: self._post(lambda: self._end(identifier, name, done, then)))

    def _end(self, identifier: str, name: str, future: Future[Any], then: Callable[[Edition, Any], None]) -> None:
        """A step has ended: its result counts if it is what is waited for."""
        edition = self._editions.get(identifier)
        step, wanted = edition.pending.get(name, (None, None)) if edition else (None, None)
        if edition is None or step is None or wanted is not future:
            return
        del edition.pending[name]
        try:
            result = future.result()
            self._results.keep(step, result, slow=True)
            then(edition, result)
        except CancelledError:
            return
        except BrokenExecutor:
            self._refuse(self._killed())
        except ProgpipeError as error:
            self._refuse(error)

    def _lane(self, edition: Edition, name: str) -> int:
        """Each edition is printed by the same worker every time, and no other format waits for that one."""
        lane = list(self._editions).index(edition.context.edition.id)
        return lane if name == PRINTED else lane + 1

    def _killed(self) -> MachineError:
        """Workers that were ended are followed by others."""
        for edition in self._editions.values():
            edition.pending.clear()
        self._lanes.renew()
        return MachineError(KILLED)

    # --- the bundle, and what is wrong ---

    def _assemble(self, programme: Programme) -> None:
        outputs = [edition.output(self._names(edition)) for edition in self._editions.values()]
        if not any(output.artefacts for output in outputs):
            return
        try:
            contents = seal(programme, outputs, assemble(programme, outputs, Path()))
        except ProgpipeError as error:
            self._refuse(error)
            return
        own = contents.files.keys() - {artefact.name for output in outputs for artefact in output.artefacts}
        for name in sorted(own, key=lambda name: name == DOWNLOADS):  # last: it leads to the others
            self._shelf.put(name, TYPES.get(Path(name).suffix, "text/plain"), contents.files[name])
        self._shelf.keep(contents.files)

    def _refuse(self, error: ProgpipeError) -> None:
        problems = error.problems if isinstance(error, ValidationError) else ()
        said = "" if problems else str(error)
        page = problem_page(problems, self.inputs.source, self._content, self._order.theme, said=said)
        self._shelf.refuse(page)
