"""Abbreviations of the glossary are marked wherever they stand, and no word is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from progpipe.markup.abbreviations import mark_abbreviations

KNOWN = {"IOP": "idéburet offentligt partnerskap", "LOV": "lagen om valfrihetssystem"}


def marked(markup: str) -> str:
    root = etree.fromstring(f"<body>{markup}</body>")
    mark_abbreviations(root, KNOWN)
    return etree.tostring(root, encoding="unicode")[6:-7]


ABBR = '<abbr title="idéburet offentligt partnerskap">IOP</abbr>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Ett IOP är inget köp.</p>", f"<p>Ett {ABBR} är inget köp.</p>"),
        ("<p>Se <a href='#x'>IOP</a>, inte (IOP).</p>", f'<p>Se <a href="#x">{ABBR}</a>, inte ({ABBR}).</p>'),
        ("<p>IOP:er och IOP-avtal och HIOP</p>", "<p>IOP:er och IOP-avtal och HIOP</p>"),
        ("<p>Avtal: IOP: så heter det</p>", f"<p>Avtal: {ABBR}: så heter det</p>"),
        ("<p>iop</p>", "<p>iop</p>"),
        ('<p><abbr title="annat">IOP</abbr></p>', '<p><abbr title="annat">IOP</abbr></p>'),
        ('<p>på <span lang="en">the IOP</span></p>', '<p>på <span lang="en">the IOP</span></p>'),
    ],
)
def test_a_whole_word_in_the_language_of_the_text_is_marked(before: str, after: str) -> None:
    assert marked(before) == after


@given(st.lists(st.sampled_from(["IOP", "LOV", " ", ":", "-", "er", "å", "<em>IOP</em>", "<br/>", "IOP LOV"])))
def test_no_word_is_changed(parts: list[str]) -> None:
    before = etree.fromstring(f"<body><p>{''.join(parts)}</p></body>")
    words = "".join(before.itertext())
    mark_abbreviations(before, KNOWN)
    assert "".join(before.itertext()) == words
    assert all(KNOWN[node.text] == node.get("title") for node in before.iter("abbr"))
