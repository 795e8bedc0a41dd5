"""Each rule on the lines of its fixture, `rules/<name>.txt`: a person who does not program can add lines.

    hit: Kommunen ska «upphandla» mat.     the rule makes a remark on exactly what stands in « », for each of them
    fix: Kommunen ska köpa in mat.         the line above, with the rule's suggestions in place
    hit: En mening utan märken.            the rule makes a remark, wherever
    miss: Kommunen ska köpa in mat.        the rule makes none
    hit*40: En kort mening.                the same for a text in which the line stands forty times
    glossary: LOV = lagen om valfrihet     from here on this is in the glossary: `term, form, form = expansion`

`|` is a break of the author's, `#` begins a remark.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from texts import entry, text_of

from progpipe.lint.model import Remark, Rule
from progpipe.plugins import rules
from progpipe.publication import Definition

FIXTURES = Path(__file__).parent / "rules"
MARKED = re.compile("«([^»]*)»")


class Case(NamedTuple):
    rule: str
    kind: str
    line: str
    fixed: str | None
    glossary: tuple[Definition, ...]


def cases(file: Path) -> list[Case]:
    found: list[Case] = []
    glossary: tuple[Definition, ...] = ()
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, _, rest = (part.strip() for part in line.partition(":"))
        if not line.strip() or line.startswith("#"):
            continue
        if kind == "glossary":
            glossary = (*glossary, entry(rest))
        elif kind == "fix":
            found[-1] = found[-1]._replace(fixed=rest)
        else:
            kind, _, times = kind.partition("*")
            assert kind in {"hit", "miss"}, f"{file.name}: {line}"
            found.append(Case(file.stem, kind, " ".join([rest] * int(times or 1)), None, glossary))
    return found


CASES = [case for file in sorted(FIXTURES.glob("*.txt")) for case in cases(file)]


def rule(name: str) -> Rule:
    found = rules()[name].load()
    assert isinstance(found, Rule)
    return found


def remarks(case: Case) -> list[Remark]:
    return list(rule(case.rule)(text_of(MARKED.sub(r"\1", case.line), glossary=case.glossary)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.kind}: {case.line[:60]}")
def test_hits_and_misses(case: Case) -> None:
    found = remarks(case)
    if case.kind == "miss":
        assert not found, [remark.text for remark in found]
        return
    assert found
    marked = MARKED.findall(case.line.replace("|", "\n"))
    if marked:
        assert sorted(remark.text for remark in found) == sorted(marked)
    if case.fixed is not None:
        assert fixed(MARKED.sub(r"\1", case.line.replace("|", "\n")), found) == case.fixed.replace("|", "\n")


def fixed(line: str, found: list[Remark]) -> str:
    for remark in sorted(found, key=lambda remark: -remark.start):
        assert line[remark.start : remark.end] == remark.text
        if remark.suggestion is not None:
            line = line[: remark.start] + remark.suggestion + line[remark.end :]
    return line


@pytest.mark.parametrize("name", sorted(rules()))
def test_every_rule_has_hits_and_misses(name: str) -> None:
    kinds = {case.kind for case in CASES if case.rule == name}
    assert kinds == {"hit", "miss"}


@pytest.mark.parametrize("name", sorted(rules()))
def test_on_other_editions_every_remark_is_a_tip(name: str) -> None:
    lines = [MARKED.sub(r"\1", case.line) for case in CASES if case.rule == name]
    assert {remark.level for remark in rule(name)(text_of(*lines, easy_read=False))} <= {"tips"}
