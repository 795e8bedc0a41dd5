"""What an EPUB says about its accessibility, computed from the content and never more than it holds.

The properties are those of EPUB Accessibility 1.1, 2 and 4; their values are those of the Schema.org Accessibility
Properties for Discoverability Vocabulary. What only people can judge is said only where the source names who did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from progpipe import labels
from progpipe.model import Evaluation
from progpipe.publication import Figure, Publication, Resource, Table, page_breaks, walk

# EPUB Accessibility 1.1, 4.1.2: these very words.
CONFORMS: Final = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
# A length that does not grow with the reader's type.
ABSOLUTE: Final = re.compile(
    r"(?<![\w-])(?:font|font-size|line-height|(?:(?:min|max)-)?(?:width|height))\s*:[^;}]*?\d(?:px|pt|pc|mm|cm|in|q)\b",
    re.IGNORECASE,
)
MOVING: Final = re.compile(r"\b(?:animation|transition|offset-path)[a-z-]*\s*:|@keyframes", re.IGNORECASE)
STILL: Final = frozenset({"image/jpeg", "image/png"})
ANIMATED_PNG: Final = b"acTL"  # the chunk that makes a PNG move (PNG, third edition, 11.3.6.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of the package. `refines` is the id of the one that it says more about; `link` is an address."""

    name: str
    value: str
    id: str | None = None
    refines: str | None = None
    link: bool = False


def accessibility(publication: Publication, style: str) -> Iterator[Property]:
    """The properties, in the order of the package. `style` is the style sheet of the book."""
    figures = [node for node in walk(publication) if isinstance(node, Figure) and not node.decorative]
    described = all(is_described(figure) for figure in figures)
    for name, values in (
        ("accessMode", _modes(figures)),
        ("accessModeSufficient", _sufficient(figures, described=described)),
        ("accessibilityFeature", sorted(_features(publication, style, described=described))),
        ("accessibilityHazard", _hazards(publication, style)),
        ("accessibilitySummary", [_summary(publication, figures, described=described)]),
    ):
        yield from (Property(name=f"schema:{name}", value=value) for value in values)
    if publication.metadata.evaluation and described:
        yield from _evaluation(publication.metadata.evaluation)


def is_described(figure: Figure) -> bool:
    """Whether the image says in words what it shows; a decorative one has nothing to say."""
    return figure.decorative or bool(figure.alternative.strip())


def _modes(figures: list[Figure]) -> Iterator[str]:
    yield "textual"
    if figures:
        yield "visual"


def _sufficient(figures: list[Figure], *, described: bool) -> Iterator[str]:
    """The sets of senses with which everything can be understood."""
    if described:
        yield "textual"
    if figures:
        yield "textual,visual"


def _features(publication: Publication, style: str, *, described: bool) -> Iterator[str]:
    yield "ARIA"  # the roles of our markup
    yield "readingOrder"
    if publication.sections:
        yield from ("structuralNavigation", "tableOfContents")
    if described:  # the cover always is
        yield "alternativeText"
    if not ABSOLUTE.search(style):
        yield "displayTransformability"
    if page_breaks(publication):
        yield from ("pageBreakMarkers", "pageNavigation")


def _hazards(publication: Publication, style: str) -> Iterator[str]:
    """None where nothing can flash, move or sound; else nobody has looked."""
    still = not MOVING.search(style) and all(map(_is_still, publication.resources.values()))
    yield "none" if still else "unknown"


def _is_still(resource: Resource) -> bool:
    return resource.media_type in STILL and ANIMATED_PNG not in resource.content.partition(b"IDAT")[0]


def _summary(publication: Publication, figures: list[Figure], *, described: bool) -> str:
    """For readers: what the book has, what a program has checked in it, and who has judged it."""
    evaluation = publication.metadata.evaluation
    tables = any(isinstance(node, Table) for node in walk(publication))
    parts = [
        labels.SUMMARY_TEXT,
        (labels.SUMMARY_IMAGES if described else labels.SUMMARY_IMAGES_LACK) if figures else "",
        labels.SUMMARY_PAGES if page_breaks(publication) else "",
        labels.SUMMARY_CHECKED.format(
            what=labels.listed(
                [
                    labels.CHECKED_LINKS,
                    *([labels.CHECKED_IMAGES] if figures and described else []),
                    *([labels.CHECKED_TABLES] if tables else []),
                ]
            )
        ),
        labels.SUMMARY_JUDGED.format(by=evaluation.by, date=labels.long_date(evaluation.date))
        if evaluation
        else labels.SUMMARY_NOT_JUDGED,
    ]
    return " ".join(part for part in parts if part)


def _evaluation(evaluation: Evaluation) -> Iterator[Property]:
    """Who says that the book conforms, and when (EPUB Accessibility 1.1, 4.2 to 4.4)."""
    yield Property(name="dcterms:conformsTo", value=CONFORMS, id="conformance")
    yield Property(name="a11y:certifiedBy", value=evaluation.by, id="certifier", refines="conformance")
    yield Property(name="dcterms:date", value=evaluation.date, refines="certifier")
    if evaluation.credential:
        yield Property(name="a11y:certifierCredential", value=evaluation.credential, refines="certifier")
    if evaluation.report:
        yield Property(name="a11y:certifierReport", value=evaluation.report, refines="certifier", link=True)
