"""EPUBCheck, the conformance checker of the W3C for EPUB: every message that it has, also those on usage."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from progpipe.check.looking import EPUB, Reading, remedy, served
from progpipe.check.model import Finding, NotVerifiedError, Result, Target, Validator
from progpipe.check.processes import Answer
from progpipe.check.tools import java_home, python_package

NAME: Final = "EPUBCheck"
SERVER: Final = (sys.executable, "-m", "progpipe.check.servers.epubcheck")
# For this level EPUBCheck says that a rule was switched off: then it was not applied.
SUPPRESSED: Final = "SUPPRESSED"


def version() -> str:
    """The version of the package is EPUBCheck's."""
    python_package("jpype1", "jpype")
    java_home()
    return python_package("epubcheck", "epubcheck")


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One JVM for all books."""
    return served(NAME, version, targets, SERVER, read)


def read(answer: Answer) -> Reading:
    """Its messages. A report on another file, or one without the name of the checker, is none."""
    report = answer["report"]
    if report["checker"]["path"] != answer["path"]:
        raise NotVerifiedError(f"it reported on {report['checker']['path']!r}")
    messages = report["messages"]
    publication = report.get("publication") or {}
    if not messages and not publication.get("ePubVersion"):
        raise NotVerifiedError("it found no EPUB, and said nothing about that")
    standard = f"EPUB {publication.get('ePubVersion') or '3.3'}"
    return (standard,), [finding for message in messages for finding in _findings(message, str(answer["path"]))]


def _findings(message: Mapping[str, Any], file: str) -> Iterator[Finding]:
    code, level = str(message["ID"]), str(message["severity"])
    if level == SUPPRESSED:
        return
    text = str(message["message"]).replace(file, "the file")
    otherwise = f"Look up {code} in EPUBCheck's list of messages, and correct this place."
    advice = str(message.get("suggestion") or "") or remedy(NAME, code, otherwise)
    locations = message.get("locations") or [{}]
    for location in locations:
        yield Finding(
            code=code,
            level=level.lower(),
            message=text,
            place=_place(location, file),
            remedy=advice,
        )
    if more := int(message.get("additionalLocations") or 0):
        place = f"and in {more} more places"
        yield Finding(code=code, level=level.lower(), message=text, place=place, remedy=advice, count=more)


def _place(location: Mapping[str, Any], file: str) -> str:
    """A file in the book, with line and column where there are any; nothing for the whole book."""
    numbers = [str(location.get(key)) for key in ("line", "column") if int(location.get(key) or -1) > 0]
    path = str(location.get("path") or "").removeprefix(file)
    return ":".join([path, *numbers]).strip(":")


epubcheck = Validator(
    name=NAME,
    media_types=frozenset({EPUB}),
    about="Prövar att e-boken följer standarden EPUB 3.3, så att läsprogram kan visa den som den är tänkt.",
    version=version,
    look=look,
)
