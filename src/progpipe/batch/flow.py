"""From many sources to many bundles. Everything is written here, by one process; everything is made elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from progpipe.batch.crew import open_crew
from progpipe.batch.find import find_sources
from progpipe.batch.making import Outcome
from progpipe.batch.model import Batch, Failure, Progress, Published, State, Step
from progpipe.batch.page import require_our_page, write_page
from progpipe.batch.task import Draft, Settings, Task, pack, read_draft, settings
from progpipe.build.flow import ordered
from progpipe.build.memory import Memory
from progpipe.bundle import Contents, publish_contents
from progpipe.cache import open_cache
from progpipe.cache.recall import Record
from progpipe.compose import Requirement
from progpipe.editions import read_editions
from progpipe.errors import MissingDependencyError, Problem, ProgpipeError, Severity, UsageError, ValidationError
from progpipe.interfaces import Declaration
from progpipe.model import Edition, Order
from progpipe.plugins import declared

SAME_ID: Final = "{file} has the id {id!r} too, and so the same folder: only that one was looked at"


def build_many(
    sources: Iterable[Path | str] | Path | str,
    *,
    out: Path | str = "dist",
    editions: Sequence[Edition | str] | None = None,
    formats: Sequence[str] | None = None,
    theme: Path | str = "default",
    sections: Sequence[str] = (),
    require: Requirement | str = Requirement.DRAFT,
    base_url: str | None = None,
    pdf_profile: str | None = None,
    executor: Executor | None = None,
    jobs: int | None = None,
    cache: bool = True,
    progress: Progress | None = None,
) -> Batch:
    """Publish many programmes, each in a bundle of its own below `out`, and a page `index.html` that lists them.

    `sources` are files, folders (their `.json` files) and patterns. What is asked for is the same for all; `build` says
    what it means. A programme that cannot be published is a `Failure` of the result, and keeps no other from being
    published. One whose bundle stands as it was published of the very same is left alone, unless `cache` is false: to
    resume a batch is to run it again. Bundles of other programmes stay.

    Each programme is one task, made by the `executor`, if one is given, else in `jobs` processes, as many as there are
    cores where left out. With an `executor`, `jobs` is how many tasks it makes at a time. Its workers need neither our
    files nor our cache, but the same versions of everything. Without `executor` and `jobs`, a program that has threads
    makes everything itself. `progress` is told how far each source has come.

    Raises `UsageError` and `BuildError` for what no programme could be published with, `MissingDependencyError` where
    Pango or Pandoc is missing, and `MachineError` where the page cannot be written or nothing more can be made.
    """
    order = ordered(
        editions=editions,
        formats=formats,
        theme=theme,
        sections=sections,
        require=require,
        base_url=base_url,
        pdf_profile=pdf_profile,
    )
    common = settings(order)
    emitters = _declared(order)
    folder = Path(out)
    files = find_sources([sources] if isinstance(sources, Path | str) else sources, folder)
    require_our_page(folder)
    desk = _Desk(files, folder, order, common, cache=cache, progress=progress)
    with open_crew(executor, jobs, emitters) as crew:
        for job, outcome in crew.outcomes(desk.jobs()):
            desk.end(job, outcome)
    published, failures = desk.results()
    return Batch(published=published, failures=failures, page=write_page(folder, common.theme, failures))


def _declared(order: Order) -> list[Declaration]:
    """What the emitters say of themselves that are asked for, or that built-in editions name. Raises `UsageError`."""
    if order.formats is not None:
        return [declared("emitter", name)[1] for name in order.formats]
    built_in = read_editions(None).values()
    chosen = [edition for edition in built_in if order.editions is None or edition.id in order.editions]
    return [
        declared("emitter", name)[1] for name in dict.fromkeys(name for edition in chosen for name in edition.emitters)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A source whose bundle is made."""

    place: int
    draft: Draft
    task: Task
    memory: Memory | None


class _Desk:
    """Sources go out as jobs, and come back as bundles. What is already there, or cannot be read, does not go out."""

    def __init__(
        self,
        files: Sequence[Path],
        out: Path,
        order: Order,
        common: Settings,
        *,
        cache: bool,
        progress: Progress | None,
    ) -> None:
        self._files = files
        self._out = out
        self._order = order
        self._common = common
        self._cache = open_cache() if cache else None
        self._progress = progress or _nobody_listens
        self._ids: dict[str, Path] = {}
        self._results: dict[int, Published | Failure] = {}

    def jobs(self) -> Iterator[_Job]:
        """A job for each source whose bundle must be made."""
        for place, file in enumerate(self._files):
            try:
                job = self._job(place, file)
            except ProgpipeError as error:
                self._settle(place, _failure(file, error))
            else:
                if job:
                    self._tell(file, State.MAKING)
                    yield job

    def end(self, job: _Job, outcome: Outcome) -> None:
        """Publish what was made. Raises what concerns every programme."""
        if outcome.error and (outcome.stop or isinstance(outcome.error, MissingDependencyError)):
            raise outcome.error
        file = job.draft.file
        try:
            published = self._publish(job, outcome)
        except ProgpipeError as error:
            self._settle(job.place, _failure(file, error))
        else:
            self._settle(job.place, published)

    def results(self) -> tuple[tuple[Published, ...], tuple[Failure, ...]]:
        """What became of the sources, in their order."""
        found = [self._results[place] for place in sorted(self._results)]
        failures = tuple(item for item in found if isinstance(item, Failure))
        return tuple(item for item in found if isinstance(item, Published)), failures

    def _job(self, place: int, file: Path) -> _Job | None:
        draft = read_draft(file)
        self._require_other_id(draft)
        memory = Memory(self._cache, draft.content, file.parent, self._order) if self._cache else None
        record = memory.recalled() if memory else None
        if memory and record and (bundle := memory.published(self._out, record)):
            self._settle(place, Published(file=str(file), bundle=bundle, warnings=_remembered(record, file)))
            return None
        return _Job(place=place, draft=draft, task=pack(draft, self._common), memory=memory)

    def _require_other_id(self, draft: Draft) -> None:
        if draft.id is None:
            return
        first = self._ids.setdefault(draft.id, draft.file)
        if first != draft.file:
            raise UsageError(SAME_ID.format(file=first, id=draft.id))

    def _publish(self, job: _Job, outcome: Outcome) -> Published:
        if outcome.error:
            raise outcome.error
        if outcome.contents is None:
            raise ValidationError(outcome.problems)
        contents = _below(self._out, outcome.contents)
        bundle = publish_contents(contents)
        if job.memory and outcome.lasting:
            # The files stand in the bundle. Those of hundreds of programmes would drive all else out of the cache.
            job.memory.keep(contents, outcome.images, outcome.problems, files=False)
        file = job.draft.file
        warnings = _named(outcome.problems, file)
        return Published(file=str(file), bundle=bundle, warnings=warnings, seconds=outcome.seconds)

    def _settle(self, place: int, result: Published | Failure) -> None:
        self._results[place] = result
        if isinstance(result, Failure):
            self._tell(self._files[place], State.FAILED)
        else:
            state = State.UNCHANGED if result.seconds is None else State.MADE
            self._tell(self._files[place], state, result.seconds)

    def _tell(self, file: Path, state: State, seconds: float | None = None) -> None:
        done, total = len(self._results), len(self._files)
        self._progress(Step(file=str(file), state=state, done=done, total=total, seconds=seconds))


def _below(out: Path, contents: Contents) -> Contents:
    """The contents where they are to stand: whoever made them does not know."""
    artefacts = tuple(replace(item, path=out / item.path) for item in contents.artefacts)
    return replace(contents, target=out / contents.target, artefacts=artefacts)


def _remembered(record: Record, file: Path) -> tuple[Problem, ...]:
    """The warnings of a record; the source may have had another name then."""
    return tuple(
        Problem(**{**data, "severity": Severity(data["severity"]), "file": str(file)}) for data in record.problems
    )


def _failure(file: Path, error: ProgpipeError) -> Failure:
    if isinstance(error, ValidationError):
        return Failure(file=str(file), problems=_named(error.problems, file))
    return Failure(file=str(file), error=error)


def _named(problems: Iterable[Problem], file: Path) -> tuple[Problem, ...]:
    """The problems with the file that they are in: the source, or one that is named from its folder."""
    return tuple(
        replace(problem, file=str(file if problem.file is None else file.parent / problem.file)) for problem in problems
    )


def _nobody_listens(_: object) -> None:
    pass
