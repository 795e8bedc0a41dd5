"""Every colour that the style sheets put on another is a pair that the theme declares, and so one that is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tinycss2

from progpipe.theme import read_theme
from progpipe.theme.contrast import NEEDED, grounds, ratio
from progpipe.theme.model import STYLES, Theme

FRONTS = {"color": "text"}
# What is drawn and is no text: borders, outlines, shadows.
GRAPHIC = re.compile(r"border|outline")
USE = re.compile(r"var\(--([a-z-]+)\)")
# On which ground a rule's elements may stand, by what its selector names. What names none stands on paper; what may
# stand in a notice, in a card or in a commitment that has been jumped to stands on tint too.
PLACES = (
    (re.compile(r"\.cover|^@page cover"), {"cover", "cover-shape"}),
    (
        re.compile(r"\.skip|\.contents|main >|h2|section|\.notes|\.facts|th|caption|^@page|\.wide|\.expansion"),
        {"paper"},
    ),
)
ANYWHERE = {"paper", "tint"}
# The ring on the cover says nothing and nobody misses it: it needs no contrast (WCAG 2.2, 1.4.11). Text on it does.
SAYS_NOTHING = "cover-shape"
# In print and in forced colours the cover has no ground of its own.
BARE = re.compile(r"@media (?:print|\(forced-colors)")


def rules(css: str, around: str = "") -> Iterator[tuple[str, str, str]]:
    """Selector, property and value, with the group that the rule stands in."""
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        yield from rule(node, around)


def rule(node: object, around: str) -> Iterator[tuple[str, str, str]]:
    kind = node.type  # type: ignore[attr-defined]
    prelude = tinycss2.serialize(node.prelude).strip()  # type: ignore[attr-defined]
    if kind == "at-rule" and node.lower_at_keyword in {"media", "supports", "container"}:  # type: ignore[attr-defined]
        group = f"@{node.lower_at_keyword} {prelude}"  # type: ignore[attr-defined]
        for inner in tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True):  # type: ignore[attr-defined]
            yield from rule(inner, group)
        return
    name = prelude if kind == "qualified-rule" else f"@{node.lower_at_keyword} {prelude}"  # type: ignore[attr-defined]
    for inner in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):  # type: ignore[attr-defined]
        if inner.type == "declaration":
            yield f"{around} {name}".strip(), inner.lower_name, tinycss2.serialize(inner.value)
        elif inner.type == "at-rule":
            for deeper in tinycss2.parse_blocks_contents(inner.content, skip_comments=True, skip_whitespace=True):
                if deeper.type == "declaration":
                    yield f"{around} {name}".strip(), deeper.lower_name, tinycss2.serialize(deeper.value)


def drawn(theme: Theme, css: str) -> set[tuple[str, str, str]]:
    """Each colour that may stand on a ground, as text or as a graphic."""
    found = set()
    for selector, name, value in rules(css):
        kind = "text" if name in FRONTS else "graphic" if GRAPHIC.match(name) else None
        for token in USE.findall(value) if kind else ():
            if token in theme.colours and token != SAYS_NOTHING:
                found |= {(token, ground, kind) for ground in grounds_of(selector)}
    return found


def grounds_of(selector: str) -> set[str]:
    parts = selector.rpartition(") ")[2] if selector.startswith("@media") else selector
    if BARE.match(selector) and ".cover" in selector:
        return {"paper"}
    return next((places for form, places in PLACES if form.search(parts)), ANYWHERE)


def declared(theme: Theme) -> set[tuple[str, str, str]]:
    """What is declared; a pair for text has contrast enough for a graphic too."""
    pairs = {(pair.foreground, pair.background, pair.kind) for pair in theme.pairs}
    return pairs | {(front, back, "graphic") for front, back, kind in pairs if kind != "graphic"}


@pytest.mark.parametrize("name", ["default", "socialdemokraterna"])
@pytest.mark.parametrize("medium", STYLES)
def test_every_pair_of_the_style_sheets_is_declared(name: str, medium: str) -> None:
    theme = read_theme(name)
    assert drawn(theme, theme.styles[medium]) - declared(theme) == set()


def test_a_pair_that_nobody_declared_is_found() -> None:
    theme = read_theme("default")
    assert drawn(theme, ".cover p { color: var(--muted) }") - declared(theme) == {
        ("muted", "cover", "text"),
        ("muted", "cover-shape", "text"),
    }
    assert drawn(theme, "@media print { p { border: 1px solid var(--cover) } }") - declared(theme)


@pytest.mark.parametrize("name", ["default", "socialdemokraterna"])
def test_every_pair_is_measured_on_light_and_on_dark(name: str) -> None:
    theme = read_theme(name)
    found = dict(grounds(theme))
    assert set(found) == {"light", "dark"}
    for colours in found.values():
        for pair in theme.pairs:
            assert ratio(colours[pair.foreground], colours[pair.background]) >= NEEDED[pair.kind], pair
