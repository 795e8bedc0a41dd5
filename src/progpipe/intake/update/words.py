"""What a part of a source says, so that two that say the same are one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from progpipe.inline import parse_inline
from progpipe.intake.update.model import Json
from progpipe.publication import Emphasis, Inlines, Language, Reference, Strong, plain_text
from progpipe.stages.typography import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Says what parts say. `titles` are those of sections by their ids, `images` what is in images by their names."""

    titles: Mapping[str, str]
    images: Mapping[str, bytes]

    def say(self, value: Any) -> str:
        """What a text or a block says, without markup."""
        return "\n".join(plain(parse_inline(text), self.titles) for text in strings(value))

    def image(self, name: str) -> str:
        """What stands for an image: the same for two files with the same content."""
        return hashlib.sha256(self.images.get(name, name.encode())).hexdigest()

    def all_of(self, value: Json) -> str:
        """All that a block or a commitment says, as one compares it."""
        if value.get("type") == "figure":
            words = (value.get(name, "") for name in ("alternative", "caption"))
            return normal("\n".join((self.image(value["image"]), *words)))
        return normal(self.say(value.get("text", value)))


def ids(value: Any) -> set[str]:
    """Every id that a source gives."""
    if isinstance(value, list):
        return {name for item in value for name in ids(item)}
    if not isinstance(value, dict):
        return set()
    own = {value["id"]} if isinstance(value.get("id"), str) else set()
    return own | {name for item in value.values() for name in ids(item)}


def walk(sections: Iterable[Json]) -> Iterator[Json]:
    """Every section, also those in sections."""
    for section in sections:
        yield section
        yield from walk(section.get("sections", ()))


def strings(value: Any) -> Iterator[str]:
    """The texts of a block, or of any part, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in {"type", "id", "image", "renditions", "lint", "related"}:
                yield from strings(item)


def plain(line: Inlines, titles: Mapping[str, str]) -> str:
    """The words of a line; a link without words of its own gets those of the title that it leads to."""
    found = []
    for node in line:
        if isinstance(node, Reference) and not node.children:
            found.append(titles.get(node.target, ""))
        elif isinstance(node, Emphasis | Strong | Language):
            found.append(plain(node.children, titles))
        else:
            found.append(plain_text(node))
    return "".join(found)


def normal(text: str) -> str:
    """The text as typesetting leaves it, with plain spaces: two texts that readers cannot tell apart are one."""
    return " ".join(typeset(" ".join(text.split())).split())
