"""axe-core in Chromium: WCAG 2.2 A, AA and AAA and best practices, in every way that people look at a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from progpipe.check.looking import HTML, XHTML, Reading, remedy, result
from progpipe.check.model import Finding, NotVerifiedError, Result, Target, Validator
from progpipe.check.processes import Answer, answers
from progpipe.check.tools import chromium, node, node_modules, npm_package

NAME: Final = "axe-core"
SCRIPT: Final = Path(__file__).parent.parent / "node" / "axe.mjs"
MODES: Final = ("desktop", "320 px", "dark", "forced colours", "text spacing", "text spacing at 320 px")
STANDARDS: Final = ("WCAG 2.2 A, AA and AAA",)
# What axe could not decide itself. It is told, never hidden: somebody must look, or the page must be made plainer.
UNDECIDED: Final = "incomplete"


def version() -> str:
    """The version of axe-core. Playwright leads the system's Chromium."""
    npm_package("playwright-core")
    found = npm_package("axe-core")
    node()
    chromium()
    return found


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One browser for all pages. They stay where they are: style sheets and pictures lie beside them."""
    variables = {"PROGPIPE_NODE_MODULES": str(node_modules().resolve()), "CHROMIUM": chromium()}
    said = answers((node(), SCRIPT), [target.path.resolve() for target in targets], variables)
    for target, answer in zip(targets, said, strict=True):
        yield result(NAME, version, target, answer, read)


def read(answer: Answer) -> Reading:
    """What was found, each thing once, with the modes that it was found in."""
    modes = {str(mode["name"]): mode for mode in answer["modes"]}
    if tuple(modes) != MODES:
        raise NotVerifiedError(f"it looked at the page in these modes only: {', '.join(modes) or 'none'}")
    found: defaultdict[Finding, list[str]] = defaultdict(list)
    for name, mode in modes.items():
        _looked(mode, str(answer["url"]))
        for finding in _findings(mode):
            if name not in found[finding]:
                found[finding].append(name)
    return STANDARDS, [_in_modes(finding, names) for finding, names in found.items()]


def _looked(mode: Mapping[str, Any], url: str) -> None:
    """That this page was looked at, and that axe ran: an empty result is not a pass."""
    if str(mode["url"]).partition("#")[0] != url:
        raise NotVerifiedError(f"the browser was at {mode['url']!r} instead")
    if not mode["passes"] and not mode["violations"]:
        raise NotVerifiedError(f"axe tried no rule in the mode {mode['name']}")


def _in_modes(finding: Finding, modes: Sequence[str]) -> Finding:
    where = "" if tuple(modes) == MODES else f"({', '.join(modes)})"
    return replace(finding, place=f"{finding.place} {where}".strip())


def _findings(mode: Mapping[str, Any]) -> Iterator[Finding]:
    for rule in mode["violations"]:
        yield from _rule(rule, str(rule["impact"] or "violation"))
    for rule in mode["incomplete"]:
        yield from _rule(rule, UNDECIDED)
    if "320" in mode["name"] and mode["wide"] > 0:
        yield _ours("reflow", f"The page is {mode['wide']} pixels wider than a window of 320 pixels (WCAG 1.4.10).")
    if "spacing" in mode["name"]:
        for place in mode["cut"]:
            yield _ours("text-cut-off", "Text is cut off with the spacing of WCAG 1.4.12.", str(place))
    for trouble in mode["troubles"]:
        yield _ours(str(trouble["code"]), str(trouble["message"]))


def _rule(rule: Mapping[str, Any], level: str) -> Iterable[Finding]:
    code = str(rule["id"])
    nodes = rule["nodes"]
    if not nodes:
        raise NotVerifiedError(f"axe names no element for {code}")
    for node_ in nodes:
        why = "; ".join(str(text) for text in node_["why"])
        place = " ".join(str(selector) for selector in node_["target"])
        advice = remedy(NAME, code, f"{rule['help']}: {rule['helpUrl']}")
        yield Finding(code=code, level=level, message=f"{rule['help']}. {why}".strip(), place=place, remedy=advice)


def _ours(code: str, message: str, place: str = "") -> Finding:
    return Finding(code=code, level="serious", message=message, place=place, remedy=remedy(NAME, code, message))


axe = Validator(
    name=NAME,
    media_types=frozenset({HTML, XHTML}),
    about="Prövar att webbsidan uppfyller det som en maskin kan pröva i WCAG 2.2 (A, AA och AAA): på dator, i mobil, "
    "i mörkt läge, med egna färger och med större avstånd i texten.",
    version=version,
    look=look,
)
