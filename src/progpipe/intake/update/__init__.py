"""A corrected document into a source that is there: what it says is new, everything else is kept.

Parts are matched by what they say, not by where they stand. A part that says the same keeps its very text, so that
what typesetting did to it in the document (a dash, a no-break space) changes nothing and makes no rendition stale.
"""

from __future__ import annotations

from collections.abc import Mapping

from progpipe.intake import said
from progpipe.intake.update.matching import Matching
from progpipe.intake.update.model import Json, Matched, State, Updated
from progpipe.intake.update.words import Words, ids, normal, walk
from progpipe.intake.update.writing import Writing

__all__ = ["Matched", "State", "Updated", "ids", "update"]


def update(old: Json, new: Json, old_images: Mapping[str, bytes], new_images: Mapping[str, bytes]) -> Updated:
    """`new`, with the ids, renditions and all else of `old` that a document cannot know."""
    titles = {section["id"]: section["title"] for section in walk(old["sections"])}
    words = Words(titles=titles, images={**old_images, **new_images})
    matching = Matching(old, new, words)
    writing = Writing(matching, words)
    value = _whole(old, new, [writing.section(section) for section in new["sections"]])
    gone = [found.part for found in matching.gone]
    matches = [Matched(kind=str(part.kind), id=part.id, state=State.GONE, before=part.text) for part in gone]
    problems = tuple(said.gone(str(part.kind), part.id, part.text) for part in gone)
    return Updated(value=value, matches=(*writing.matches, *matches), problems=problems)


def _whole(old: Json, new: Json, sections: list[Json]) -> Json:
    """The source with its new sections."""
    # Only a title is surely what the document says; what else stands in both is the old source's to say.
    value = {**new, **old, "sections": sections}
    if "title" in new and normal(new["title"]) != normal(old.get("title", "")):
        value["title"] = new["title"]
    if "glossary" not in old:
        value.pop("glossary", None)
    known = ids(value)
    for section in walk(sections):
        for promise in section.get("commitments", ()):
            related = [name for name in promise.pop("related", ()) if name in known]
            promise.update({"related": related} if related else {})
    return value
