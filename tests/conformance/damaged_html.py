"""Web pages with one fault each."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from damaged import Damage

Make = Callable[[Path, Path], None]


def edited(pattern: str, new: str) -> Make:
    """The first place where the pattern is found reads otherwise."""

    def make(good: Path, bad: Path) -> None:
        text, count = re.subn(pattern, lambda _: new, good.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
        assert count == 1, f"the page has no {pattern}"
        bad.write_text(text, encoding="utf-8")

    return make


def added(markup: str) -> Make:
    """At the end of the text."""
    return edited("</main>", f"{markup}</main>")


def styled(rules: str, markup: str) -> Make:
    def make(good: Path, bad: Path) -> None:
        added(markup)(good, bad)
        edited("</head>", f"<style>{rules}</style></head>")(bad, bad)

    return make


# It fits on a phone, but not with the spacing of WCAG 1.4.12.
ONE_LINE = '<p style="white-space:nowrap;font-size:16px">Kommunfullmäktige ska besluta om det</p>'
CASES: tuple[tuple[str, str, str, Make, str], ...] = (
    ("image_without_alternative", "axe", "image-alt", edited(' alt="Ett rött skolhus[^"]*"', ""), ""),
    ("no_language", "axe", "html-has-lang", edited('<html lang="sv"', "<html"), ""),
    ("pale_text", "axe", "color-contrast", added('<p style="color:#bbb;background:#fff">Ljus text.</p>'), ""),
    (
        "not_quite_dark_text",
        "axe",
        "color-contrast-enhanced",
        added('<p style="color:#6f6f6f;background:#fff">Grå text.</p>'),
        "",
    ),
    (
        "pale_in_the_dark",
        "axe",
        "color-contrast",
        styled(
            "@media (prefers-color-scheme: dark) { .prov { color: #555; background: #333 } }",
            '<p class="prov">Svår att läsa i mörkret.</p>',
        ),
        "(dark",
    ),
    (
        "pale_with_own_colours",
        "axe",
        "color-contrast",
        styled(
            "@media (forced-colors: active) { .prov { forced-color-adjust: none; color: #777; background: #888 } }",
            '<p class="prov">Svår att läsa med egna färger.</p>',
        ),
        "(forced colours",
    ),
    ("heading_gap", "axe", "heading-order", added("<h6>För djupt</h6>"), ""),
    ("link_without_words", "axe", "link-name", added('<p><a href="#inledning"></a></p>'), ""),
    ("too_wide_for_a_phone", "axe", "reflow", added('<div style="width:700px">Bred</div>'), "320 px"),
    ("too_wide_with_spacing", "axe", "reflow", added(ONE_LINE), "(text spacing at 320 px)"),
    (
        "cut_off_with_spacing",
        "axe",
        "text-cut-off",
        added('<p style="height:1.2em;overflow:hidden;line-height:1.2">En rad som är hel</p>'),
        "spacing",
    ),
    (
        "no_zoom",
        "axe",
        "meta-viewport",
        edited("width=device-width, initial-scale=1", "width=device-width, user-scalable=no"),
        "",
    ),
    ("forced_tab_order", "axe", "tabindex", added('<p><a href="#inledning" tabindex="5">Inledningen</a></p>'), ""),
    (
        "small_targets",
        "axe",
        "target-size",
        added('<div style="font-size:8px;line-height:8px"><button>a</button><br><button>b</button></div>'),
        "",
    ),
    ("unknown_role", "axe", "aria-roles", added('<div role="knapp">x</div>'), ""),
    ("remote_picture", "axe", "request-blocked", added('<img src="https://example.org/bild.png" alt="En bild">'), ""),
    (
        "goes_elsewhere",
        "axe",
        "page-leaves",
        edited("</head>", '<meta http-equiv="refresh" content="0; url=http://example.org/"></head>'),
        "",
    ),
    ("open_element", "nu", "html-error", added("<div>"), ""),
    ("same_id_twice", "nu", "html-error", added('<p id="dubbel">En</p><p id="dubbel">Två</p>'), ""),
    ("obsolete_element", "nu", "html-error", added("<center>Mitt</center>"), ""),
    ("needless_role", "nu", "html-warning", added('<nav role="navigation" aria-label="Prov">x</nav>'), ""),
    ("trailing_slash", "nu", "html-info", added("<p>En<br/>rad</p>"), ""),
)
DAMAGES = tuple(Damage(name, validator, code, make, place) for name, validator, code, make, place in CASES)
