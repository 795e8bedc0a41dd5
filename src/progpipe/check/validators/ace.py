"""Ace by DAISY: the machine-testable part of EPUB Accessibility 1.1, in each document of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from progpipe.check.looking import EPUB, Reading, remedy, served
from progpipe.check.model import Finding, NotVerifiedError, Result, Target, Validator
from progpipe.check.processes import Answer
from progpipe.check.tools import chromium, node, node_modules, npm_package

NAME: Final = "Ace by DAISY"
SCRIPT: Final = Path(__file__).parent.parent / "node" / "ace.mjs"
STANDARDS: Final = ("EPUB Accessibility 1.1", "WCAG 2.2")
# Ace's report on metadata has more than its assertions. It also lists what only a book has that somebody has
# evaluated (EPUB Accessibility 1.1, section 2.4): a book that claims nothing of the kind is honest, and lacks nothing.
EVALUATION: Final = frozenset(
    {"a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport", "dcterms:conformsTo"}
)
METADATA: Final = {
    "missing": "The package document lacks the accessibility metadata {name}.",
    "empty": "The accessibility metadata {name} is empty.",
}


def version() -> str:
    """The version of Ace. It runs in Node, with axe-core in the system's Chromium."""
    npm_package("@daisy/ace-axe-runner-puppeteer")
    found = npm_package("@daisy/ace-core")
    node()
    chromium()
    return found


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One process for all books."""
    variables = {
        "PROGPIPE_NODE_MODULES": str(node_modules().resolve()),
        "PUPPETEER_EXECUTABLE_PATH": chromium(),
        "ACE_TIMEOUT_INITIAL": "60000",  # milliseconds until the browser has started, on a busy machine
        "ACE_TIMEOUT_EXTENSION": "120000",  # for each document
    }
    return served(NAME, version, targets, (node(), SCRIPT), read, variables)


def read(answer: Answer) -> Reading:
    """Violations of every impact, and metadata that is missing or empty."""
    if fault := answer.get("unreadable"):
        text = f"The file cannot be read as an EPUB: {fault}"
        advice = remedy(NAME, "unreadable", "Make the book again; EPUBCheck says more.")
        return STANDARDS, [Finding(code="unreadable", level="critical", message=text, remedy=advice)]
    if PurePosixPath(str(answer["subject"])).name != Path(answer["path"]).name:
        raise NotVerifiedError(f"it reported on {answer['subject']!r}")
    found = [*_assertions(answer["assertions"], ""), *_metadata(answer["metadata"])]
    if (answer["outcome"] == "pass") is bool([item for item in found if item.level != "metadata"]):
        raise NotVerifiedError("it contradicts itself")
    return STANDARDS, found


def _assertions(assertions: Sequence[Mapping[str, Any]], document: str) -> Iterator[Finding]:
    """Assertions on a document hold those on its elements."""
    for assertion in assertions:
        if "assertions" in assertion:
            subject = assertion.get("earl:testSubject") or {}
            yield from _assertions(assertion["assertions"], str(subject.get("url") or document))
        else:
            yield _violation(assertion, document)


def _violation(assertion: Mapping[str, Any], document: str) -> Finding:
    test, result = assertion["earl:test"], assertion["earl:result"]
    code, pointer = str(test["dct:title"]), result.get("earl:pointer") or {}
    css = [str(selector) for selector in pointer.get("css") or ()]
    message = " ".join(str(result.get("dct:description") or test.get("dct:description") or code).split())
    otherwise = str((test.get("help") or {}).get("dct:description") or message)
    return Finding(
        code=code,
        level=str(test["earl:impact"]),
        message=re.sub(r"\s+", " ", message)[:500],
        place=" ".join([document, *css]).strip(),
        remedy=remedy(NAME, code, re.sub(r"\s+", " ", otherwise)),
    )


def _metadata(metadata: Mapping[str, Any]) -> Iterator[Finding]:
    for kind, message in METADATA.items():
        for name in metadata[kind]:
            if kind == "missing" and name in EVALUATION:
                continue
            yield Finding(
                code=f"metadata-{kind}",
                level="metadata",
                message=message.format(name=name),
                place="package document",
                remedy=f"Say it in a meta element of the package document: {name} (EPUB Accessibility 1.1, 2.2).",
            )


ace = Validator(
    name=NAME,
    media_types=frozenset({EPUB}),
    about="Prövar att e-boken uppfyller det som en maskin kan pröva i EPUB Accessibility 1.1 och WCAG 2.2.",
    version=version,
    look=look,
)
