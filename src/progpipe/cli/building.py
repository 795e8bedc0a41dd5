"""`progpipe build`: what it does, what it prints, and how it ends.

Where nothing has changed since the bundles were published, nothing but the cache is imported.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from progpipe.cli.outcome import counts, exit_status, print_json
from progpipe.cli.printing import Printer, summary
from progpipe.cli.progress import shown_making
from progpipe.cli.sources import STDIN, Source, locate, read, texts, theme_of
from progpipe.errors import Problem, ProgpipeError, Severity, UsageError, ValidationError
from progpipe.model import Order

if TYPE_CHECKING:
    from progpipe.bundle import Bundle
    from progpipe.cache.recall import Record
    from progpipe.model import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A bundle that stands: its folder, and the data of each artefact."""

    folder: Path
    artefacts: tuple[Mapping[str, Any], ...]


def build(arguments: Namespace) -> int:
    """`progpipe build`: a bundle for each source, or for none if one of them has problems."""
    if _build_unchanged(arguments):
        return exit_status([])
    sources = [read(name) for name in arguments.sources]
    problems = [problem for source in sources for problem in source.problems]
    bundles: list[Published] = []
    failure: ProgpipeError | None = None
    if not exit_status(problems):
        try:
            programmes = _programmes(sources)
            for programme, source in zip(programmes, sources, strict=True):
                problems += _publish(programme, source, arguments, bundles)
        except ProgpipeError as error:
            failure = error
    _tell(bundles, problems, sources, arguments, failure)
    if failure:
        raise failure
    return exit_status(problems)


def _programmes(sources: Sequence[Source]) -> list[Programme]:
    programmes = [source.programme for source in sources if source.programme]
    ids = [programme.id for programme in programmes]
    for name in ids:
        if ids.count(name) > 1:
            raise UsageError(f"two of the sources have the id {name!r}, and so one folder; build them one by one")
    return programmes


def _publish(programme: Programme, source: Source, arguments: Namespace, bundles: list[Published]) -> list[Problem]:
    """Build one programme; the problems that keep it from being published."""
    from progpipe.build import build as build_bundle  # noqa: PLC0415 - the engines, which an old bundle does without
    from progpipe.build import cores  # noqa: PLC0415

    order = order_of(arguments)
    try:
        with shown_making(sys.stderr) as progress:
            bundle = build_bundle(
                programme,
                out=arguments.out,
                editions=order.editions,
                formats=order.formats,
                theme=order.theme,
                sections=order.sections,
                require=order.require,
                base_url=order.base_url,
                pdf_profile=order.pdf_profile,
                verified=arguments.verified,
                jobs=arguments.jobs or cores(),
                cache=not arguments.no_cache,
                progress=progress,
            )
    except ValidationError as error:
        return locate(error.problems, source)
    bundles.append(_published(bundle))
    return []


def order_of(arguments: Namespace) -> Order:
    """What the options ask for."""
    return Order(
        editions=None if arguments.edition is None else tuple(arguments.edition),
        formats=None if arguments.format is None else tuple(arguments.format),
        theme=theme_of(arguments),
        sections=tuple(arguments.section or ()),
        require=arguments.require,
        base_url=arguments.base_url,
        pdf_profile=arguments.pdf_profile,
    )


def _published(bundle: Bundle) -> Published:
    return Published(
        folder=bundle.path, artefacts=tuple({**asdict(item), "path": item.path.name} for item in bundle.artefacts)
    )


# --- where nothing has changed ------------------------------------------------------------------


def _build_unchanged(arguments: Namespace) -> bool:
    """Whether every bundle stands as it was published of the very same; then that is told, and all is done."""
    if arguments.verified or arguments.no_cache or STDIN in arguments.sources:
        return False
    sources = [read(name, parse=False) for name in arguments.sources]
    records = [_record(source, arguments) for source in sources]
    found = [record for record in records if record is not None]
    if len(found) < len(sources) or len({record.name for record in found}) < len(found):
        return False
    problems = [
        Problem(**{**data, "severity": Severity(data["severity"]), "file": source.file})
        for source, record in zip(sources, found, strict=True)
        for data in record.problems
    ]
    bundles = [Published(folder=Path(arguments.out) / record.name, artefacts=record.artefacts) for record in found]
    for bundle in bundles:
        Printer(sys.stderr, {}).line(f"{bundle.folder}: nothing has changed")
    _tell(bundles, problems, sources, arguments, None)
    return True


def _record(source: Source, arguments: Namespace) -> Record | None:
    from progpipe.cache import open_cache  # noqa: PLC0415
    from progpipe.cache.recall import record_key, unchanged  # noqa: PLC0415

    cache, base = open_cache(), Path(source.file).parent
    key = record_key(source.content, base, order_of(arguments)) if cache and source.content is not None else None
    return unchanged(cache, key, base, Path(arguments.out)) if cache and key else None


# --- what is printed ------------------------------------------------------------------------


def _tell(
    bundles: Sequence[Published],
    problems: Sequence[Problem],
    sources: Sequence[Source],
    arguments: Namespace,
    failure: ProgpipeError | None,
) -> None:
    if arguments.json:
        print_json(_data(bundles, problems, failure))
        return
    printer = Printer(sys.stderr, texts(sources))
    printer.problems(problems)
    if problems:
        printer.line(summary(problems))
    pages = ("index.html", *(["kontroll.html"] if arguments.verified else []))
    for bundle in bundles:
        for name in (*(item["path"] for item in bundle.artefacts), *pages):
            Printer(sys.stdout, {}).line(str(bundle.folder / name))


def _data(
    bundles: Sequence[Published], problems: Sequence[Problem], failure: ProgpipeError | None
) -> dict[str, object]:
    error = {"kind": type(failure).__name__, "message": str(failure)} if failure else None
    made = [
        {"path": str(item.folder), "artefacts": [artefact_data(item.folder, part) for part in item.artefacts]}
        for item in bundles
    ]
    return {"bundles": made, "problems": [asdict(item) for item in problems], **counts(problems), "error": error}


def artefact_data(folder: Path, artefact: Mapping[str, Any]) -> dict[str, object]:
    """The artefact under the names that it has in the manifest; its path leads there from here."""
    return {_camel(name): value for name, value in artefact.items()} | {"path": str(folder / artefact["path"])}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)
