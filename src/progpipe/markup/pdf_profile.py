"""The two ways to make a PDF that lasts and that all can read: which standards it keeps, and what differs for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# The standard structure namespaces (ISO 32000-2, 14.8.6).
PDF_1_7: Final = "http://iso.org/pdf/ssn"
PDF_2_0: Final = "http://iso.org/pdf2/ssn"
# Structure types that PDF 2.0 has no longer, and ISO 32005 allows beside its own.
OLD_TYPES: Final = frozenset({"BlockQuote", "Reference", "TOC", "TOCI"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfProfile:
    """A set of standards that one file can keep together.

    `variant` is what WeasyPrint calls the archival one. `claims` are the standards as people name them,
    `identifiers` the same as XMP does: prefix, property, value. `declarations` are addresses of further
    standards that the file declares (PDF Declarations 1.0). `extension_schema` says that PDF/A wants every
    property described that it does not know itself (ISO 19005-3, 6.6.2.3).

    Of the structure tree: `names` are the types that are called otherwise than in PDF 1.7, `role_map` maps
    types that are no standard ones, `namespaces` says that types live in namespaces. `list_numbering` names
    what no number counts: `symbols` are marks that the standard does not know (a dash), `terms` are words that
    are explained. `page_number` is the kind of artifact that a page number is. `linked` says that elements
    refer to each other, and that destinations lead to them and not to places on pages only.
    """

    name: str
    variant: str
    claims: tuple[str, ...]
    identifiers: tuple[tuple[str, str, str], ...]
    declarations: tuple[str, ...] = ()
    extension_schema: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    role_map: Mapping[str, str] = field(default_factory=dict)
    namespaces: bool = False
    list_numbering: Mapping[str, str]
    page_number: str
    linked: bool = False

    def namespace(self, kind: str) -> str | None:
        """The namespace of a structure type, None where there are none."""
        if not self.namespaces:
            return None
        return PDF_1_7 if kind in OLD_TYPES else PDF_2_0


PROFILES: Final[Mapping[str, PdfProfile]] = {
    "1.7": PdfProfile(
        name="1.7",
        variant="pdf/a-3a",
        claims=("PDF/UA-1", "PDF/A-3a"),
        identifiers=(("pdfaid", "part", "3"), ("pdfaid", "conformance", "A"), ("pdfuaid", "part", "1")),
        extension_schema=True,
        # Standard types of PDF 2.0, which tell more than what they are mapped to.
        role_map={"Em": "Span", "Strong": "Span"},
        # A label that no numbering counts is arbitrary text (ISO 32000-1, table 347: None).
        list_numbering={"symbols": "None", "terms": "None"},
        page_number="Footer",
    ),
    "2.0": PdfProfile(
        name="2.0",
        variant="pdf/a-4f",
        claims=("PDF/UA-2", "PDF/A-4f", "WTPDF 1.0 accessibility", "WTPDF 1.0 reuse"),
        identifiers=(
            ("pdfaid", "part", "4"),
            ("pdfaid", "conformance", "F"),
            ("pdfaid", "rev", "2020"),
            ("pdfuaid", "part", "2"),
            ("pdfuaid", "rev", "2024"),
        ),
        declarations=(
            "http://pdfa.org/declarations/wtpdf#accessibility1.0",
            "http://pdfa.org/declarations/wtpdf#reuse1.0",
        ),
        # The title of a document is no heading of a part of it (ISO 32000-2, 14.8.4.3), so that these move up.
        names={"Note": "FENote", "H1": "Title", **{f"H{level}": f"H{level - 1}" for level in range(2, 7)}},
        namespaces=True,
        list_numbering={"symbols": "Unordered", "terms": "Description"},
        page_number="PageNum",
        linked=True,
    ),
}
