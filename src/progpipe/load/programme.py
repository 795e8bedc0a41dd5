"""A whole programme from a file, bytes or a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import rfc8785

from progpipe import model as m
from progpipe.errors import Problem, Severity, ValidationError
from progpipe.load import reader
from progpipe.load.canonical import digest
from progpipe.load.images import read_images
from progpipe.load.parse import parse, parse_mapping
from progpipe.load.places import locate
from progpipe.load.rules import RULES
from progpipe.load.schema import schema_problems
from progpipe.load.source import decode, read_source
from progpipe.load.tree import Document

MOST_PROBLEMS: Final = 200
UNFOUND: Final = (1 << 60, 0)


def load(source: Path | str | bytes | Mapping[str, Any], base: Path | str | None = None) -> m.Programme:
    """The programme of a source: a path, the bytes of a file, or what `json.load` gives.

    `base` is the folder of its images: that of the file where left out. Raises `ValidationError` with all
    problems, in the order of the source, each with line and column where there is a text.
    """
    file = str(source) if isinstance(source, Path | str) else None
    folder = Path(base) if base is not None else Path(file).parent if file is not None else None
    try:
        return _load(source, folder, file)
    except ValidationError as error:
        raise ValidationError(replace(problem, file=file) for problem in error.problems) from error.__cause__


def _load(source: Path | str | bytes | Mapping[str, Any], base: Path | None, file: str | None) -> m.Programme:
    text: str | None = None
    if isinstance(source, Mapping):
        value, problems = parse_mapping(source)
    else:
        text, encoding = decode(source if isinstance(source, bytes) else read_source(Path(source)))
        value, faults = parse(text)
        problems = [*encoding, *faults]
    document = Document(value, base)
    images, unusable = read_images(document)
    problems += schema_problems(value)
    problems += unusable
    problems += (problem for rule in RULES for problem in rule(document))
    placed = _in_order(problems, text)
    if any(problem.severity is Severity.ERROR for problem in placed):
        raise ValidationError(_capped(placed))
    return _programme(value, images, base, file, tuple(replace(problem, file=file) for problem in placed))


def _in_order(problems: Iterable[Problem], text: str | None) -> list[Problem]:
    """The problems with their places, as they come in the text."""
    found = list(problems)
    if text is None or not found:
        return found
    placed = locate(found, text)
    return sorted(placed, key=lambda problem: (problem.line or UNFOUND[0], problem.column or 0, problem.code))


def _capped(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    left = len(problems) - MOST_PROBLEMS
    more = Problem(code="P000", message=f"and {left} more problems", hint="Correct these first, and run it again.")
    return [*problems[:MOST_PROBLEMS], more]


def _programme(
    raw: Mapping[str, Any],
    images: Mapping[str, m.Image],
    base: Path | None,
    file: str | None,
    warnings: tuple[Problem, ...],
) -> m.Programme:
    publisher, release = raw["publisher"], raw["release"]
    municipality = publisher.get("municipality")
    return m.Programme(
        id=raw["id"],
        language=raw["language"],
        title=raw["title"],
        period=m.Period(start=raw["period"]["from"], end=raw["period"]["to"]),
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
        digest=digest(raw),
        canonical=rfc8785.dumps(dict(raw)),
        images=MappingProxyType(dict(images)),
        base=base,
        file=file,
        warnings=warnings,
    )
