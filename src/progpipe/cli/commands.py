"""One function for each command: parsed arguments in, exit status out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from progpipe.cli.outcome import DONE, PROBLEMS, exit_status, print_json
from progpipe.cli.printing import Printer, summary
from progpipe.cli.progress import shown_progress
from progpipe.cli.sources import STDIN, Source, locate, read, theme_of
from progpipe.errors import Problem, ProgpipeError, Severity, UsageError, ValidationError

if TYPE_CHECKING:
    from progpipe.bundle import Bundle, PublishedArtefact
    from progpipe.check import Progress
    from progpipe.model import Programme


def run(arguments: Namespace) -> int:
    """Run the command that the arguments name. What the others need is not imported."""
    module, _, name = COMMANDS[arguments.command].partition(":")
    command: Callable[[Namespace], int] = getattr(import_module(f"progpipe.cli.{module}"), name)
    return command(arguments)


def validate(arguments: Namespace) -> int:
    """`progpipe validate`: every problem of every source. Nothing heavy is imported."""
    sources = [read(name) for name in arguments.sources]
    problems = [problem for source in sources for problem in source.problems]
    if arguments.json:
        print_json({"sources": [_source_data(source) for source in sources], **_counts(problems)})
    else:
        printer = Printer(sys.stdout, _texts(sources))
        for source in sources:
            printer.problems(source.problems)
            if source.programme:
                printer.line(f"{source.file}: valid")
        if problems:
            printer.line(summary(problems))
    return exit_status(problems)


def fmt(arguments: Namespace) -> int:
    """`progpipe fmt`: the canonical form, in place."""
    return max(_format(name, check=arguments.check) for name in arguments.sources)


def _format(name: str, *, check: bool) -> int:
    from progpipe.files import replace_file  # noqa: PLC0415
    from progpipe.load import canonical_text  # noqa: PLC0415

    source = read(name, parse=False)
    try:
        text = canonical_text(source.content if source.content is not None else Path(name))
    except ValidationError as error:
        problems = [replace(problem, file=source.file) for problem in error.problems]
        Printer(sys.stderr, _texts([source])).problems(problems)
        return PROBLEMS
    changes = text.encode("utf-8") != source.content
    if check:
        if changes:
            Printer(sys.stdout, {}).line(f"{source.file}: not in canonical form")
        return PROBLEMS if changes else DONE
    if name == STDIN:
        sys.stdout.write(text)
    elif changes:
        replace_file(Path(name), text.encode("utf-8"))
        Printer(sys.stdout, {}).line(f"{source.file}: rewritten")
    return DONE


def build(arguments: Namespace) -> int:
    """`progpipe build`: a bundle for each source, or for none if one of them has problems."""
    sources = [read(name) for name in arguments.sources]
    problems = [problem for source in sources for problem in source.problems]
    bundles: list[Bundle] = []
    failure: ProgpipeError | None = None
    if not exit_status(problems):
        try:
            programmes = _programmes(sources)
            for programme, source in zip(programmes, sources, strict=True):
                problems += _publish(programme, source, arguments, bundles)
        except ProgpipeError as error:
            failure = error
    if arguments.json:
        print_json(_build_data(bundles, problems, failure))
    else:
        _print_build(bundles, problems, sources, verified=arguments.verified)
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


def _publish(programme: Programme, source: Source, arguments: Namespace, bundles: list[Bundle]) -> list[Problem]:
    """Build one programme; the problems that keep it from being published."""
    from progpipe.build import build as build_bundle  # noqa: PLC0415 - the emitters, which validate does without

    try:
        with shown_progress(sys.stderr) as progress:
            bundles.append(build_bundle(programme, **_options(arguments), **_verifying(arguments, progress)))
    except ValidationError as error:
        return locate(error.problems, source)
    return []


def _options(arguments: Namespace) -> dict[str, Any]:
    return {
        "out": arguments.out,
        "editions": arguments.edition,
        "formats": arguments.format,
        "theme": theme_of(arguments),
        "sections": arguments.section or (),
        "require": arguments.require,
        "base_url": arguments.base_url,
        "pdf_profile": arguments.pdf_profile,
    }


def _verifying(arguments: Namespace, progress: Progress) -> dict[str, Any]:
    return {"verified": True, "progress": progress} if arguments.verified else {}


def plugins(_: Namespace) -> int:
    """`progpipe plugins`: what is installed, and from where. Nothing is loaded."""
    from progpipe.plugins import emitters, rules, stages, validators  # noqa: PLC0415

    found = [*stages().values(), *emitters().values(), *rules().values(), *validators().values()]
    kinds = max((len(plugin.kind) for plugin in found), default=0)
    width = max((len(plugin.name) for plugin in found), default=0)
    for plugin in found:
        print(f"{plugin.kind:<{kinds}} {plugin.name:<{width}}  {plugin.distribution} {plugin.version}")
    return DONE


# --- what is printed ------------------------------------------------------------------------


def _texts(sources: Sequence[Source]) -> dict[str, str]:
    return {source.file: source.text for source in sources}


def _print_build(
    bundles: Sequence[Bundle], problems: Sequence[Problem], sources: Sequence[Source], *, verified: bool
) -> None:
    printer = Printer(sys.stderr, _texts(sources))
    printer.problems(problems)
    if problems:
        printer.line(summary(problems))
    for bundle in bundles:
        for artefact in bundle.artefacts:
            Printer(sys.stdout, {}).line(str(artefact.path))
        for page in ("index.html", *(["kontroll.html"] if verified else [])):
            Printer(sys.stdout, {}).line(str(bundle.path / page))


def _counts(problems: Sequence[Problem]) -> dict[str, object]:
    severities = [problem.severity for problem in problems]
    return {"errors": severities.count(Severity.ERROR), "warnings": severities.count(Severity.WARNING)}


def _source_data(source: Source) -> dict[str, object]:
    programme = source.programme
    return {
        "file": source.file,
        "valid": programme is not None,
        "id": programme.id if programme else None,
        "sha256": programme.digest if programme else None,
        "problems": [asdict(problem) for problem in source.problems],
    }


def _build_data(
    bundles: Sequence[Bundle], problems: Sequence[Problem], failure: ProgpipeError | None
) -> dict[str, object]:
    error = {"kind": type(failure).__name__, "message": str(failure)} if failure else None
    made = [
        {"path": str(item.path), "artefacts": [_artefact_data(part) for part in item.artefacts]} for item in bundles
    ]
    return {"bundles": made, "problems": [asdict(item) for item in problems], **_counts(problems), "error": error}


def _artefact_data(artefact: PublishedArtefact) -> dict[str, object]:
    """The artefact under the names that it has in the manifest; its path leads there from here."""
    return {_camel(name): value for name, value in asdict(artefact).items()} | {"path": str(artefact.path)}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


# Where the function of each command is, below `progpipe.cli`.
COMMANDS: Final[Mapping[str, str]] = {
    "amend": "amending:amend_source",
    "validate": "commands:validate",
    "fmt": "commands:fmt",
    "import": "importing:import_",
    "build": "commands:build",
    "diff": "comparing:diff",
    "check": "checking:check",
    "lint": "linting:lint",
    "plugins": "commands:plugins",
    "status": "status:status",
    "review": "review:review",
}
