"""A whole programme from a file, bytes or a mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import rfc8785

from progpipe import model as m
from progpipe.errors import Problem, Severity, ValidationError
from progpipe.load import reader
from progpipe.load.images import read_images
from progpipe.load.locate import locate
from progpipe.load.parse import MOST_FOUND, parse, written
from progpipe.load.rules import RULES
from progpipe.load.schema import schema_problems
from progpipe.load.tree import Document
from progpipe.source import decode, read_source

MOST_PROBLEMS: Final = 200
UNFOUND: Final = 1 << 60


def load(source: Path | str | bytes | Mapping[str, Any], base: Path | str | None = None) -> m.Programme:
    """The programme of a source: a path, the bytes of a file, or what `json.load` gives.

    `base` is the folder of its images: that of the file where left out. Raises `ValidationError` with all
    problems, in the order of the source, each with line and column where there is a text.
    """
    file = str(source) if isinstance(source, Path | str) else None
    folder = Path(base) if base is not None else Path(file).parent if file is not None else None
    try:
        content = _content(source)
        text, encoding = _text(source, content)
        value, faults = parse(text)
        document = Document(value, folder)
        images, unusable = read_images(document)
        found = _in_order([*encoding, *faults, *unusable, *_problems(document)], text)
    except ValidationError as error:
        raise ValidationError(_of(source, file, error.problems)) from error.__cause__
    problems = tuple(_of(source, file, found))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ValidationError(problems)
    return replace(_programme(value, images, folder, file, problems), content=content)


def _content(source: Path | str | bytes | Mapping[str, Any]) -> bytes | None:
    """The bytes of a source; a mapping has none."""
    if isinstance(source, Mapping):
        return None
    return source if isinstance(source, bytes) else read_source(Path(source))


def _text(source: Path | str | bytes | Mapping[str, Any], content: bytes | None) -> tuple[str, list[Problem]]:
    """The JSON text of a source, and what is to be said about its encoding."""
    return (written(source), []) if isinstance(source, Mapping) else decode(content or b"")


def _problems(document: Document) -> Iterator[Problem]:
    """What the schema and the rules say; each says no more than anybody reads."""
    yield from islice(schema_problems(document.value), MOST_FOUND)
    for rule in RULES:
        yield from islice(rule(document), MOST_FOUND)


def _in_order(problems: list[Problem], text: str) -> list[Problem]:
    """The problems with their places, as they come in the text, and no more of them than help."""
    if not problems:
        return []
    placed = sorted(locate(problems, text), key=_place)
    if len(placed) <= MOST_PROBLEMS:
        return placed
    errors = [problem for problem in placed if problem.severity is Severity.ERROR]
    shown = (errors or placed)[:MOST_PROBLEMS]
    more = Problem(
        code="P000",
        severity=Severity.ERROR if errors else Severity.WARNING,
        message=f"and {len(placed) - len(shown)} more problems",
        hint="Correct these first, and run it again.",
    )
    return [*shown, more]


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.line or UNFOUND, problem.column or 0, problem.code


def _of(source: object, file: str | None, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems with the file that they are in; a mapping has neither file nor lines, only their order."""
    for problem in problems:
        yield (replace(problem, line=None, column=None) if isinstance(source, Mapping) else replace(problem, file=file))


def _programme(
    raw: Mapping[str, Any],
    images: Mapping[str, m.Image],
    base: Path | None,
    file: str | None,
    warnings: tuple[Problem, ...],
) -> m.Programme:
    publisher, release = raw["publisher"], raw["release"]
    municipality = publisher.get("municipality")
    canonical = rfc8785.dumps(dict(raw))
    return m.Programme(
        id=raw["id"],
        language=raw["language"],
        title=raw["title"],
        # JSON has one kind of number: 2027.0 is a whole one
        period=m.Period(start=int(raw["period"]["from"]), end=int(raw["period"]["to"])),
        publisher=m.Publisher(
            name=publisher["name"],
            party=publisher.get("party"),
            municipality=m.Municipality(**municipality) if municipality else None,
            url=publisher.get("url"),
        ),
        release=m.Release(
            version=release["version"], date=release.get("date"), status=m.ReleaseStatus(release["status"])
        ),
        editions=tuple(raw.get("editions", ("standard",))),
        sections=reader.sections(raw, ()),
        glossary=reader.glossary(raw),
        renditions=reader.renditions(raw, (), "programme"),
        contact=m.Contact(**raw["contact"]) if "contact" in raw else None,
        responsible=raw.get("responsible"),
        licence=m.Licence(**raw["licence"]) if "licence" in raw else None,
        transparency=raw.get("transparency"),
        evaluation=m.Evaluation(**raw["accessibility"]["evaluation"]) if "accessibility" in raw else None,
        digest=hashlib.sha256(canonical).hexdigest(),
        canonical=canonical,
        images=MappingProxyType(dict(images)),
        base=base,
        file=file,
        warnings=warnings,
    )
