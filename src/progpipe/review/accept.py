"""Saying that renditions fit their texts as these are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from progpipe.compose import Standing, nodes
from progpipe.errors import UsageError
from progpipe.load.editing import at, editable, written
from progpipe.model import Programme, RenditionStatus
from progpipe.review.pairs import Pair, pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """The source with new bases, as a file has it, and what each of the nodes was before."""

    before: Mapping[str, Standing]
    text: str


def accept(programme: Programme, tag: str, ids: Sequence[str]) -> Acceptance:
    """The source where these renditions have the basis of the text as it is now, and are drafts without a review.

    Raises `UsageError` for an id that does not exist or has no rendition in the variety; nothing is changed then.
    """
    found = list(pairs(programme, tag))
    _require(programme, ids, found, tag)
    chosen = [pair for pair in found if pair.id in ids]
    source = editable(programme)
    for pair in chosen:
        rendition = at(source, pair.pointer)["renditions"][tag]
        rendition.pop("review", None)
        rendition.update(status=str(RenditionStatus.DRAFT), basis=pair.basis)
    return Acceptance(before={pair.id: pair.standing for pair in chosen}, text=written(source))


def _require(programme: Programme, ids: Iterable[str], found: Iterable[Pair], tag: str) -> None:
    known, every = [pair.id for pair in found], [node.id for node, _ in nodes(programme)]
    faults = [_fault(name, known, every, tag) for name in dict.fromkeys(ids) if name not in known]
    if faults:
        raise UsageError("\n".join(faults))


def _fault(name: str, known: Sequence[str], every: Sequence[str], tag: str) -> str:
    if name in every:
        return f"{name!r} has no rendition in {tag} yet: write one first"
    close = get_close_matches(name, known, n=1)
    guess = f" Did you mean {close[0]}?" if close else ""
    return f"there is no section, commitment or glossary entry with the id {name!r}.{guess}"
