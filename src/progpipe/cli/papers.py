"""What the two commands for a meeting share: the papers that they write, and the amendments that they read."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from progpipe.amend import Amended, Amendments, amend, read_amendments
from progpipe.cli.documents import write_document
from progpipe.cli.outcome import tell_problems
from progpipe.cli.printing import Printer
from progpipe.cli.sources import Source, theme_of
from progpipe.errors import Problem, ValidationError
from progpipe.model import Programme
from progpipe.publication import Publication


def outputs(arguments: Namespace, require: Callable[[Path], None]) -> list[Path]:
    """The files that are to be written, each once. `require` raises `UsageError` for a name that it cannot be."""
    files = [Path(name) for name in dict.fromkeys(arguments.output or ())]
    for path in files:
        require(path)
    return files


def tell_broken(sources: Iterable[Source], *, as_json: bool) -> bool:
    """Whether one of the sources has errors, which are told then."""
    broken = [source for source in sources if source.programme is None]
    problems = [problem for source in broken for problem in source.problems]
    if broken:
        tell_problems(problems, {source.file: source.text for source in broken}, as_json=as_json)
    return bool(broken)


def amended(source: Source, file: str, *, as_json: bool) -> tuple[Amendments, Amended] | None:
    """The amendments of a file, put into the source; None where they cannot be, which is told then."""
    assert source.programme is not None
    text = ""
    try:
        amendments, text = read_amendments(file)
        return amendments, amend(source.programme, amendments, text=text, file=file)
    except ValidationError as error:
        problems: Sequence[Problem] = error.problems
        tell_problems(problems, {source.file: source.text, file: text}, as_json=as_json)
        return None


def write_papers(files: Sequence[Path], paper: Publication, programme: Programme, arguments: Namespace) -> None:
    """Write the paper into each of the files."""
    for path in files:
        write_document(path, paper, programme, theme_of(arguments))


def say(lines: Iterable[object]) -> None:
    """Print the lines."""
    printer = Printer(sys.stdout, {})
    for line in lines:
        printer.line(str(line))
