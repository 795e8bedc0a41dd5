"""Where Swedish words are divided: at the joints of compounds, and nowhere in the text itself."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.emitters.pdf import pdf
from progpipe.errors import MissingDependencyError
from progpipe.interfaces import Context
from progpipe.markup import compounds
from progpipe.markup.hyphenation import LONG_PART, compounds_first
from progpipe.publication import Paragraph, Publication, Text

CASES = [
    line.split(" = ")
    for line in (Path(__file__).parent / "compounds.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def places(word: str, lang: str = "sv") -> list[int]:
    """Where WeasyPrint may divide the word, the first choice first."""
    from weasyprint.text import line_break  # noqa: PLC0415

    with compounds_first():
        return [len(start) for start, _ in line_break.pyphen.Pyphen(lang=lang, left=3, right=4).iterate(word)]


@pytest.mark.parametrize(("word", "divided"), CASES, ids=[word for word, _ in CASES])
def test_joints(word: str, divided: str) -> None:
    parts = divided.split("|")
    wanted = [sum(map(len, parts[:number])) for number in range(1, len(parts))]
    found = places(word)
    assert found[: len(wanted)] == wanted[::-1]
    assert not wanted or all(place < wanted[0] >= LONG_PART for place in found[len(wanted) :])
    assert bool(wanted) == bool(compounds.joints(word))


def test_a_short_first_part_is_not_divided_and_a_long_one_last() -> None:
    assert places("kulturgaranti") == [6]
    assert places("personalliggare") == [8, 5, 3]


def test_other_languages_and_the_engine_afterwards_are_left_alone() -> None:
    from weasyprint.text import line_break  # noqa: PLC0415

    before = line_break.pyphen.Pyphen
    assert places("hamburger", "en") == [
        len(start) for start, _ in before(lang="en", left=3, right=4).iterate("hamburger")
    ]
    assert line_break.pyphen.Pyphen is before


@settings(derandomize=True, max_examples=200, deadline=None)
@given(word=st.one_of(st.text(max_size=100), st.text("abdegiklnorstuåäö", max_size=40)))
def test_any_word(word: str) -> None:
    found = places(word)
    assert all(0 < place < len(word) for place in found)
    assert len(set(found)) == len(found)


def test_a_missing_dictionary_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(compounds, "files", missing)
    compounds._dictionary.cache_clear()
    compounds.joints.cache_clear()
    with pytest.raises(MissingDependencyError, match="pip install hunspell-sv"):
        compounds.joints("kulturgaranti")


LINE = "Kulturgaranti för alla 2027–2030 och i klass F–3, 6–12 år gamla, måndag–fredag. "


def test_the_pdf_divides_at_joints_and_never_in_a_range(edition: tuple[Context, Publication]) -> None:
    context, publication = edition
    lines = tuple(
        Paragraph(id=f"rad-{number}", pointer="", children=(Text(value="om " * number + LINE * 4),))
        for number in range(40)
    )
    section = replace(publication.sections[0], blocks=lines, sections=())
    (artefact,) = pdf(replace(publication, sections=(section,), notices=()), context)
    pages = pypdfium2.PdfDocument(artefact.content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    assert text.count("2027–2030") >= 40 * 4
    assert not re.search(r"–\s*$", text, re.MULTILINE)
    divided = set(re.findall(r"(\w+)[\ufffe\u0002](\w+)", text))  # what PDFium makes of a hyphen at the end of a line
    assert divided == (set() if context.edition.profile == "lattlast" else {("Kultur", "garanti")})


# --- the dictionary ---------------------------------------------------------------------------

# Words of the same beginning, shorter and longer than what is read at once.
ENTRIES = st.sampled_from(["a", "ab", "a-b", "a.b", "a b", "a:b", "abå", "abåå", "abååö", "abåår-å", "abåö", "A", ""])
FLAGS = st.text("XY%", max_size=2)


@given(entries=st.lists(st.tuples(ENTRIES, FLAGS, st.sampled_from(["", "\tpo:noun", "\t"])), max_size=30))
def test_a_word_has_the_flags_of_all_its_lines(entries: list[tuple[str, str, str]]) -> None:
    lines = [f"{word}/{flags}{more}" if flags else f"{word}{more}" for word, flags, more in entries]
    words = compounds.Words("\n".join([str(len(lines)), *lines, ""]).encode(), forbidden="%")
    for asked in ("a", "ab", "abå", "abåå", "abååö", "abååx", "b"):
        allowed = [flags for word, flags, _ in entries if word == asked and "%" not in flags]
        found = words.flags(asked)
        assert (found is not None) == bool(allowed)
        assert sorted(found or "") == sorted("".join(allowed))
