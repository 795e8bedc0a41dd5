"""`progpipe amend`: adopted amendments into the source, and the order paper."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from progpipe.amend import Amended, Amendments
from progpipe.amend.page import order_paper
from progpipe.amend.slots import WHOLE, Kind
from progpipe.amend.targets import Target
from progpipe.amend.texts import texts
from progpipe.cli.documents import require_document
from progpipe.cli.outcome import DONE, PROBLEMS, print_json
from progpipe.cli.papers import amended, outputs, say, tell_broken, write_papers
from progpipe.cli.sources import STDIN, Source, read
from progpipe.errors import UsageError
from progpipe.files import replace_file
from progpipe.model import Programme


def amend_source(arguments: Namespace) -> int:
    """Apply the amendments, or list them."""
    if not arguments.output and not arguments.list:
        raise UsageError("say where the amended source goes (-o NEW.json), or ask for the order paper (--list)")
    files = outputs(arguments, require_document if arguments.list else _require_source)
    if arguments.source == STDIN:
        raise UsageError("the source must be a file")
    _require_other(files, Path(arguments.amendments))
    source = read(arguments.source)
    if source.programme is None:
        tell_broken([source], as_json=arguments.json)
        return PROBLEMS
    made = amended(source, arguments.amendments, as_json=arguments.json)
    if made is None:
        return PROBLEMS
    amendments, found = made
    if arguments.list:
        write_papers(files, order_paper(source.programme, amendments, found), source.programme, arguments)
    else:
        for path in files:
            replace_file(path, found.text.encode("utf-8"))
    _show(arguments, amendments, found, source)
    return DONE


def _require_source(path: Path) -> None:
    if path.suffix.lower() != ".json":
        raise UsageError(f"{path}: an amended source is a JSON file; with --list the order paper goes into one")


def _require_other(files: Sequence[Path], amendments: Path) -> None:
    """The source may be replaced by the amended one; the amendments are what the meeting decided."""
    for path in files:
        if path.exists() and amendments.exists() and path.samefile(amendments):
            raise UsageError(f"{path}: these are the amendments themselves; name another file")


def _show(arguments: Namespace, amendments: Amendments, found: Amended, source: Source) -> None:
    if arguments.json:
        print_json(_data(amendments, found, source))
    elif arguments.output:
        names = dict.fromkeys(arguments.output)
        count = len(found.targets)
        applied = f"{count} amendment{'' if count == 1 else 's'} applied"
        say(name if arguments.list else f"{name}: {applied}" for name in names)
    elif source.programme:
        say(_paper(source.programme, amendments, found))


def _data(amendments: Amendments, found: Amended, source: Source) -> dict[str, Any]:
    items = [
        {**_item(target), "number": target.slot.number if target.slot else 0, "kind": str(target.kind)}
        for target in found.targets
    ]
    return {"source": source.file, "meeting": amendments.meeting, "amendments": items, "problems": []}


def _item(target: Target) -> dict[str, Any]:
    """The amendment as its file has it: `new` is a text or a thing."""
    item = asdict(target.amendment)
    thing = item.pop("thing")
    return item if thing is None else {**item, "new": thing}


def _paper(programme: Programme, amendments: Amendments, found: Amended) -> Iterator[str]:
    """Each amendment with the text before and after."""
    if amendments.meeting:
        yield amendments.meeting
        yield ""
    for number, (target, said) in enumerate(zip(found.targets, texts(programme, found), strict=True), start=1):
        item = target.amendment
        yield f"{number}. motion {item.motion}, {item.mover}: {item.action} {_about(target)}"
        if said.old:
            yield from _lines("before:", said.old)
        if said.new and said.new != said.old:
            yield from _lines("after: ", said.new)
        for key, text in item.notes.items():
            yield f"   note:   {key}: {text}"
        if item.after:
            yield f"   where:  {_where(target)}"


def _lines(name: str, text: str) -> Iterator[str]:
    first, *others = text.split("\n")
    yield f"   {name} {first}"
    yield from (f"           {line}" for line in others)


def _about(target: Target) -> str:
    slot = target.slot
    if slot is None:
        return f"a {target.kind}"
    if slot.number:
        return f"commitment {slot.number} ({slot.id})"
    if slot.kind is Kind.SECTION:
        return f"the section {slot.id}, all of it"
    whole = ", all of it" if slot.kind in WHOLE else ""
    return f"the {slot.kind} in {slot.section}{whole}" if slot.section else f"the {slot.kind}{whole}"


def _where(target: Target) -> str:
    if target.anchor:
        number = f"commitment {target.anchor.number}: " if target.anchor.number else ""
        return f"after {number}{target.anchor.text}"
    return f"first in {target.within.text}" if target.within else ""
