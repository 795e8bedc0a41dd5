"""The validated source: `Programme` and its parts, and `Edition`.

Every value is frozen. Text is kept exactly as the source has it: inline CommonMark, not yet
parsed. `pointer` is the JSON Pointer (RFC 6901) of the node in the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from progpipe.errors import Problem


class SectionType(StrEnum):
    """What a section of a programme is."""

    INTRODUCTION = "introduction"
    PRINCIPLES = "principles"
    PRINCIPLE = "principle"
    POLICY = "policy"
    BODY = "body"
    COMPANIES = "companies"
    COMPANY = "company"


class RenditionStatus(StrEnum):
    """How far a rendition has come. Only people move it past `draft`."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    pointer: str
    id: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list; an item is blocks, so that a list can stand in a list."""

    pointer: str
    id: str | None = None
    ordered: bool = False
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    pointer: str
    id: str | None = None
    blocks: tuple[Block, ...]
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption. The first cell of each row is a header where `row_headers`."""

    pointer: str
    id: str | None = None
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_headers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An image. `alternative` is None only where `decorative` (WCAG 2.2, 1.1.1)."""

    pointer: str
    id: str | None = None
    image: str
    alternative: str | None = None
    decorative: bool = False
    caption: str | None = None


Block = Paragraph | List | Quote | Table | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who judged a rendition, and on what day (ISO 8601)."""

    by: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A rule of the linter that is silenced for one text, and why. For editors: it is no part of the text."""

    pointer: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A node's text in another language variety.

    Which of `title`, `text`, `blocks`, `term`, `expansion` and `explanation` are set depends on the node.
    `stale` is true where `basis` no longer is the digest of the text it replaces.
    """

    pointer: str
    status: RenditionStatus
    basis: str
    review: Review | None = None
    stale: bool = False
    title: str | None = None
    text: str | None = None
    blocks: tuple[Block, ...] | None = None
    term: str | None = None
    expansion: str | None = None
    explanation: str | None = None
    lint: tuple[Silence, ...] = ()


Renditions = Mapping[str, Rendition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One promise. `id` is permanent: it is the anchor and the permalink in every format."""

    pointer: str
    id: str
    text: str
    related: tuple[str, ...] = ()
    renditions: Renditions = field(default_factory=dict)
    lint: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    pointer: str
    id: str
    type: SectionType
    title: str
    blocks: tuple[Block, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    renditions: Renditions = field(default_factory=dict)
    lint: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    pointer: str
    id: str
    term: str
    forms: tuple[str, ...] = ()
    expansion: str | None = None
    explanation: str
    renditions: Renditions = field(default_factory=dict)
    lint: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The years that a programme is for, both included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    name: str
    party: str | None = None
    municipality: Municipality | None = None
    url: str | None = None


class ReleaseStatus(StrEnum):
    """Whether a meeting has decided the text."""

    DRAFT = "draft"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Which text this is. `date` is ISO 8601 (YYYY-MM-DD)."""

    version: str
    date: str | None = None
    status: ReleaseStatus = ReleaseStatus.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    name: str | None = None
    email: str | None = None
    telephone: str | None = None
    url: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Who found that the published book is accessible, and on what day (ISO 8601).

    `report` is the address of their report, `credential` what shows that they can judge it.
    """

    by: str
    date: str
    credential: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image file of the source, read and found to be one. Width and height are in pixels."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A whole programme, validated. Made by `progpipe.load`, and by nothing else.

    `digest` is the SHA-256 (hexadecimal) over the RFC 8785 form of the source; `canonical` is that
    form itself. `images` holds every image that a figure names, by the name it has there. `base` is
    the folder of the source file, None where there is none. `warnings` are problems of severity
    `warning`: a valid programme may have them. `content` is the source as it was read, None where it was a mapping.
    """

    id: str
    language: str
    title: str
    period: Period
    publisher: Publisher
    release: Release
    editions: tuple[str, ...] = ("standard",)
    sections: tuple[Section, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    renditions: Renditions = field(default_factory=dict)
    contact: Contact | None = None
    responsible: str | None = None
    licence: Licence | None = None
    transparency: str | None = None
    evaluation: Evaluation | None = None
    digest: str
    canonical: bytes = field(repr=False)
    images: Mapping[str, Image] = field(default_factory=dict)
    base: Path | None = None
    file: str | None = None
    warnings: tuple[Problem, ...] = ()
    content: bytes | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is published: a language variety, its stages, its emitters and a theme profile.

    `variety` is a BCP 47 tag: the language of the source itself, or that of its renditions
    (`sv-simple` is lättläst). `suffix` ends the names of its files.
    """

    id: str
    title: str
    variety: str | None = None
    stages: tuple[str, ...]
    emitters: tuple[str, ...]
    profile: str = "standard"

    @property
    def suffix(self) -> str:
        return "" if self.id == "standard" else f"-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a build, besides the programme; `progpipe.build` says what each of it means."""

    editions: tuple[Edition | str, ...] | None = None
    formats: tuple[str, ...] | None = None
    theme: Path | str = "default"
    sections: tuple[str, ...] = ()
    require: str = "draft"
    base_url: str | None = None
    pdf_profile: str | None = None
