"""The publication as Pandoc's tree, and the one door to Pandoc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from every_kind import every_kind
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe import publication as p
from progpipe.errors import BuildError, MachineError, MissingDependencyError
from progpipe.interfaces import PageStart
from progpipe.markup.pandoc import document, engine, run_pandoc, subtitle
from progpipe.markup.pandoc.elements import value, whole, words
from progpipe.markup.pandoc.tree import Writer, write
from progpipe.paginate import paginate

ABSTRACT = {p.Inline, p.Block, p.Publication, p.PageBreak}  # a page break is taken out before anything is written
WRITER = Writer(resources={}, notes={}, measure=100)


def kinds(base: type[p.Node] = p.Node) -> Iterator[type[p.Node]]:
    for kind in base.__subclasses__():
        if kind.__module__ == p.__name__:  # a slotted dataclass leaves its first self behind
            yield from ({kind} - ABSTRACT) if getattr(p, kind.__name__) is kind else ()
            yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_kind_of_node_has_a_value(kind: type[p.Node]) -> None:
    assert write.dispatch(kind) is not write.dispatch(p.Node)


def test_the_test_publication_has_every_kind() -> None:
    assert {type(node) for node in p.walk(every_kind())} - {p.Publication} == set(kinds())


def test_printed_pages_leave_no_trace() -> None:
    publication = every_kind()
    ids = [node.id for node in p.walk(publication) if isinstance(node, p.Block)]
    starts = [PageStart(page=number, block=name, offset=0) for number, name in enumerate(ids, start=1)]
    marked = paginate(publication, starts)
    assert len(p.page_breaks(marked)) == len(ids)
    assert document(marked, "sv-SE") == document(publication, "sv-SE")


def test_an_unknown_kind_is_refused_by_name() -> None:
    class Sidebar(p.Block):
        pass

    with pytest.raises(TypeError, match="no Pandoc value for Sidebar"):
        write(Sidebar(id="a", pointer=""), WRITER)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.text(alphabet="aå. \n\t\u00a0\u2013*_[\\", max_size=30))
def test_words_keep_all_but_the_width_of_spaces(text: str) -> None:
    parts = words(text)
    assert "".join(str(part.get("c", " ")) for part in parts).split() == text.split()
    assert all(" " not in str(part.get("c", "")) for part in parts)


def test_commitments_are_counted_from_their_own_number() -> None:
    lists = [block for block in _blocks(document(every_kind(), "sv-SE")) if block["t"] == "OrderedList"]
    assert [block["c"][0][0] for block in lists] == [1, 3]


def test_a_list_number_style_is_on_each_commitment_and_its_id_inside() -> None:
    first = next(block for block in _blocks(document(every_kind(), "sv-SE")) if block["t"] == "OrderedList")
    division = first["c"][1][0][0]
    assert division["c"][0][2] == [["custom-style", "List Number"]]
    assert division["c"][1][0]["c"][0]["c"][0][0] == "lofte-1"


def test_a_subtitle_tells_editions_apart() -> None:
    assert subtitle(every_kind()) == "Utkast"


# --- the door ---------------------------------------------------------------------------------


def image(address: str) -> dict[str, object]:
    return whole({}, [value("Para", [value("Image", ["", [], []], [], [address, ""])])])


@pytest.mark.parametrize("address", ["/etc/hostname", "file:///etc/hostname", "saknas.png", "https://example.se/a.png"])
@pytest.mark.parametrize("to", ["docx", "odt"])
def test_nothing_outside_can_be_reached(address: str, to: str) -> None:
    with pytest.raises(BuildError) as caught:
        run_pandoc(image(address), to)
    assert [problem.code for problem in caught.value.problems] == ["P502"]


def test_what_pandoc_refuses_is_a_problem() -> None:
    with pytest.raises(BuildError) as caught:
        run_pandoc({"blocks": []}, "plain")
    assert caught.value.problems[0].code == "P502"
    assert caught.value.problems[0].message.startswith("Pandoc: ")


def test_a_pandoc_that_does_not_end_is_the_machines_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0)
    with pytest.raises(MachineError, match="did not finish"):
        run_pandoc(whole({}, []), "plain")


def test_without_pandoc_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    with pytest.raises(MissingDependencyError, match="pip install pypandoc_binary"):
        run_pandoc(whole({}, []), "plain")


def _blocks(tree: Any) -> list[Any]:
    return list(tree["blocks"])
