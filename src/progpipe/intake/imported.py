"""The flow of an import: bytes, a document, what the steps recognise in it, and a source that `load` has read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from progpipe.errors import BuildError, Problem, Severity, ValidationError
from progpipe.intake import said
from progpipe.intake.formats import FORMATS
from progpipe.intake.media import usable
from progpipe.intake.model import Document
from progpipe.intake.source import Json, Source, make_source
from progpipe.intake.steps import STEPS
from progpipe.load import canonical_text, load

LARGEST: Final = 64 << 20  # bytes of a file: pictures from a telephone have ten megabytes each
# What a document may lack and a source may not: said by a problem of the import, and by `validate` until it is there.
GAPS: Final = {"P106": "P707", "P005": "P706"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A source in its canonical form, the images beside it by name, and what is to be said."""

    text: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    document: Document

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing that a source needs."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def import_document(path: Path, name: str) -> Imported:
    """The source of the document at `path`, with the id `name`.

    Raises `ValidationError` where the document cannot be read (P701 to P705), or where what was made of it is no
    source for another reason than what the document lacks.
    """
    return finish(recognise(read(path)), name)


def read(path: Path) -> Document:
    """The document of a file, by the ending of its name."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise said.unknown_format(ending, ", ".join(FORMATS))
    content = _content(path)
    try:
        return usable(FORMATS[ending](content, path.parent))
    except BuildError as error:
        raise said.damaged(error.problems[0].message) from error
    except RecursionError as error:
        raise said.too_large("it is nested too deep") from error


def recognise(document: Document) -> Document:
    """What each step finds, one after the other."""
    for step in STEPS:
        document = step(document)
    return document


def finish(document: Document, name: str) -> Imported:
    """The source of a recognised document, read by `load` as anybody else's."""
    source = make_source(document, name)
    images = {name: document.media[address] for address, name in source.images.items()}
    problems = (*document.problems, *source.problems)
    text = canonical_text(json.dumps(source.value, ensure_ascii=False).encode("utf-8"))
    validated(text, images, problems)
    return Imported(text=text, images=images, problems=problems, document=document)


def validated(text: str, images: Mapping[str, bytes], problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Let `load` read the source with its images. Raises what it says, but for gaps that are told already."""
    with tempfile.TemporaryDirectory(prefix="progpipe-import-") as folder:
        for file, content in images.items():
            (Path(folder) / file).write_bytes(content)
        try:
            return load(text.encode("utf-8"), folder).warnings
        except ValidationError as error:
            told = any(problem.severity is Severity.ERROR for problem in problems)
            rest = [problem for problem in error.problems if problem.severity is Severity.ERROR and not _is_gap(problem)]
            if rest or not told:
                raise ValidationError(rest or error.problems) from error
            return ()


def _is_gap(problem: Problem) -> bool:
    missing = ("'caption'", "'title'", "'period'", "'publisher'")
    return problem.code == "P106" or ("missing" in problem.message and any(name in problem.message for name in missing))


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise said.unreadable("there is no such file" if not path.exists() else "it is no file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise said.unreadable(getattr(error, "strerror", None) or str(error)) from error
    if len(content) > LARGEST:
        raise said.too_large(f"it has more than {LARGEST >> 20} megabytes")
    return content


__all__ = ["Imported", "Json", "Source", "finish", "import_document", "read", "recognise"]
