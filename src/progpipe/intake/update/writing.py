"""The sections of the new source: what the document says, with what the old source keeps beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from progpipe.intake.update.matching import Matching
from progpipe.intake.update.model import Json, Matched, State
from progpipe.intake.update.words import Words, normal, strings

LINK: Final = re.compile(r"\]\(<?#([a-z0-9-]+)>?\)")
NOTE: Final = re.compile(r"\[\^([a-z0-9-]+)\]")
KEPT: Final = ("renditions", "lint")


class Writing:
    """Writes one section after the other, and keeps in `matches` what became of their parts."""

    def __init__(self, matching: Matching, words: Words) -> None:
        self._matching = matching
        self._words = words
        self.matches: list[Matched] = []

    def section(self, section: Json) -> Json:
        """A section of the new source with what the old one keeps."""
        old = self._matching.before.get(id(section))
        before: Json = old.value if old else {}
        same = bool(old) and normal(before["title"]) == normal(section["title"])
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
        children = [self.section(child) for child in section.get("sections", ())]
        return {**made, **({"sections": children} if children else {})}

    def _notes(self, section: Json, before: Json, keys: Mapping[str, str], texts: Json) -> dict[str, str]:
        notes: dict[str, str] = dict(before.get("notes", {}))
        for key, text in section.get("notes", {}).items():
            mine = keys[key]
            if mine not in notes or normal(self._words.say(notes[mine])) != normal(self._words.say(text)):
                notes[mine] = self._relinked(text, keys)
        used = {key for text in strings(texts) for key in NOTE.findall(text)}
        return {key: text for key, text in notes.items() if key in used}

    def _block(self, block: Json, keys: Mapping[str, str]) -> Json:
        old = self._matching.before.get(id(block))
        if old and (old.words == self._words.all_of(block) or self._lacks_only_words(block, old.value)):
            return dict(old.value)
        made: Json = self._relinked(block, keys)
        if old and self._is_same_picture(block, old.value):
            made["image"] = old.value["image"]  # only its words are new: no second file of the same picture
        name = old.part.id if old else ""
        if name:
            kind = made.pop("type")
            made.pop("id", None)
            made = {"type": kind, "id": name, **made}
        return made

    def _is_same_picture(self, block: Json, before: Json) -> bool:
        figure = block["type"] == before.get("type") == "figure"
        return figure and self._words.image(before["image"]) == self._words.image(block["image"])

    def _lacks_only_words(self, block: Json, before: Json) -> bool:
        """Whether a figure is the same one, and the document only does not say what it shows."""
        figure = block["type"] == before["type"] == "figure"
        return (
            figure
            and not block.get("alternative")
            and normal(block.get("caption", "")) in {"", normal(before.get("caption", ""))}
        )

    def _promise(self, promise: Json, keys: Mapping[str, str]) -> Json:
        old = self._matching.before.get(id(promise))
        before: Json = old.value if old else {}
        same = bool(old) and normal(self._words.say(before["text"])) == normal(self._words.say(promise["text"]))
        plain = self._words.say(promise["text"])
        self._tell(
            "commitment", promise["id"], plain, before.get("id", ""), self._words.say(before.get("text", "")), same=same
        )
        made: Json = {"id": before.get("id", promise["id"])}
        made["text"] = before["text"] if same else self._relinked(promise["text"], keys)
        ids = self._matching.ids
        if related := before.get("related") or [ids.get(name, name) for name in promise.get("related", ())]:
            made["related"] = list(related)
        return {**made, **{name: before[name] for name in KEPT if name in before}}

    def _relinked(self, value: Any, keys: Mapping[str, str]) -> Any:
        """A text or a block with the ids and the keys of notes that the old source has."""
        if isinstance(value, str):
            text = LINK.sub(lambda found: f"](#{self._matching.ids.get(found[1], found[1])})", value)
            return NOTE.sub(lambda found: f"[^{keys.get(found[1], found[1])}]", text)
        if isinstance(value, list):
            return [self._relinked(item, keys) for item in value]
        if isinstance(value, dict):
            return {
                name: item if name in {"type", "image"} else self._relinked(item, keys) for name, item in value.items()
            }
        return value

    def _keys(self, new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
        """The keys of notes in the old source: by the same words first, then in their order, then new ones."""
        found: dict[str, str] = {}
        for key, text in new.items():
            words = normal(self._words.say(text))
            same = [name for name, known in old.items() if normal(self._words.say(known)) == words]
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
        self.matches.append(Matched(kind=kind, id=old or name, state=state, before=before, after=after))


def _unused(key: str, taken: set[str]) -> str:
    return key if key not in taken else next(name for n in range(1, 1000) if (name := f"{key}-{n}") not in taken)
