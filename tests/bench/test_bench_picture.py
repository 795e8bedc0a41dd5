"""The picture, and the page of the documentation that shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from test_bench_goals import RESULTS

from bench.picture import picture
from bench.results import Report, from_json
from bench.rows import SHORT
from bench.session import SOURCE
from bench.table import page

DOCS = SOURCE.parent.parent / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def report_of(sizes: tuple[int, ...] = (1, 4, 16)) -> Report:
    few = {size: costs for size, costs in RESULTS.costs.items() if size in sizes}
    return Report(machine={}, rounds={}, results=replace(RESULTS, costs=few))


@pytest.mark.parametrize("sizes", [(1, 4, 16), (1,), ()])
def test_the_picture_is_svg_with_a_title_a_description_and_text_as_text(sizes: tuple[int, ...]) -> None:
    tree = etree.fromstring(picture(report_of(sizes)).encode())
    titled = {node.get("id"): node.text for node in tree.iter(f"{SVG}title", f"{SVG}desc")}
    assert tree.get("role") == "img"
    assert (tree.get("aria-labelledby") or "").split() == list(titled)
    assert all(titled.values())
    words = [node.text or "" for node in tree.iter(f"{SVG}text")]
    assert all(any(word.startswith(short) for word in words) for short in SHORT.values())
    assert ("CPU, seconds" in words) == (len(sizes) > 1)


def test_the_description_says_what_the_picture_shows() -> None:
    tree = etree.fromstring(picture(report_of()).encode())
    said = tree.findtext(f"{SVG}desc") or ""
    assert "cold build of six artefacts against WeasyPrint, CPU: 0.60 (goal 0.65)" in said
    assert "`progpipe validate`, wall: 251 ms (goal 250 ms)" in said


def test_everything_is_inside_the_picture() -> None:
    tree = etree.fromstring(picture(report_of()).encode())
    width, height = map(float, (tree.get("viewBox") or "").split()[2:])
    for node in tree.iter(f"{SVG}text", f"{SVG}circle"):
        x, y = (float(node.get(name) or node.get(f"c{name}") or -1) for name in ("x", "y"))
        assert 0 <= x <= width
        assert 0 <= y <= height


def test_dark_screens_get_other_colours_for_all_that_has_one() -> None:
    style = etree.fromstring(picture(report_of()).encode()).findtext(f"{SVG}style") or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for name in ("paper", "soft", "rule", "goal", "met", "missed", "dot", "c0", "c1", "c2", "c3", "c4"):
        assert f".{name} {{" in light
        assert f".{name} {{" in dark


def test_the_page_and_its_picture_are_those_of_its_numbers() -> None:
    """Red after a change of the tables or the picture; `bench/rewrite.py` makes both anew."""
    report = from_json((DOCS / "performance.json").read_text(encoding="utf-8"))
    text = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert page(text, report) == text
    assert picture(report) == (DOCS / "performance.svg").read_text(encoding="utf-8")
