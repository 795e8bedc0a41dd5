"""The Nu Html Checker: whether a page is valid HTML, with its warnings and notes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from progpipe.check.looking import HTML, XHTML, Reading, copies, remedy, result
from progpipe.check.model import Finding, NotVerifiedError, Result, Target, Validator
from progpipe.check.processes import Answer, NoAnswer, run
from progpipe.check.tools import java, java_home, node_modules, npm_package

NAME: Final = "Nu Html Checker"
STANDARDS: Final = ("HTML Living Standard",)
OPTIONS: Final = ("--format", "json", "--stdout", "--exit-zero-always")
# It says nothing of a page without faults. So a page that has one goes last: where it is not named, not all was read.
CANARY: Final = "<!DOCTYPE html><html lang=en><title>canary</title><blink>canary</blink>"


def version() -> str:
    """The version of the npm package is that of the checker in it."""
    java_home()
    return npm_package("vnu-jar")


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One JVM for all pages; a page that breaks it costs only itself."""
    with copies(targets) as made:
        paths = [path for path in made.values() if isinstance(path, Path)]
        said: Mapping[Path, Answer] = {}
        with suppress(NotVerifiedError):  # then each page alone says whose fault it is
            said = _answers(paths) if paths else {}
        for target, path in made.items():
            answer = path if isinstance(path, NoAnswer) else said.get(path) or _alone(path)
            yield result(NAME, version, target, answer, read)


def _alone(path: Path) -> Answer | NoAnswer:
    try:
        return _answers([path])[path]
    except NotVerifiedError as error:
        return NoAnswer(str(error))


def _answers(paths: Sequence[Path]) -> Mapping[Path, Answer]:
    """The messages for each page."""
    canary = paths[0].parent / "canary.html"
    canary.write_text(CANARY, encoding="utf-8")
    jar = node_modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command: tuple[str | Path, ...] = (java(), "-Xss8m", "-Xmx2g", "-jar", jar, *OPTIONS, *paths, canary)
    messages = parse(run(command, {}))
    by_url: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for message in messages:
        by_url[str(message.get("url", ""))].append(message)
    known = {_url(path): path for path in (*paths, canary)}
    if strange := [message for url in by_url.keys() - known.keys() for message in by_url[url]]:
        raise NotVerifiedError(f"it failed: {strange[0].get('message')}")
    if not by_url[_url(canary)]:
        raise NotVerifiedError("it did not read all the pages that it was given")
    return {path: {"path": str(path), "messages": by_url[_url(path)]} for path in paths}


def _url(path: Path) -> str:
    return f"file:{path}"


def parse(said: bytes) -> Sequence[Mapping[str, Any]]:
    """Its messages. Whatever else it prints is no judgement."""
    try:
        messages = json.loads(said)["messages"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotVerifiedError(f"it printed something else than its report: {said[:200]!r}") from None
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        raise NotVerifiedError("its report has no messages in it")
    return messages


def read(answer: Answer) -> Reading:
    """Errors, warnings and notes. `non-document-error` is about the checker, not about the page."""
    messages = answer["messages"]
    if not isinstance(messages, list):
        raise NotVerifiedError("its report has no messages in it")
    if broken := [message for message in messages if message["type"] == "non-document-error"]:
        raise NotVerifiedError(f"it failed: {broken[0].get('message')}")
    return STANDARDS, [_finding(message) for message in messages]


def _finding(message: Mapping[str, Any]) -> Finding:
    level, text = str(message.get("subType") or message["type"]), str(message["message"])
    code = f"html-{message['type']}" if level == message["type"] else f"html-{level}"
    line, column = message.get("lastLine"), message.get("firstColumn") or message.get("lastColumn")
    place = f"line {line}, column {column}" if line else ""
    return Finding(code=code, level=level, message=text, place=place, remedy=remedy(NAME, text, GENERAL))


GENERAL: Final = "Change the markup so that it keeps the HTML Living Standard."

nu = Validator(
    name=NAME,
    media_types=frozenset({HTML, XHTML}),
    about="Prövar att webbsidan är skriven enligt standarden HTML, så att webbläsare och hjälpmedel tolkar den lika.",
    version=version,
    look=look,
)
