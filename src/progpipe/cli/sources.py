"""The sources that a command line names, read once, with their text for what is printed about them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from progpipe.errors import Problem, ValidationError
from progpipe.source import LARGEST, UTF8_BOM, read_source

if TYPE_CHECKING:
    from progpipe.model import Programme

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as it was found: `programme` is None where it has errors, `content` where it cannot be read."""

    file: str
    content: bytes | None = field(default=None, repr=False)
    programme: Programme | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """What stands in the file, also where it is no UTF-8, for showing lines of it."""
        return (self.content or b"").removeprefix(UTF8_BOM).decode("utf-8", errors="replace")


def read(name: str, *, parse: bool = True) -> Source:
    """The source with that name (`-` is standard input) and, unless `parse` is false, its programme or its problems."""
    file = STDIN_NAME if name == STDIN else name
    content = _content(name)
    if not parse:
        return Source(file=file, content=content)
    from progpipe.load import load  # noqa: PLC0415 - most of what a command imports

    try:
        programme = load(content if name == STDIN and content is not None else name, Path(name).parent)
    except ValidationError as error:
        return Source(file=file, content=content, problems=_named(error.problems, file))
    return Source(file=file, content=content, programme=programme, problems=_named(programme.warnings, file))


def _content(name: str) -> bytes | None:
    """The bytes; None where they cannot be had, which the loader then says."""
    if name == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        return read_source(Path(name))
    except ValidationError:
        return None


def _named(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    return tuple(replace(problem, file=problem.file or file) for problem in problems)


def texts(sources: Sequence[Source]) -> dict[str, str]:
    """The text of each source by its file, for showing lines of it."""
    return {source.file: source.text for source in sources}


def locate(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """Problems that were found late; those of this source with the line and column that their pointer leads to."""
    from progpipe.load.locate import locate as placed  # noqa: PLC0415

    found = list(problems)
    own = iter(placed((problem for problem in found if problem.file == source.file), source.text))
    return [next(own) if problem.file == source.file else problem for problem in found]


def theme_of(arguments: Namespace) -> str | Path:
    """The theme that was asked for: a folder where it is written as one, else a name."""
    name: str = arguments.theme
    return Path(name) if "/" in name or name in {".", ".."} else name
