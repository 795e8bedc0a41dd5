"""A corrected document into a source that is there: what it says is new, everything else is kept.

Parts are matched by what they say, not by where they stand. A part that says the same keeps its very text, so that
what typesetting did to it in the document (a dash, a no-break space) changes nothing and makes no rendition stale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from progpipe.diff.match import match
from progpipe.diff.model import Kind, Part
from progpipe.errors import Problem
from progpipe.inline import parse_inline
from progpipe.intake import said
from progpipe.publication import Emphasis, Inlines, Language, Reference, Strong, plain_text
from progpipe.stages.typography import typeset

Json = dict[str, Any]
LINK: Final = re.compile(r"\]\(<?#([a-z0-9-]+)>?\)")
NOTE: Final = re.compile(r"\[\^([a-z0-9-]+)\]")
KEPT: Final = ("renditions", "lint")


class State(StrEnum):
    """What became of a part."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A section or a commitment, and its match. `before` is empty for a new one, `after` for one that is gone."""

    kind: str
    id: str
    state: State
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """The JSON of the new source, what was matched with what, and what is to be said."""

    value: Json
    matches: tuple[Matched, ...]
    problems: tuple[Problem, ...]


def update(old: Json, new: Json, old_images: Mapping[str, bytes], new_images: Mapping[str, bytes]) -> Updated:
    """`new`, with the ids, renditions and all else of `old` that a document cannot know."""
    return _Update(old, new, old_images, new_images).made()


def ids(value: Any) -> set[str]:
    """Every id that a source gives."""
    if isinstance(value, list):
        return {name for item in value for name in ids(item)}
    if not isinstance(value, dict):
        return set()
    own = {value["id"]} if isinstance(value.get("id"), str) else set()
    return own | {name for item in value.values() for name in ids(item)}


@dataclass(frozen=True, slots=True)
class _Found:
    """A part with its JSON. `words` is all that it says, as one compares it."""

    part: Part
    value: Any
    words: str


class _Update:
    def __init__(self, old: Json, new: Json, old_images: Mapping[str, bytes], new_images: Mapping[str, bytes]) -> None:
        self._old, self._new = old, new
        self._images = {**old_images, **new_images}
        self._titles = {section["id"]: section["title"] for section in _walk(old["sections"])}
        self._before: dict[int, _Found] = {}  # by the identity of the new JSON
        self._ids: dict[str, str] = {}
        self._gone: list[_Found] = []
        self._matches: list[Matched] = []

    def made(self) -> Updated:
        self._match()
        sections = [self._section(section) for section in self._new["sections"]]
        # Only a title is surely what the document says; what else stands in both is the old source's to say.
        value = {**self._new, **self._old, "sections": sections}
        if "title" in self._new and _normal(self._new["title"]) != _normal(self._old.get("title", "")):
            value["title"] = self._new["title"]
        if "glossary" not in self._old:
            value.pop("glossary", None)
        known = ids(value)
        for section in _walk(sections):
            for promise in section.get("commitments", ()):
                related = [name for name in promise.get("related", ()) if name in known]
                promise.pop("related", None)
                promise.update({"related": related} if related else {})
        problems = [said.gone(str(found.part.kind), found.part.id, found.part.text) for found in self._gone]
        gone = [
            Matched(kind=str(found.part.kind), id=found.part.id, state=State.GONE, before=found.part.text)
            for found in self._gone
        ]
        return Updated(value=value, matches=(*self._matches, *gone), problems=tuple(problems))

    # --- what is what -------------------------------------------------------------------------

    def _match(self) -> None:
        before, after = list(self._parts(self._old)), list(self._parts(self._new))
        self._pair(
            [f for f in before if f.part.kind is Kind.SECTION], [f for f in after if f.part.kind is Kind.SECTION]
        )
        rest = [f for f in after if f.part.kind is not Kind.SECTION]
        here = [replace(f.part, section=self._ids.get(f.part.section, f.part.section)) for f in rest]
        moved = [_Found(part, f.value, f.words) for part, f in zip(here, rest, strict=True)]
        self._pair([f for f in before if f.part.kind is not Kind.SECTION], moved)
        paired = {id(found.value) for found in self._before.values()}
        told = {Kind.SECTION, Kind.COMMITMENT}
        self._gone = [f for f in before if f.part.kind in told and id(f.value) not in paired]

    def _pair(self, before: list[_Found], after: list[_Found]) -> None:
        unnamed = [replace(found.part, id="") for found in after]
        for there, here in match([replace(found.part, id="") for found in before], unnamed):
            self._before[id(after[here].value)] = before[there]
            if isinstance(after[here].value, dict) and "id" in after[here].value and before[there].part.id:
                self._ids[after[here].value["id"]] = before[there].part.id

    def _parts(self, programme: Json) -> Iterator[_Found]:
        for section in _walk(programme["sections"]):
            name = section["id"]
            yield self._found(Kind.SECTION, section, name, "", section["title"])
            for block in section.get("blocks", ()):
                kind = Kind(block["type"])
                words = self._image(block["image"]) if kind is Kind.FIGURE else self._say(block)
                yield self._found(kind, block, name, block.get("id", ""), words)
            for promise in section.get("commitments", ()):
                yield self._found(Kind.COMMITMENT, promise, name, promise["id"], self._say(promise["text"]))

    def _found(self, kind: Kind, value: Json, section: str, name: str, text: str) -> _Found:
        text = _normal(text)
        identifier = section if kind is Kind.SECTION else name
        part = Part(
            kind=kind,
            id=identifier,
            section="" if kind is Kind.SECTION else section,
            pointer="",
            text=text,
            source=text,
        )
        return _Found(part, value, self._all_words(value) if kind is not Kind.SECTION else text)

    def _image(self, name: str) -> str:
        return hashlib.sha256(self._images.get(name, name.encode())).hexdigest()

    def _all_words(self, value: Json) -> str:
        if value.get("type") == "figure":
            said_ = [self._image(value["image"]), value.get("alternative", ""), value.get("caption", "")]
            return _normal("\n".join(said_))
        return _normal(self._say(value.get("text", value)))

    # --- what is written ----------------------------------------------------------------------

    def _section(self, section: Json) -> Json:
        old = self._before.get(id(section))
        before: Json = old.value if old else {}
        same = bool(old) and _normal(before["title"]) == _normal(section["title"])
        self._tell("section", section["id"], section["title"], before.get("id", ""), before.get("title", ""), same=same)
        made: Json = {"id": before.get("id", section["id"]), "type": before.get("type", section["type"])}
        made["title"] = before["title"] if same else section["title"]
        keys = self._keys(section.get("notes", {}), before.get("notes", {}))
        blocks = [self._block(block, keys) for block in section.get("blocks", ())]
        promises = [self._promise(promise, keys) for promise in section.get("commitments", ())]
        made |= {"blocks": blocks} if blocks else {}
        made |= {"commitments": promises} if promises else {}
        notes = self._notes(section, before, keys, {"blocks": blocks, "commitments": promises})
        made |= {"notes": notes} if notes else {}
        made |= {name: before[name] for name in KEPT if name in before}
        children = [self._section(child) for child in section.get("sections", ())]
        return {**made, **({"sections": children} if children else {})}

    def _notes(self, section: Json, before: Json, keys: Mapping[str, str], texts: Json) -> dict[str, str]:
        notes: dict[str, str] = dict(before.get("notes", {}))
        for key, text in section.get("notes", {}).items():
            mine = keys[key]
            if mine not in notes or _normal(self._say(notes[mine])) != _normal(self._say(text)):
                notes[mine] = self._relinked(text, keys)
        used = {key for text in _strings(texts) for key in NOTE.findall(text)}
        return {key: text for key, text in notes.items() if key in used}

    def _block(self, block: Json, keys: Mapping[str, str]) -> Json:
        old = self._before.get(id(block))
        if old and (old.words == self._all_words(block) or self._lacks_only_words(block, old.value)):
            return dict(old.value)
        made: Json = self._relinked(block, keys)
        if old and old.part.kind is Kind.FIGURE and self._image(old.value["image"]) == self._image(block["image"]):
            made["image"] = old.value["image"]  # only its words are new: no second file of the same picture
        name = old.part.id if old else ""
        if name:
            kind = made.pop("type")
            made.pop("id", None)
            made = {"type": kind, "id": name, **made}
        return made

    def _lacks_only_words(self, block: Json, before: Json) -> bool:
        """Whether a figure is the same one, and the document only does not say what it shows."""
        figure = block["type"] == before["type"] == "figure"
        return (
            figure
            and not block.get("alternative")
            and _normal(block.get("caption", "")) in {"", _normal(before.get("caption", ""))}
        )

    def _promise(self, promise: Json, keys: Mapping[str, str]) -> Json:
        old = self._before.get(id(promise))
        before: Json = old.value if old else {}
        same = bool(old) and _normal(self._say(before["text"])) == _normal(self._say(promise["text"]))
        plain = self._say(promise["text"])
        self._tell(
            "commitment", promise["id"], plain, before.get("id", ""), self._say(before.get("text", "")), same=same
        )
        made: Json = {"id": before.get("id", promise["id"])}
        made["text"] = before["text"] if same else self._relinked(promise["text"], keys)
        if related := before.get("related") or [self._ids.get(name, name) for name in promise.get("related", ())]:
            made["related"] = list(related)
        return {**made, **{name: before[name] for name in KEPT if name in before}}

    def _relinked(self, value: Any, keys: Mapping[str, str]) -> Any:
        """A text or a block with the ids and the keys of notes that the old source has."""
        if isinstance(value, str):
            text = LINK.sub(lambda found: f"](#{self._ids.get(found[1], found[1])})", value)
            return NOTE.sub(lambda found: f"[^{keys.get(found[1], found[1])}]", text)
        if isinstance(value, list):
            return [self._relinked(item, keys) for item in value]
        if isinstance(value, dict):
            return {
                name: item if name in {"type", "image"} else self._relinked(item, keys) for name, item in value.items()
            }
        return value

    def _say(self, value: Any) -> str:
        """What a text or a block says, without markup."""
        return "\n".join(_plain(parse_inline(text), self._titles) for text in _strings(value))

    def _keys(self, new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
        """The keys of notes in the old source: by the same words first, then in their order, then new ones."""
        found: dict[str, str] = {}
        for key, text in new.items():
            same = [name for name, known in old.items() if _normal(self._say(known)) == _normal(self._say(text))]
            if rest := [name for name in same if name not in found.values()]:
                found[key] = rest[0]
        free = [name for name in old if name not in found.values()]
        for key in new:
            if key not in found:
                # Notes that were corrected, where none came or went; else the note is a new one.
                found[key] = free.pop(0) if free and len(new) == len(old) else _unused(key, {*old, *found.values()})
        return found

    def _tell(self, kind: str, name: str, after: str, old: str, before: str, *, same: bool) -> None:
        state = State.SAME if same else State.REWORDED if old else State.NEW
        self._matches.append(Matched(kind=kind, id=old or name, state=state, before=before, after=after))


def _unused(key: str, taken: set[str]) -> str:
    return key if key not in taken else next(name for n in range(1, 1000) if (name := f"{key}-{n}") not in taken)


def _walk(sections: Iterable[Json]) -> Iterator[Json]:
    for section in sections:
        yield section
        yield from _walk(section.get("sections", ()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in {"type", "id", "image", "renditions", "lint", "related"}:
                yield from _strings(item)


def _plain(line: Inlines, titles: Mapping[str, str]) -> str:
    """The words of a line; a link without words of its own gets those of the title that it leads to."""
    found = []
    for node in line:
        if isinstance(node, Reference) and not node.children:
            found.append(titles.get(node.target, ""))
        elif isinstance(node, Emphasis | Strong | Language):
            found.append(_plain(node.children, titles))
        else:
            found.append(plain_text(node))
    return "".join(found)


def _normal(text: str) -> str:
    """The text as typesetting leaves it, with plain spaces: two texts that readers cannot tell apart are one."""
    return " ".join(typeset(" ".join(text.split())).split())
