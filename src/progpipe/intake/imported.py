"""The flow of an import: bytes, a document, what the steps recognise in it, and a source that `load` has read."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from progpipe.errors import BuildError, Problem, Severity, ValidationError
from progpipe.inline import parse_inline
from progpipe.intake import said
from progpipe.intake.formats import FORMATS
from progpipe.intake.kept import missing, texts_of
from progpipe.intake.media import usable
from progpipe.intake.model import Document
from progpipe.intake.source import FACTS, Json, Source, make_source
from progpipe.intake.steps import STEPS
from progpipe.intake.steps.release import stated
from progpipe.intake.update import Matched, ids, update
from progpipe.load import canonical_text, load
from progpipe.load.parse import parse
from progpipe.publication import plain_text
from progpipe.source import decode, read_source

LARGEST: Final = 64 << 20  # bytes of a file: pictures from a telephone have ten megabytes each
# What a document may lack and a source may not: said by a problem of the import, and by `validate` until it is there.
GAPS: Final = ("'caption'", "'title'", "'period'", "'publisher'")
# Words that a programme should have otherwise: of an image, a header cell, a link, a title. People correct them.
UNFIT: Final = frozenset({"P123", "P124", "P125", "P126", "P128", "P129"})
UNSAID: Final = frozenset({"id", "type", "image", "language", "related", "release"})
# What has no markup in it: what looks like some are its words.
PLAIN: Final = frozenset({"title", "name", "alternative", "term", "expansion"})
PLACE: Final = re.compile("paragraph ([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A source in its canonical form, the images that belong beside it by name, and what is to be said.

    `matches` says what was matched with what, where a source was updated.
    """

    text: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    matches: tuple[Matched, ...] = ()
    document: Document

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing that a source needs."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def import_document(path: Path, name: str, *, files: Collection[str] = ()) -> Imported:
    """The source of the document at `path`, with the id `name`. Its images get other names than `files`.

    Raises `ValidationError` where the document cannot be read (P701 to P705), or where what was made of it is no
    source for another reason than what the document lacks.
    """
    document, made = _made(path, name, files=files)
    images = {name: document.media[address] for address, name in made.images.items()}
    problems = in_order((*document.problems, *made.problems))
    text = _canonical(made.value)
    problems += validated(text, images)
    return Imported(text=text, images=images, problems=problems, document=document)


def update_source(path: Path, old: Path, *, files: Collection[str] = ()) -> Imported:
    """The source in the file `old` with what the document at `path` says now. Raises as `import_document`."""
    raw, kept = _old(old)
    document, made = _made(path, raw["id"], taken=ids(raw), files=files)
    raw["release"] = {**raw["release"], **stated(document)}
    images = {name: document.media[address] for address, name in made.images.items()}
    updated = update(raw, made.value, kept, images)
    told = [
        found for found in (*document.problems, *made.problems) if found.code != "P706" or _lacks(found, updated.value)
    ]
    problems = in_order((*_remaining(told, updated.value), *updated.problems))
    text = _canonical(updated.value)
    used = {block["image"] for block in _figures(updated.value)}
    new = {name: content for name, content in images.items() if name in used}
    problems += validated(text, kept | new)
    return Imported(text=text, images=new, problems=problems, matches=updated.matches, document=document)


def _made(
    path: Path, name: str, *, taken: Collection[str] = (), files: Collection[str] = ()
) -> tuple[Document, Source]:
    """What is recognised in the document at `path`, and its source. A word that no step has kept or told is told."""
    found = read(path)
    document = recognise(found)
    made = make_source(document, name, taken=taken, files=files)
    told = [problem.message for problem in (*document.problems, *made.problems)]
    after = [*_strings(made.value), *(gone.text for gone in document.removed), *told]
    words = missing(texts_of(found), after)
    problems = (said.left_out(None, "what found no place in the source", words),) if words else ()
    return document, replace(made, problems=(*made.problems, *problems))


def _lacks(problem: Problem, value: Json) -> bool:
    """Whether the updated source still has not what the document does not say."""
    return any(problem == said.lacking(what, hint) for key, (what, hint) in FACTS.items() if key not in value)


def _old(path: Path) -> tuple[Json, dict[str, bytes]]:
    """A source and its images. It may have the gaps that an import left: the corrected document fills them."""
    content = read_source(path)
    try:
        programme = load(content, path.parent)
    except ValidationError as error:
        rest = [found for found in error.problems if found.severity is Severity.ERROR and not _is_gap(found)]
        if rest:
            raise ValidationError(replace(found, file=str(path)) for found in rest) from error
        value: Json = parse(decode(content)[0])[0]
        images = {block["image"]: _image(path.parent / block["image"]) for block in _figures(value)}
        return value, images
    return json.loads(programme.canonical), {name: image.content for name, image in programme.images.items()}


def _image(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _remaining(problems: list[Problem], value: Json) -> Iterator[Problem]:
    """Without what the old source makes up for: what an image says, a caption."""
    figures = any("alternative" not in block and not block.get("decorative") for block in _figures(value))
    tables = any("caption" not in block for block in _blocks(value) if block.get("type") == "table")
    for problem in problems:
        if (
            (problem.code == "P707" and not figures)
            or (problem.code == "P708" and not tables)
            or problem.code == "P711"
        ):
            continue
        yield problem


def _figures(value: object) -> list[Json]:
    return [block for block in _blocks(value) if block.get("type") == "figure"]


def _blocks(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _blocks(item)
    elif isinstance(value, list):
        for item in value:
            yield from _blocks(item)


def _strings(value: object, key: str = "") -> Iterator[str]:
    """All that a source says, without markup."""
    if isinstance(value, str):
        yield value if key in PLAIN else plain_text(parse_inline(value))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in UNSAID:
                yield from _strings(item, name)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the document; what is about the whole of it comes first."""

    def place(problem: Problem) -> int:
        found = PLACE.match(problem.message)
        return int(found[1]) if found else 0

    return tuple(sorted(dict.fromkeys(problems), key=place))


def _canonical(value: Json) -> str:
    return canonical_text(json.dumps(value, ensure_ascii=False).encode("utf-8"))


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


def validated(text: str, images: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Let `load` read the source with its images; what people have to correct in the document before it is published.

    Raises what makes it no source at all (P722). What the document lacks is told by the steps, with its place.
    """
    with tempfile.TemporaryDirectory(prefix="progpipe-import-") as folder:
        for file, content in images.items():
            (Path(folder) / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / file).write_bytes(content)
        try:
            load(text.encode("utf-8"), folder)
        except ValidationError as error:
            errors = [problem for problem in error.problems if problem.severity is Severity.ERROR]
            if refused := [problem for problem in errors if not _is_gap(problem)]:
                raise ValidationError(said.no_source(problem) for problem in refused) from error
            return tuple(said.unfit(problem) for problem in errors if problem.code in UNFIT)
    return ()


def _is_gap(problem: Problem) -> bool:
    missing = "missing" in problem.message and any(name in problem.message for name in GAPS)
    return missing or problem.code == "P106" or problem.code in UNFIT


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
