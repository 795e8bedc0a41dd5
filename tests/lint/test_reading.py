"""From a publication to the text that rules read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from texts import text_of

from progpipe.compose import Requirement, compose
from progpipe.editions import find_editions
from progpipe.lint.model import Kind, Paragraph, Text
from progpipe.lint.origin import origin
from progpipe.lint.text import read_text
from progpipe.model import Programme


def read(programme: Programme, edition: str) -> Text:
    (chosen,) = find_editions(programme, [edition])
    tag = None if chosen.variety in {None, programme.language} else chosen.variety
    return read_text(compose(programme, chosen, require=Requirement.NONE), tag)


def at(value: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


@pytest.mark.parametrize("edition", ["standard", "lattlast"])
def test_every_pointer_leads_to_the_string_that_was_read(provkommun: Programme, edition: str) -> None:
    source = json.loads(provkommun.canonical)
    text = read(provkommun, edition)
    assert {paragraph.kind for paragraph in text.paragraphs()} >= {
        Kind.TITLE,
        Kind.HEADING,
        Kind.ITEM,
        Kind.EXPLANATION,
    }
    for paragraph in text.paragraphs():
        found = origin(paragraph.pointer, at(source, paragraph.pointer))
        assert found, paragraph
        assert found.text.replace("\n", " ") == paragraph.text.replace("\n", " ")


def test_the_whole_of_the_real_programme_is_read(alingsas: Programme) -> None:
    source = json.loads(alingsas.canonical)
    text = read(alingsas, "standard")
    for paragraph in text.paragraphs():
        assert paragraph.text == at(source, paragraph.pointer)
    nodes = {paragraph.node for paragraph in text.paragraphs()}
    assert {promise["id"] for promise in promises(source)} <= nodes


def promises(node: dict[str, Any]) -> list[dict[str, Any]]:
    below = [promise for child in node.get("sections", ()) for promise in promises(child)]
    return [*node.get("commitments", ()), *below]


def test_offsets_hold_in_paragraph_sentence_and_word(provkommun: Programme) -> None:
    for paragraph in read(provkommun, "lattlast").paragraphs():
        assert "\n".join(line.text for line in paragraph.lines) == paragraph.text
        for sentence in paragraph.sentences:
            assert paragraph.text[sentence.start : sentence.end] == sentence.text
            for word in sentence.words:
                assert paragraph.text[word.start : word.end] == word.text


def only(text: Text) -> Paragraph:
    (paragraph,) = text.parts[0].paragraphs
    return paragraph


def test_markup_is_read_through() -> None:
    paragraph = only(text_of("Vi *vill* **läsa** [mer](https://exempel.se) om [New York]{lang=en} nu."))
    (sentence,) = paragraph.sentences
    assert sentence.text == "Vi vill läsa mer om New York nu."
    assert [word.text for word in sentence.words if word.foreign] == ["New", "York"]
    assert [word.text for word in sentence.words if word.is_name] == ["New", "York"]
    assert [word.text for word in sentence.words if word.initial] == ["Vi"]


def test_a_break_of_the_author_is_a_line_and_no_sentence() -> None:
    paragraph = only(text_of("Vi bygger|en skola. Den|blir bra."))
    assert [line.text for line in paragraph.lines] == ["Vi bygger", "en skola. Den", "blir bra."]
    assert [sentence.text for sentence in paragraph.sentences] == ["Vi bygger\nen skola.", "Den\nblir bra."]


def test_what_is_ours_is_not_read(provkommun: Programme, alingsas: Programme) -> None:
    assert "colophon" not in {part.kind for part in read(provkommun, "standard").walk()}
    # The real programme without its renditions has gaps where they would stand, and a gap is no text.
    bare = read(alingsas, "lattlast")
    assert bare.easy_read
    if not any(section.renditions for section in alingsas.sections):
        assert list(bare.sentences()) == []
