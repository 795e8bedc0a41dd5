"""Which part of the old version is which of the new one.

First by id, which is permanent; then by the very words; then by words that are mostly the same. What a part says
decides, not where it stands: a paragraph that was moved and corrected is still that paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final

from progpipe.diff.model import Part
from progpipe.diff.words import similarity, tokens

# Half of the words are the same, in their order: below that people see another text.
ALIKE: Final = 0.5
# In another section more must be the same: short texts are alike by chance.
ALIKE_ELSEWHERE: Final = 0.7
Pair = tuple[int, int]  # places in the old and in the new version


def match(old: Sequence[Part], new: Sequence[Part]) -> list[Pair]:
    """The places of the parts that are the same part, in the order of the new version."""
    found: dict[int, int] = {}  # new place to old place
    _by_key(old, new, found, lambda part: (part.kind, part.variety, part.id) if part.id else None)
    _by_key(old, new, found, lambda part: None if part.variety else (part.kind, part.section, part.source))
    _by_key(old, new, found, lambda part: None if part.variety else (part.kind, part.source))
    _by_likeness(old, new, found)
    return sorted(((there, here) for here, there in found.items()), key=lambda pair: pair[1])


def _by_key(
    old: Sequence[Part], new: Sequence[Part], found: dict[int, int], key: Callable[[Part], Hashable | None]
) -> None:
    """Pair parts with the same key, in their order. A key of None pairs with nothing."""
    known: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(_free(old, found.values())):
        if (name := key(old[place])) is not None:
            known[name].append(place)
    for place in _free(new, found):
        name = key(new[place])
        if name is not None and known.get(name):
            found[place] = known[name].pop()


def _free(parts: Sequence[Part], taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [place for place in range(len(parts)) if place not in known]


def _by_likeness(old: Sequence[Part], new: Sequence[Part], found: dict[int, int]) -> None:
    """Pair what is most alike first. Parts with an id in only one version are taken too: ids can be given anew."""
    scored = sorted(_scores(old, new, found), key=lambda score: (-score[0], score[2], score[1]))
    taken: set[int] = set()
    for _, there, here in scored:
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)


def _scores(old: Sequence[Part], new: Sequence[Part], found: dict[int, int]) -> Iterator[tuple[float, int, int]]:
    words = {place: _words(old[place]) for place in _free(old, found.values()) if _may_be_alike(old[place])}
    for here in _free(new, found):
        if not _may_be_alike(new[here]):
            continue
        mine = _words(new[here])
        for there, theirs in words.items():
            if old[there].kind is not new[here].kind or not _overlap(mine, theirs):
                continue
            score = similarity(theirs, mine)
            near = old[there].section == new[here].section
            if score >= (ALIKE if near else ALIKE_ELSEWHERE):
                yield score, there, here


def _may_be_alike(part: Part) -> bool:
    """A field has its name, and a rendition its node: nothing else is the same."""
    return not part.variety and part.kind != "field"


def _words(part: Part) -> list[str]:
    return [token.casefold() for token in tokens(part.text) if token[0].isalnum()]


def _overlap(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether enough words are common at all: this costs less than to compare their order."""
    return 2 * len(set(mine) & set(theirs)) >= ALIKE * min(len(set(mine)), len(set(theirs))) > 0
