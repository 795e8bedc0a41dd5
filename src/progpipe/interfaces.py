"""What a stage and an emitter are: two functions, and the values they are given and give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from progpipe.model import Edition
from progpipe.publication import Publication
from progpipe.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another edition of the same bundle: what its files are called and which formats they have.

    `sections` are the ids of its sections. It is the same text for another reader: ids are the same in all.
    """

    stem: str
    language: str
    easy_read: bool
    formats: tuple[str, ...]
    sections: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a stage or an emitter may know besides the publication.

    `stem` is the name that the edition's files share (`<id>`, `<id>-lattlast`), `whole` that of the
    same edition of the whole programme: they differ in an offprint. `siblings` are the names of the
    edition's printed artefacts, which are made first, `page_source` is the one among them whose pages the
    `PageBreak` nodes of the publication are (None where it has none), `editions` are the other editions of the bundle:
    all three are for emitters.
    `source_date` is in seconds since 1970 (UTC), 0 where nobody said: the only clock a build has. `source` is the
    canonical JSON that the edition comes from, for emitters that declare that they read it (`declare`).
    """

    edition: Edition
    theme: Theme
    stem: str
    whole: str = ""
    source_date: int = 0
    base_url: str | None = None
    sections: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    page_source: str | None = None
    editions: tuple[Sibling, ...] = ()
    source: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """Where a printed page starts in the text.

    `block` is the id of the innermost block whose words come first on the page, `offset` how many of its characters
    stand on the pages before: white space and soft hyphens are not counted, nor is what the markup or the theme adds,
    and an image counts as one character. A word that is cut counts as its start. `omslag` and `innehall` stand for the
    cover and the contents.
    """

    page: int
    block: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an emitter knows about the file it made.

    `claims` are the standards that the file names. `page_starts` says of each page where it starts.
    """

    pages: int | None = None
    claims: tuple[str, ...] = ()
    page_starts: tuple[PageStart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One file, ready to be written: its name in the bundle, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    format: str
    facts: Facts = Facts()


class Stage(Protocol):
    """A pure function that changes a publication: sets type, numbers, links, selects."""

    def __call__(self, publication: Publication, context: Context, /) -> Publication: ...


class Emitter(Protocol):
    """A pure function that makes files of a publication."""

    def __call__(self, publication: Publication, context: Context, /) -> Iterable[Artefact]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a stage or an emitter says of itself.

    `version` changes whenever what it makes of the same input changes; without one nothing that it makes is kept in
    the cache. `reads_source` says that it reads `Context.source`, which is empty otherwise. `slow` says that a process
    of its own is worth its while; `preload` imports an engine, which the processes of a build then share. `resident`
    is called once in a process that will make the same thing again and again, each time a little changed, as that of a
    preview does: it may keep what makes the next time quicker.
    """

    version: str = ""
    reads_source: bool = False
    slow: bool = False
    preload: Callable[[], object] | None = None
    resident: Callable[[], object] | None = None


DECLARATION: Final = "__progpipe__"
F = TypeVar("F", bound=Callable[..., object])


def declare(
    *,
    version: str = "",
    reads_source: bool = False,
    slow: bool = False,
    preload: Callable[[], object] | None = None,
    resident: Callable[[], object] | None = None,
) -> Callable[[F], F]:
    """Put a `Declaration` on a stage or an emitter, as a decorator."""

    def decorate(function: F) -> F:
        said = Declaration(version=version, reads_source=reads_source, slow=slow, preload=preload, resident=resident)
        setattr(function, DECLARATION, said)
        return function

    return decorate


def declaration(function: object) -> Declaration:
    """What a stage or an emitter says of itself; one that says nothing reads the source, and is not cached."""
    found = getattr(function, DECLARATION, None)
    return found if isinstance(found, Declaration) else Declaration(reads_source=True)
