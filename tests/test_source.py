"""The source says what the original says: all of it, to the letter, and nothing else."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FILE = ROOT / "source" / "alingsas-2027-2030.json"
TEXT = FILE.read_text(encoding="utf-8")
SOURCE: dict[str, Any] = json.loads(TEXT)
ORIGINAL = (Path(__file__).parent / "data" / "handlingsprogram-2027-2030.txt").read_text(encoding="utf-8")
PARAGRAPHS = [line for line in ORIGINAL.split("\n") if line]

IN_CAPITALS = {
    "INLEDNING": "Inledning",
    "GRUNDLÄGGANDE PRINCIPER": "Grundläggande principer",
    "VÅR POLITIK": "Vår politik",
    "KOMMUNALA BOLAG": "Kommunala bolag",
    "ALINGSÅSHEM": "Alingsåshem",
    "ALINGSÅS ENERGI": "Alingsås Energi",
}


def sections(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every section below a node, in reading order."""
    for section in node.get("sections", []):
        yield section
        yield from sections(section)


def reading_order(node: dict[str, Any]) -> Iterator[str]:
    """Every text below a node, in reading order."""
    for section in sections(node):
        yield section["title"]
        for block in section.get("blocks", []):
            assert block["type"] == "paragraph"
            yield block["text"]
        yield from (commitment["text"] for commitment in section.get("commitments", []))


def test_the_title_and_the_publisher_stand_around_the_text() -> None:
    publisher = SOURCE["publisher"]
    assert PARAGRAPHS[:3] == [SOURCE["title"], publisher["party"], publisher["municipality"]["name"]]
    assert PARAGRAPHS[-2:] == PARAGRAPHS[1:3]
    assert publisher["name"] == " ".join(PARAGRAPHS[1:3])


def test_the_text_is_that_of_the_original() -> None:
    expected = [IN_CAPITALS.get(paragraph, paragraph) for paragraph in PARAGRAPHS[3:-2]]
    assert "\n".join(reading_order(SOURCE)) == "\n".join(expected)


def test_only_headings_set_in_capitals_differ_and_only_in_case() -> None:
    capitals = {paragraph for paragraph in PARAGRAPHS if paragraph.isupper()}
    assert capitals == set(IN_CAPITALS)
    assert {title.upper() for title in IN_CAPITALS.values()} == capitals
    assert set(IN_CAPITALS.values()) <= {section["title"] for section in sections(SOURCE)}


def test_every_part_is_there() -> None:
    types = [section["type"] for section in sections(SOURCE)]
    assert [types.count(kind) for kind in ("introduction", "principle", "body", "company")] == [1, 6, 8, 2]
    introduction = SOURCE["sections"][0]
    assert len(introduction["blocks"]) == 6
    counts = [len(section["commitments"]) for section in sections(SOURCE) if "commitments" in section]
    assert counts == [3, 13, 8, 7, 7, 9, 7, 8, 7, 5]
    assert sum(counts) == 74


def test_prose_and_commitments_are_told_apart() -> None:
    """The first and last commitment of each body, read with our own eyes in the original."""
    ends = {
        section["id"]: (
            section["commitments"][0]["id"],
            section["commitments"][-1]["id"],
            len(section.get("blocks", [])),
        )
        for section in sections(SOURCE)
        if "commitments" in section
    }
    assert ends == {
        "kommunfullmaktige": ("skrota-effektivitetsmalet", "kollektivavtal-i-upphandling", 3),
        "kommunstyrelsen": ("mindre-administration", "uppfoljning-av-arbetsvillkor", 4),
        "vard-och-omsorgsnamnden": ("okad-grundbemanning", "avskaffa-lov-i-hemtjansten", 4),
        "barn-och-ungdomsnamnden": ("mindre-barn-och-elevgrupper", "maltider-i-anpassad-grundskola", 4),
        "kultur-och-utbildningsnamnden": ("hojda-foreningsbidrag", "besoksnaring-och-turism", 6),
        "socialnamnden": ("fler-faltsekreterare", "bostad-forst", 4),
        "bygg-och-miljonamnden": ("god-vattenkvalitet", "myndigheter-i-samverkan", 2),
        "tekniska-namnden": ("kollektivavtal-i-entreprenader", "hyggesfritt-skogsbruk", 2),
        "alingsashem": ("minskad-segregation", "id06-pa-byggarbetsplatser", 0),
        "alingsas-energi": ("smaskalig-energiproduktion", "fiskvandring-vid-solveden", 0),
    }


def test_ids_are_short_readable_and_unique() -> None:
    ids = [section["id"] for section in sections(SOURCE)]
    ids += [item["id"] for section in sections(SOURCE) for item in section.get("commitments", [])]
    assert len(set(ids)) == len(ids)
    slug = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+){0,4}")
    assert [name for name in ids if not slug.fullmatch(name) or len(name) > 40] == []


def test_nothing_is_invented() -> None:
    said = {"$schema", "id", "language", "title", "period", "publisher", "release", "editions", "sections"}
    assert set(SOURCE) <= said | {"renditions", "glossary"}
    assert SOURCE["release"] == {"version": "1", "status": "draft"}
    assert SOURCE["period"] == {"from": 2027, "to": 2030}


def test_the_file_is_in_the_canonical_form() -> None:
    canonical = json.dumps(SOURCE, ensure_ascii=False, indent=2) + "\n"
    assert canonical == TEXT
    assert unicodedata.is_normalized("NFC", TEXT)
    assert not TEXT.startswith("\ufeff")
