"""The digest of what an edition says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from progpipe.compose.content import content_digest

SOURCE: dict[str, Any] = {
    "title": "Program",
    "renditions": {"sv-simple": {"title": "Det vill vi"}, "en": {"title": "Programme"}},
    "sections": [
        {
            "title": "Skola",
            "blocks": [{"type": "paragraph", "text": "Långt."}],
            "renditions": {"sv-simple": {"blocks": [{"type": "paragraph", "text": "Kort."}]}},
            "commitments": [{"id": "a", "text": "Löfte.", "renditions": {"sv-simple": {"blocks": []}}}],
        }
    ],
}


def digests(source: dict[str, Any]) -> dict[str, str]:
    content = json.dumps(source).encode()
    return {name: content_digest(content, tag) for name, tag in (("sv", None), ("lätt", "sv-simple"), ("en", "en"))}


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (("title",), {"sv"}),
        (("sections", 0, "title"), {"sv", "lätt", "en"}),
        (("sections", 0, "blocks", 0, "text"), {"sv", "en"}),
        (("sections", 0, "commitments", 0, "text"), {"sv", "en"}),
        (("sections", 0, "commitments", 0, "id"), {"sv", "lätt", "en"}),
        (("renditions", "sv-simple", "title"), {"lätt"}),
        (("sections", 0, "renditions", "sv-simple", "blocks", 0, "text"), {"lätt"}),
        (("renditions", "en", "title"), {"en"}),
    ],
)
def test_it_changes_with_what_the_edition_says(path: tuple[str | int, ...], changed: set[str]) -> None:
    before = digests(SOURCE)
    other = json.loads(json.dumps(SOURCE))
    place = other
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = "annat"
    after = digests(other)
    assert {name for name in before if before[name] != after[name]} == changed


def test_the_order_of_keys_is_no_matter() -> None:
    assert digests(dict(reversed(SOURCE.items()))) == digests(SOURCE)
