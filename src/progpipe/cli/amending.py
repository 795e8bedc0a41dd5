"""`progpipe amend`: adopted amendments into the source, and the order paper."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from progpipe.amend import Amended, Amendments, amend, read_amendments
from progpipe.amend.page import order_paper
from progpipe.amend.targets import Target
from progpipe.cli.documents import require_document, write_document
from progpipe.cli.outcome import DONE, PROBLEMS, print_json, tell_problems
from progpipe.cli.printing import Printer
from progpipe.cli.sources import STDIN, Source, read, theme_of
from progpipe.errors import UsageError, ValidationError
from progpipe.files import replace_file


def amend_source(arguments: Namespace) -> int:
    """Apply the amendments, or list them."""
    if not arguments.output and not arguments.list:
        raise UsageError("say where the amended source goes (-o NEW.json), or ask for the order paper (--list)")
    files = [Path(name) for name in dict.fromkeys(arguments.output or ())]
    _require_names(files, paper=arguments.list)
    if arguments.source == STDIN:
        raise UsageError("the source must be a file")
    source, texts = read(arguments.source), {}
    if source.programme is None:
        tell_problems(source.problems, {source.file: source.text}, as_json=arguments.json)
        return PROBLEMS
    try:
        amendments, text = read_amendments(arguments.amendments)
        texts = {arguments.amendments: text}
        found = amend(source.programme, amendments, text=text, file=arguments.amendments)
    except ValidationError as error:
        tell_problems(error.problems, {source.file: source.text, **texts}, as_json=arguments.json)
        return PROBLEMS
    for path in files:
        if arguments.list:
            paper = order_paper(source.programme, amendments, found.targets)
            write_document(path, paper, source.programme, theme_of(arguments))
        else:
            replace_file(path, found.text.encode("utf-8"))
    _show(arguments, amendments, found, source)
    return DONE


def _require_names(files: Sequence[Path], *, paper: bool) -> None:
    for path in files:
        if paper:
            require_document(path)
        elif path.suffix.lower() != ".json":
            raise UsageError(f"{path}: an amended source is a JSON file; with --list the order paper goes into one")


def _show(arguments: Namespace, amendments: Amendments, found: Amended, source: Source) -> None:
    if arguments.json:
        print_json(_data(amendments, found, source))
        return
    printer = Printer(sys.stdout, {})
    for name in dict.fromkeys(arguments.output or ()):
        printer.line(name if arguments.list else f"{name}: {len(found.targets)} amendments applied")
    if arguments.output:
        return
    for line in _paper(amendments, found):
        printer.line(line)


def _data(amendments: Amendments, found: Amended, source: Source) -> dict[str, Any]:
    items = [
        {**asdict(target.amendment), "number": target.slot.number if target.slot else 0, "kind": str(target.kind)}
        for target in found.targets
    ]
    return {"source": source.file, "meeting": amendments.meeting, "amendments": items, "problems": []}


def _paper(amendments: Amendments, found: Amended) -> Iterator[str]:
    """Each amendment with the text before and after."""
    if amendments.meeting:
        yield amendments.meeting
        yield ""
    for number, target in enumerate(found.targets, start=1):
        item = target.amendment
        yield f"{number}. motion {item.motion}, {item.mover}: {item.action} {_about(target)}"
        if item.old:
            yield f"   before: {item.old}"
        if item.new:
            yield f"   after:  {item.new}"
        if item.after:
            yield f"   where:  {_where(target)}"


def _about(target: Target) -> str:
    slot = target.slot
    if slot is None:
        return f"a {target.kind}"
    return f"commitment {slot.number} ({slot.id})" if slot.number else f"the {slot.kind} in {slot.section}"


def _where(target: Target) -> str:
    if target.anchor:
        number = f"commitment {target.anchor.number}: " if target.anchor.number else ""
        return f"after {number}{target.anchor.text}"
    return f"first in {target.within.text}" if target.within else ""
