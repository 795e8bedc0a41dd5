"""From a programme to a published bundle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from progpipe.build import plan
from progpipe.build.contexts import contexts
from progpipe.build.memory import Memory, image_digests
from progpipe.build.run import Progress, Run
from progpipe.build.themes import known_theme
from progpipe.build.workers import Here, open_executor
from progpipe.bundle import Bundle, assemble, publish_contents, seal
from progpipe.cache import open_cache
from progpipe.compose import Requirement
from progpipe.errors import UsageError
from progpipe.interfaces import Context, Declaration
from progpipe.load import load
from progpipe.model import Edition, Order, Programme
from progpipe.plugins import declared
from progpipe.publication import Publication


def build(
    programme: Programme | Path | str,
    *,
    out: Path | str = "dist",
    editions: Sequence[Edition | str] | None = None,
    formats: Sequence[str] | None = None,
    theme: Path | str = "default",
    sections: Sequence[str] = (),
    require: Requirement | str = Requirement.DRAFT,
    base_url: str | None = None,
    pdf_profile: str | None = None,
    verified: bool = False,
    executor: Executor | None = None,
    jobs: int | None = None,
    cache: bool = True,
    progress: Progress | None = None,
) -> Bundle:
    """Publish a programme: every edition in every format, in one bundle below `out`.

    `editions` are those of the source where left out, `formats` those of each edition. `sections`
    chooses sections by id (an offprint). `require` is the least status that a rendition must have. `pdf_profile`
    is what the PDF keeps, `1.7` or `2.0`: that of the theme where left out. With `verified` every installed validator
    reads the files first; what one of them finds, or cannot look at, is not published.

    Editions and formats are made side by side: by the `executor`, if one is given, else in `jobs` processes, as many as
    there are cores where left out. Without `executor` and `jobs`, a program that has threads makes everything itself.
    What was made before of the very same comes from the user's cache folder, unless `cache` is false: the bytes are the
    same. `progress` is told how far each step has come.

    Raises `ValidationError` for a source with problems, `BuildError` for one that cannot be published
    as asked, `UsageError` for names that do not exist, `MissingDependencyError` where Pango, Pandoc or a validator is
    missing, `PluginError` for a stage or an emitter that fails, and `MachineError` where the bundle cannot
    be written or a worker was killed. The old bundle stays untouched by each.
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
    programme = programme if isinstance(programme, Programme) else load(programme)
    kept = open_cache() if cache else None
    memory = None if kept is None or verified else Memory(kept, programme.content, programme.base, order)
    if memory and (bundle := memory.published(Path(out), memory.recalled())):
        return bundle
    known = contexts(programme, order, known_theme(order.theme, kept))
    with open_executor(executor, jobs, _declared(known, order.formats)) as workers:
        run = Run(workers, kept, progress)
        prepared = plan.prepared(programme, known, Requirement(order.require), run)
        outputs = plan.outputs(prepared, order.formats, run)
    if kept and run.made:
        kept.trim()
    if verified:
        from progpipe.check.verified import publish_verified  # noqa: PLC0415 - whoever does not check does without

        return publish_verified(programme, outputs, Path(out), progress)
    contents = seal(programme, outputs, assemble(programme, outputs, Path(out)))
    bundle = publish_contents(contents)
    if memory and plan.is_ours(outputs, order.formats):
        memory.keep(contents, image_digests(programme), programme.warnings)
    return bundle


def prepare(
    programme: Programme,
    *,
    editions: Sequence[Edition | str] | None = None,
    theme: Path | str = "default",
    sections: Sequence[str] = (),
    require: Requirement = Requirement.DRAFT,
    base_url: str | None = None,
    pdf_profile: str | None = None,
) -> list[tuple[Context, Publication]]:
    """Everything up to the emitters: each edition composed, staged and found fit for the theme's fonts.

    Raises `BuildError` with all problems of all editions, and `UsageError`.
    """
    order = Order(
        editions=None if editions is None else tuple(editions),
        theme=theme,
        sections=tuple(sections),
        base_url=base_url,
        pdf_profile=pdf_profile,
    )
    return plan.prepared(programme, contexts(programme, order), require, Run(Here(), None, None))


def ordered(
    *,
    editions: Sequence[Edition | str] | None,
    formats: Sequence[str] | None,
    theme: Path | str,
    sections: Sequence[str],
    require: Requirement | str,
    base_url: str | None,
    pdf_profile: str | None,
) -> Order:
    """What is asked for, as one value. Raises `UsageError`."""
    for what, names in (("editions", editions), ("formats", formats), ("sections", sections)):
        if isinstance(names, str):
            raise UsageError(f"{what} is the text {names!r}; it must be a list of names: [{names!r}]")
    return Order(
        editions=None if editions is None else tuple(editions),
        formats=None if formats is None else tuple(formats),
        theme=theme,
        sections=tuple(sections),
        require=_requirement(require),
        base_url=base_url,
        pdf_profile=pdf_profile,
    )


def _requirement(require: Requirement | str) -> str:
    try:
        return str(Requirement(require))
    except ValueError as error:
        raise UsageError(f"require is {require!r}; it can be {', '.join(Requirement)}") from error


def _declared(known: Sequence[Context], formats: Sequence[str] | None) -> Iterator[Declaration]:
    """What the emitters say of themselves whose formats are made."""
    names = [name for context in known for name in (context.edition.emitters if formats is None else formats)]
    for name in dict.fromkeys(names):
        yield declared("emitter", name)[1]
