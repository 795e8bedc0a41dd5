"""What the linter says about one edition of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from progpipe.compose import Requirement, compose
from progpipe.compose.requirement import Variety, nodes
from progpipe.editions import find_editions
from progpipe.errors import UsageError
from progpipe.lint.measures import Measures, Stretch, measure_sections, measure_text
from progpipe.lint.model import Level, Remark, Rule, Text
from progpipe.lint.text import read_text
from progpipe.load import load
from progpipe.model import Edition, Programme, Silence
from progpipe.plugins import Plugin, rules

UNUSED: Final = "L901"  # a silence that hits nothing; no rule, since only the report knows
RANK: Final = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The remarks on an edition, in reading order, and its numbers.

    `silenced` are the remarks that the source silences. `sections` are what is measured as one.
    """

    programme: str
    edition: str
    remarks: tuple[Remark, ...]
    silenced: tuple[Remark, ...]
    measures: Measures
    sections: tuple[Stretch, ...]

    @property
    def failed(self) -> bool:
        """Whether there is anything that must not be published so: a remark of the level `fel`."""
        return any(remark.level is Level.FEL for remark in self.remarks)


def lint(programme: Programme | Path | str, edition: Edition | str = "lattlast") -> Report:
    """Read an edition with every installed rule. What has no rendition yet is passed over.

    Raises `ValidationError` for a source with problems, `UsageError` for an edition that does not exist, and
    `MissingDependencyError` where a rule or the list of words cannot be loaded, `PluginError` for a rule that fails.
    """
    programme = programme if isinstance(programme, Programme) else load(programme)
    (chosen,) = find_editions(programme, [edition])
    text, variety = read(programme, chosen), _variety(programme, chosen)
    found = [remark for plugin in rules().values() for remark in _remarks(plugin, text)]
    kept, silenced, unused = _sift(found, _silences(programme, variety))
    return Report(
        programme=programme.id,
        edition=chosen.id,
        remarks=tuple(_in_order((*kept, *unused), text)),
        silenced=tuple(_in_order(silenced, text)),
        measures=measure_text(text),
        sections=measure_sections(text),
    )


def read(programme: Programme, edition: Edition) -> Text:
    """The text of an edition as the rules read it."""
    return read_text(compose(programme, edition, require=Requirement.NONE), _variety(programme, edition).tag)


def _variety(programme: Programme, edition: Edition) -> Variety:
    return Variety(tag=None if edition.variety in {None, programme.language} else edition.variety)


def _remarks(plugin: Plugin, text: Text) -> tuple[Remark, ...]:
    rule = _rule(plugin)
    with plugin.running():
        return tuple(rule(text))


def _rule(plugin: Plugin) -> Rule:
    found = plugin.load()
    if not isinstance(found, Rule):
        raise UsageError(
            f"the rule {plugin.name} of {plugin.distribution} {plugin.version} is no Rule: make it with "
            "progpipe.lint.model.rule, or remove it"
        )
    return found


def _in_order(remarks: Iterable[Remark], text: Text) -> list[Remark]:
    """The remarks as a reader comes to them; in one place the worst first."""
    places = {paragraph.pointer: place for place, paragraph in enumerate(text.paragraphs())}
    end = len(places)
    return sorted(
        remarks,
        key=lambda remark: (places.get(remark.pointer, end), remark.start, RANK[remark.level], remark.code, remark.end),
    )


# --- silences -----------------------------------------------------------------------------------

Silences = Mapping[tuple[str, str], Silence]  # by the id of the node and the code of the rule


def _silences(programme: Programme, variety: Variety) -> Silences:
    """Those of the text that is read: a rendition has its own, and the source's own text has those of its nodes."""
    found: dict[tuple[str, str], Silence] = {}
    for node, _ in nodes(programme):
        name = "" if isinstance(node, Programme) else node.id
        owner = variety.rendition(node) if variety.tag else node
        for silence in () if owner is None or isinstance(owner, Programme) else owner.lint:
            found.setdefault((name, silence.rule), silence)
    return found


def _sift(remarks: Sequence[Remark], silences: Silences) -> tuple[list[Remark], list[Remark], list[Remark]]:
    """The remarks that stand, those that are silenced, and one on each silence that hits nothing."""
    kept = [remark for remark in remarks if (remark.node, remark.code) not in silences]
    silenced = [remark for remark in remarks if (remark.node, remark.code) in silences]
    hit = {(remark.node, remark.code) for remark in silenced}
    return kept, silenced, list(_unused(silences, hit))


def _unused(silences: Silences, hit: set[tuple[str, str]]) -> Iterator[Remark]:
    for (node, code), silence in silences.items():
        if (node, code) not in hit:
            message = f"Regeln {code} har inget att anmärka på här. Ta bort undantaget ”{silence.reason}”."
            yield Remark(pointer=silence.pointer, node=node, message=message, code=UNUSED, level=Level.TIPS)
