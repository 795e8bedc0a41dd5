"""What validators have in common: copies of the files, answers turned into results, findings brought together."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from tomllib import loads
from typing import Final

from progpipe.check.model import Finding, NotVerifiedError, Result, Target
from progpipe.check.processes import Answer, NoAnswer, answers

PDF: Final = "application/pdf"
EPUB: Final = "application/epub+zip"
HTML: Final = "text/html"
XHTML: Final = "application/xhtml+xml"
SUFFIXES: Final = {PDF: ".pdf", EPUB: ".epub", HTML: ".html", XHTML: ".xhtml"}
# So many places of one code are told; the rest are counted. A report that nobody can read helps nobody.
MOST_PLACES: Final = 40

Reading = tuple[tuple[str, ...], Iterable[Finding]]
Read = Callable[[Answer], Reading]


@contextmanager
def copies(targets: Sequence[Target]) -> Iterator[Mapping[Target, Path | NoAnswer]]:
    """Each file under a name that no program stumbles over, with the ending that its first bytes ask for.

    What is judged cannot change meanwhile, and nothing beside it is read.
    """
    with tempfile.TemporaryDirectory(prefix="progpipe-check-") as folder:
        yield {target: _copy(target, Path(folder).resolve(), number) for number, target in enumerate(targets, 1)}


def _copy(target: Target, folder: Path, number: int) -> Path | NoAnswer:
    copy = folder / f"{number}{SUFFIXES.get(target.media_type, '')}"
    try:
        shutil.copyfile(target.path, copy)
    except OSError as error:
        return NoAnswer(f"it cannot be read: {error}")
    return copy


def served(  # noqa: PLR0917 - a call reads as a sentence
    validator: str,
    version: str,
    targets: Sequence[Target],
    command: Sequence[str | Path],
    read: Read,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Result]:
    """What a server (see `processes`) says of copies of the files, one result each."""
    with copies(targets) as made:
        said = answers(command, [path for path in made.values() if isinstance(path, Path)], variables or {})
        for target, path in made.items():
            answer = next(said) if isinstance(path, Path) else path
            yield result(validator, version, target, answer, read)


def result(validator: str, version: str, target: Target, answer: Answer | NoAnswer, read: Read) -> Result:
    """One answer as a result. An answer that is not what it should be is none."""
    blank = Result(target=target, validator=validator, version=version)
    if isinstance(answer, NoAnswer):
        return replace(blank, reason=answer.reason)
    try:
        standards, findings = read(answer)
        return replace(blank, standards=standards, findings=merged(findings))
    except NotVerifiedError as error:
        return replace(blank, reason=str(error))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        return replace(blank, reason=f"its answer cannot be read: {type(error).__name__}: {error}"[:500])


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, with how often it came; of a code with very many places, the first ones and a count."""
    counted: Counter[Finding] = Counter()
    for finding in findings:
        counted[replace(finding, count=1)] += finding.count
    codes: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding, count in counted.items():
        codes[finding.code, finding.level].append(replace(finding, count=count))
    return tuple(chain.from_iterable(map(_shortened, codes.values())))


def _shortened(findings: list[Finding]) -> list[Finding]:
    rest = findings[MOST_PLACES:]
    if not rest:
        return findings
    more = replace(rest[0], place=f"and in {len(rest)} more places", count=sum(finding.count for finding in rest))
    return [*findings[:MOST_PLACES], more]


def remedy(validator: str, code: str, otherwise: str) -> str:
    """What to do about that code: its own remedy, else that of the codes it begins like, else the general one."""
    known = _remedies().get(validator, {})
    starts = [code[:end] for end in range(len(code), 0, -1)]
    return next((known[start] for start in starts if start in known), otherwise)


@cache
def _remedies() -> Mapping[str, Mapping[str, str]]:
    return loads(files("progpipe.check").joinpath("remedies.toml").read_text(encoding="utf-8"))


def own_findings(validator: str, answer: Answer) -> list[Finding]:
    """The findings of a server of ours, each with its remedy: a code of ours without one is a mistake."""
    return [
        Finding(
            code=str(item["code"]),
            level="error",
            message=str(item["message"]),
            place=str(item["place"]),
            remedy=_remedies()[validator][str(item["code"])],
        )
        for item in answer["findings"]
    ]
