"""Programmes that nobody has seen: written as people write them, they come back as they were."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from documents import docx, p
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shape import letters, shape, texts, words

from progpipe.inline import parse_inline
from progpipe.intake import import_document
from progpipe.intake.written import tidied, written
from progpipe.publication import Emphasis, Inline, Link, Strong, Text, plain_text

WORDS = st.sampled_from(
    re.findall(r"\w+", "skola äldre omsorg cykel väg barn förening bostad klimat trygg arbete kultur buss bibliotek")
)
OPENINGS = st.sampled_from(["Bygg", "Stärk", "Inför", "Fler", "Säkerställ", "Verka för", "Utveckla"])
PLACES = st.sampled_from(["Lillby", "Storby", "Ånäs", "Östra Ön"])
BODIES = ["Kommunfullmäktige", "Kommunstyrelsen", "Skolnämnden", "Vård- och omsorgsnämnden", "Fritidsnämnden"]
COMPANIES = ["Lillbyhem", "Ånäs Energi", "Stadsbussarna"]


@st.composite
def promise(draw: st.DrawFn) -> str:
    """A promise of four to twelve words, with or without a full stop."""
    inside = " ".join(draw(st.lists(WORDS, min_size=3, max_size=10)))
    return f"{draw(OPENINGS)} {inside}{draw(st.sampled_from(['.', '.', '.', '']))}"


@st.composite
def prose(draw: st.DrawFn) -> str:
    """A paragraph of two to five sentences about what "vi" think."""
    sentences = draw(st.lists(st.lists(WORDS, min_size=6, max_size=14), min_size=3, max_size=5))
    return " ".join(f"Vi vill att {' '.join(sentence)} ska finnas." for sentence in sentences)


@st.composite
def programme(draw: st.DrawFn) -> dict[str, Any]:
    """A programme with the parts that programmes have."""
    place, start = draw(PLACES), draw(st.integers(2000, 2090))

    def blocks(most: int = 3) -> list[Any]:
        return [{"type": "paragraph", "text": text} for text in draw(st.lists(prose(), min_size=1, max_size=most))]

    def promises() -> list[Any]:
        return [{"text": text} for text in draw(st.lists(promise(), min_size=2, max_size=6))]

    names = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=4, unique=True))
    bodies = [{"type": "body", "title": name, "blocks": blocks(), "commitments": promises()} for name in names]
    sections = [
        {"type": "introduction", "title": "Inledning", "blocks": blocks()},
        {"type": "policy", "title": "Vår politik", "blocks": blocks(1), "sections": bodies},
    ]
    firms = draw(st.lists(st.sampled_from(COMPANIES), max_size=2, unique=True))
    if firms:
        children = [
            {"type": "company", "title": name, "blocks": blocks(1), "commitments": promises()} for name in firms
        ]
        sections.append({"type": "companies", "title": "Kommunala bolag", "sections": children})
    return {
        "title": f"Program för {place} {start}-{start + 3}",
        "publisher": f"Framtidspartiet i {place}",
        "sections": sections,
    }


def as_text(value: dict[str, Any]) -> bytes:
    """Plain text as people send it: the great headings in capitals, blank lines between paragraphs."""
    lines = [value["title"], value["publisher"]]
    for section in value["sections"]:
        lines += [section["title"].upper(), *(block["text"] for block in section.get("blocks", []))]
        for child in section.get("sections", []):
            lines += [child["title"], *texts(child["blocks"]), *(item["text"] for item in child["commitments"])]
    return "\n\n".join(lines).encode()


def as_markdown(value: dict[str, Any]) -> bytes:
    lines = [f"# {value['title']}", value["publisher"]]
    for section in value["sections"]:
        lines += [f"## {section['title']}", *(block["text"] for block in section.get("blocks", []))]
        for child in section.get("sections", []):
            lines += [f"### {child['title']}", *(block["text"] for block in child["blocks"])]
            lines += ["\n".join(f"- {item['text']}" for item in child["commitments"])]
    return "\n\n".join(lines).encode()


def as_html(value: dict[str, Any]) -> bytes:
    lines = [f"<h1>{value['title']}</h1><p>{value['publisher']}</p>"]
    for section in value["sections"]:
        lines += [f"<h2>{section['title']}</h2>", *(f"<p>{block['text']}</p>" for block in section.get("blocks", []))]
        for child in section.get("sections", []):
            lines += [f"<h3>{child['title']}</h3>", *(f"<p>{block['text']}</p>" for block in child["blocks"])]
            lines += ["<ul>", *(f"<li>{item['text']}</li>" for item in child["commitments"]), "</ul>"]
    return f"<!DOCTYPE html><meta charset=utf-8><body>{''.join(lines)}".encode()


def as_word(value: dict[str, Any]) -> bytes:
    """Word without a single style: headings are bold, the great ones in capitals, commitments are short lines."""
    lines = [p(value["title"]), p(value["publisher"])]
    for section in value["sections"]:
        lines += [p(section["title"].upper(), bold=True), *(p(block["text"]) for block in section.get("blocks", []))]
        for child in section.get("sections", []):
            lines += [p(child["title"], bold=True), *(p(block["text"]) for block in child["blocks"])]
            lines += [p(item["text"]) for item in child["commitments"]]
    return docx(*lines)


WRITERS = {"txt": as_text, "md": as_markdown, "html": as_html, "docx": as_word}


@pytest.mark.parametrize("kind", WRITERS)
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # a smaller programme says no more, and costs a run of Pandoc
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=programme())
def test_it_comes_back(kind: str, value: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / f"program.{kind}"
    path.write_bytes(WRITERS[kind](value))
    made = import_document(path, "program")
    found = json.loads(made.text)
    assert found["title"] == value["title"]
    assert found["publisher"]["name"] == value["publisher"]
    assert shape(found) == shape(value)
    assert len({section["id"] for section in found["sections"]}) == len(found["sections"])


# --- nothing is lost, whatever it is ----------------------------------------------------------

ANYTHING = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn", "Cf"], blacklist_characters="\u2028\u2029"), max_size=60
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(ANYTHING.filter(str.strip), min_size=3, max_size=25))
def test_no_character_of_any_text_is_lost(lines: list[str], tmp_path: Path) -> None:
    path = tmp_path / "program.txt"
    path.write_text("\n\n".join(["Ett program 2027-2030", *lines, "Slutet är här."]), encoding="utf-8")
    made = import_document(path, "program")
    found = json.loads(made.text)
    said = [found["title"], found.get("publisher", {}).get("name", "")]
    rest = [*found["sections"]]
    while rest:
        section = rest.pop(0)
        said += [
            section["title"],
            *map(plain, raw(section.get("blocks", []))),
            *map(plain, raw(section.get("commitments", []))),
        ]
        rest += section.get("sections", [])
    said += [gone.text for gone in made.document.removed]
    # A section for the words before the first heading has a title of ours.
    said = [text for text in said if text]
    before = sorted(letters(unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))))
    after = sorted(letters(unicodedata.normalize("NFC", "\n".join(said))))
    ours = (
        sorted(letters("Inledning"))
        if any("a title that is not" in problem.message for problem in made.problems)
        else []
    )
    assert after == sorted(before + ours)


def plain(text: str) -> str:
    return plain_text(parse_inline(text))


def raw(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in raw(item)]
    return [text for name in ("text", "items", "blocks") if name in value for text in raw(value[name])]


# --- lines ------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("ab å*_[]()\\!#<>`~{}^=."), min_size=1, max_size=12).map(lambda text: Text(value=text))
LINES = st.lists(
    st.recursive(
        TEXTS,
        lambda inner: st.one_of(
            st.builds(Emphasis, children=st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(Strong, children=st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(
                Link,
                href=st.just("https://example.se/a(b)"),
                children=st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
            ),
        ),
        max_leaves=4,
    ),
    max_size=4,
).map(tuple)


@settings(max_examples=400, deadline=None)
@given(line=LINES)
def test_a_line_reads_as_it_was_written(line: tuple[Inline, ...]) -> None:
    tidy = tidied(line)
    assert plain_text(parse_inline(written(line))) == plain_text(tidy)
    assert words(written((Text(value="ord"),))) == "ord"
