"""One function for each command: parsed arguments in, exit status out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from typing import Final

from progpipe.cli.outcome import DONE, PROBLEMS, counts, exit_status, print_json
from progpipe.cli.printing import Printer, summary
from progpipe.cli.sources import STDIN, Source, read, texts
from progpipe.errors import ValidationError


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
        print_json({"sources": [_source_data(source) for source in sources], **counts(problems)})
    else:
        printer = Printer(sys.stdout, texts(sources))
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
        Printer(sys.stderr, texts([source])).problems(problems)
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


def _source_data(source: Source) -> dict[str, object]:
    programme = source.programme
    return {
        "file": source.file,
        "valid": programme is not None,
        "id": programme.id if programme else None,
        "sha256": programme.digest if programme else None,
        "problems": [asdict(problem) for problem in source.problems],
    }


# Where the function of each command is, below `progpipe.cli`.
COMMANDS: Final[Mapping[str, str]] = {
    "amend": "amending:amend_source",
    "validate": "commands:validate",
    "fmt": "commands:fmt",
    "import": "importing:import_",
    "batch": "batching:batch",
    "build": "building:build",
    "preview": "previewing:preview",
    "diff": "comparing:diff",
    "check": "checking:check",
    "cache": "caching:cache",
    "lint": "linting:lint",
    "plugins": "commands:plugins",
    "status": "status:status",
    "review": "review:review",
}
