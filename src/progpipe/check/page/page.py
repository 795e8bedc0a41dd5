"""The report as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from progpipe import publication as p
from progpipe.blocks import listing, paragraph, section
from progpipe.check.model import Verdict
from progpipe.check.page import swedish
from progpipe.check.page.found import findings, not_verified
from progpipe.check.page.tables import checked, validators
from progpipe.check.report import CheckReport
from progpipe.compose.back_matter import contact_details
from progpipe.model import Contact

LANGUAGE: Final = "sv"
PROGPIPE: Final = "progpipe"  # who says it, where nobody has published anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who publishes the files that were checked, and how to reach them: only what the source says.

    `proved` says that the files were checked before they were published, and this page last of all.
    """

    publisher: str = ""
    contact: Contact | None = None
    proved: bool = False


def check_page(report: CheckReport, origin: Origin | None = None) -> p.Publication:
    """What was verified, by what, what was found, what was not verified, and what only people can judge.

    Classes for the theme: sections `summary`, `checks`, `validators`, `findings`, `unverified`, `people` and
    `contact`.
    """
    origin = origin or Origin()
    parts = (
        _summary(report),
        checked(report, proved=origin.proved),
        validators(report),
        findings(report),
        not_verified(report),
        _people(),
        _contact(origin),
    )
    return p.Publication(metadata=_metadata(origin), sections=tuple(part for part in parts if part))


def _metadata(origin: Origin) -> p.Metadata:
    """Adopted: what may be a draft is the programme, not the report on it."""
    return p.Metadata(
        identifier="kontroll",
        title=swedish.TITLE,
        language=LANGUAGE,
        variety=LANGUAGE,
        publisher=origin.publisher or PROGPIPE,
        adopted=True,
    )


def _summary(report: CheckReport) -> p.Section:
    looked = [result for result in report.results if result.verdict is not Verdict.NOT_VERIFIED]
    said = [swedish.NOTHING_LOOKED]
    if report.verified:
        tools = swedish.counted(len({item.validator for item in looked}), swedish.ONE_TOOL, swedish.TOOLS)
        files = swedish.counted(len({item.target.path for item in looked}), swedish.ONE_FILE, swedish.FILES)
        said = [swedish.LOOKED.format(tools=tools, files=files)]
    found = sum(1 for _ in report.findings())
    if found:
        said.append(swedish.counted(found, swedish.ONE_FOUND, swedish.FOUND))
    elif report.verified:
        said.append(swedish.NOTHING_FOUND)
    if report.unverified:
        said.append(swedish.counted(len(report.unverified), swedish.ONE_UNVERIFIED, swedish.UNVERIFIED))
    return section(
        "i-korthet",
        "summary",
        swedish.SUMMARY,
        paragraph("i-korthet-text", " ".join(said)),
        paragraph("i-korthet-resten", swedish.NOT_ALL),
    )


def _people() -> p.Section:
    items = ((paragraph(f"manniskor-fraga-{n}", said),) for n, said in enumerate(swedish.QUESTIONS, start=1))
    return section(
        "manniskor",
        "people",
        swedish.PEOPLE,
        paragraph("manniskor-om", swedish.PEOPLE_ABOUT),
        listing("manniskor-fragor", items),
    )


def _contact(origin: Origin) -> p.Section:
    details = contact_details(origin.contact) if origin.contact else ()
    said = swedish.CONTACT_PUBLISHER.format(publisher=origin.publisher) if origin.publisher else swedish.CONTACT_ANYBODY
    block = paragraph("kontakt-text", swedish.CONTACT_US, *details) if details else paragraph("kontakt-text", said)
    return section("kontakt", "contact", swedish.CONTACT, block)
