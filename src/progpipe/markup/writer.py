"""What differs between the media that share one XHTML markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace

from progpipe import publication as p


def _in_this_document(target: str) -> str:
    return f"#{target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """The page of the same text for another reader; its sections have the same ids."""

    page: str
    language: str
    easy_read: bool
    sections: Set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What differs between media.

    `address` gives the link to an id, `image` the address of a resource. `level` is the heading
    level of the section at hand, 1 to 6; `top` says that the section is a landmark of its document.
    `permalinks` puts a link to itself at each commitment;
    `scroll` lets a wide table scroll inside its own region (WCAG 2.2, 1.4.10). `reflows` says that the reader
    chooses the width and the size of type, so that phrase breaks may yield; where it is false, a newline in the text
    ends the line (`white-space: pre-line`). `counterpart` is what the sections
    link to. `easy_read` chooses the words that are ours.
    """

    address: Callable[[str], str] = _in_this_document
    image: Callable[[p.Resource], str]
    resources: Mapping[str, p.Resource]
    level: int = 2
    top: bool = True
    permalinks: bool = False
    scroll: bool = False
    reflows: bool = False
    counterpart: Counterpart | None = None
    easy_read: bool = False

    def deeper(self) -> Writer:
        """The writer for the sections inside this one."""
        return replace(self, level=self.level + 1, top=False)
