"""From a programme and an edition to a publication: order, ids, numbers of notes, back matter, notices, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import progpipe
from progpipe import labels
from progpipe import publication as p
from progpipe.compose import Requirement, compose
from progpipe.editions import read_editions
from progpipe.errors import BuildError, ValidationError
from progpipe.model import Edition, Programme, RenditionStatus

STANDARD, EASY = read_editions(None).values()
DATA = Path(__file__).parent.parent / "data" / "provkommun"


def paragraph(text: str = "Hej.", **others: Any) -> dict[str, Any]:
    return {"type": "paragraph", "text": text, **others}


def section(name: str, *blocks: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"id": name, "type": "body", "title": name.title(), "blocks": list(blocks), **others}


def promise(name: str, text: str = "Vi lovar.", **others: Any) -> dict[str, Any]:
    return {"id": name, "text": text, **others}


def programme(*sections: dict[str, Any], **others: Any) -> Programme:
    """As little as a programme can be, and its sections."""
    return progpipe.load(
        {
            "id": "prov",
            "language": "sv",
            "title": "Provprogram",
            "period": {"from": 2027, "to": 2030},
            "publisher": {"name": "Provpartiet"},
            "release": {"version": "1", "status": "draft"},
            "sections": list(sections) or [section("skola", paragraph())],
            **others,
        },
        DATA,
    )


def easy(**fields: Any) -> dict[str, Any]:
    """A draft in easy Swedish."""
    return {"renditions": {"sv-simple": {"status": "draft", "basis": "0" * 64, **fields}}}


def standard(source: Programme) -> p.Publication:
    return compose(source, STANDARD)


def ids(node: p.Node) -> list[str]:
    return [found.id for found in p.walk(node) if isinstance(found, p.Block)]


def of_kind(publication: p.Publication, kind: str) -> p.Section:
    (found,) = (node for node in p.walk(publication) if isinstance(node, p.Section) and node.kind == kind)
    return found


def words(node: p.Node) -> str:
    return " ".join(found.value for found in p.walk(node) if isinstance(found, p.Text))


# --- order and ids --------------------------------------------------------------------------


def test_sections_come_in_order_then_glossary_then_colophon(provkommun: Programme) -> None:
    found = standard(provkommun)
    top = [part.id for part in found.sections]
    assert top == [*(part.id for part in provkommun.sections), "ordlista", "om-dokumentet"]
    assert [part.kind for part in found.sections[-2:]] == ["glossary", "colophon"]


def test_blocks_are_named_after_their_section_and_place() -> None:
    source = programme(
        section(
            "skola",
            paragraph(),
            paragraph(id="egen"),
            {"type": "list", "items": ["ett", [paragraph(), paragraph()]]},
            {"type": "quote", "blocks": [paragraph()]},
            commitments=[promise("bygg"), promise("laga")],
        )
    )
    assert ids(standard(source).sections[0]) == [
        "skola",
        "skola-1",
        "egen",
        *("skola-3", "skola-3-1", "skola-3-1-1", "skola-3-2", "skola-3-2-1", "skola-3-2-2"),
        *("skola-4", "skola-4-1"),
        *("skola-ataganden", "bygg", "bygg-1", "laga", "laga-1"),
    ]


def test_every_block_says_where_it_comes_from(provkommun: Programme) -> None:
    for edition in (STANDARD, EASY):
        body = compose(provkommun, edition).sections[:-1]
        blocks = [node for part in body for node in p.walk(part) if isinstance(node, p.Block)]
        assert all(block.pointer.startswith(("/sections/", "/glossary")) for block in blocks)


NAMES = st.sampled_from(["a", "b", "a-1", "a-2", "a-1-1", "b-1", "a-noter", "a-not-1", "a-ataganden", "ordlista", "c"])


@settings(derandomize=True, max_examples=300, suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(NAMES, NAMES, NAMES | st.none(), NAMES, st.booleans())
def test_no_two_blocks_have_one_id(one: str, two: str, block: str | None, vow: str, noted: bool) -> None:
    """Whatever ids the loader lets through, those that compose makes do not meet them."""
    first = paragraph("Hej.[^n]" if noted else "Hej.", **({"id": block} if block else {}))
    listed = {"type": "list", "items": ["ett", "två"]}
    try:
        source = programme(
            section(one, first, listed, commitments=[promise(vow)], **({"notes": {"n": "Not."}} if noted else {})),
            section(two, paragraph()),
        )
    except ValidationError:
        assume(False)
    found = ids(standard(source))
    assert len(found) == len(set(found))


def test_no_two_blocks_have_one_id_in_a_whole_programme(provkommun: Programme, alingsas: Programme) -> None:
    for source, edition in ((provkommun, STANDARD), (provkommun, EASY), (alingsas, STANDARD)):
        assert not [name for name, count in Counter(ids(compose(source, edition))).items() if count > 1]


def test_commitments_are_not_numbered_yet_and_keep_their_relations() -> None:
    source = programme(section("skola", commitments=[promise("a", related=["b"]), promise("b")]))
    found = [node for node in p.walk(standard(source)) if isinstance(node, p.Commitment)]
    assert [(node.number, node.related_ids, node.related) for node in found] == [(0, ("b",), ()), (0, (), ())]


# --- notes ----------------------------------------------------------------------------------


def noted() -> p.Publication:
    return standard(
        programme(
            section("ett", paragraph("a[^y] b[^x] c[^y]"), notes={"x": "Andra.", "y": "Första, *kursiv*."}),
            section("inga", paragraph()),
            section("tva", commitments=[promise("lova", "Vi lovar.[^z]")], notes={"z": "Tredje."}),
        )
    )


def marks(node: p.Node) -> list[p.NoteReference]:
    return [found for found in p.walk(node) if isinstance(found, p.NoteReference)]


def notes(node: p.Node) -> list[p.Note]:
    return [found for found in p.walk(node) if isinstance(found, p.Note)]


def test_notes_are_numbered_where_the_text_leads_to_them_through_the_whole() -> None:
    found = noted()
    assert [mark.label for mark in marks(found)] == ["1", "2", "1", "3"]
    assert [(note.label, words(note)) for note in notes(found)] == [
        ("1", "Första,  kursiv ."),
        ("2", "Andra."),
        ("3", "Tredje."),
    ]


def test_marks_and_notes_lead_to_each_other() -> None:
    found = noted()
    assert {mark.target for mark in marks(found)} == {note.id for note in notes(found)}
    for note in notes(found):
        assert note.references == tuple(mark.id for mark in marks(found) if mark.target == note.id)
    assert len({mark.id for mark in marks(found)}) == 4


def test_the_notes_of_a_section_are_its_last_block() -> None:
    one, none, two = noted().sections[:3]
    assert [type(part.blocks[-1]) for part in (one, none, two)] == [p.Notes, p.Paragraph, p.Notes]
    assert notes(one)[0].pointer == "/sections/0/notes/y"


def test_a_rendition_with_a_note_is_a_problem() -> None:
    source = programme(
        section("ett", paragraph("a[^x]"), notes={"x": "Not."}, **easy(title="Ett", blocks=[paragraph("a[^x]")])),
        **easy(title="Prov"),
    )
    with pytest.raises(BuildError) as caught:
        compose(source, EASY)
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer) == ("P303", "/sections/0/renditions/sv-simple")
    assert problem.hint


# --- the glossary ---------------------------------------------------------------------------


def test_no_words_no_glossary() -> None:
    assert [part.kind for part in standard(programme()).sections] == ["body", "colophon"]


def test_the_glossary_says_that_it_is_no_part_of_the_programme() -> None:
    entry = {
        "id": "ordet-lov",
        "term": "LOV",
        "expansion": "lagen om val",
        "forms": ["LOV:s"],
        "explanation": "En *lag*.",
    }
    found = of_kind(standard(programme(glossary=[entry])), "glossary")
    about, definitions = found.blocks
    assert isinstance(about, p.Notice)
    assert (about.kind, words(about)) == ("about", labels.GLOSSARY_ABOUT)
    assert "ingår inte i programmet" in words(about)
    assert isinstance(definitions, p.Definitions)
    (item,) = definitions.items
    assert (item.id, item.pointer, item.expansion, item.forms) == (
        "ordet-lov",
        "/glossary/0",
        "lagen om val",
        ("LOV:s",),
    )
    assert p.plain_text(item.children) == "En lag."


def test_an_easy_glossary_has_easy_words_only() -> None:
    hard = {"id": "ordet-lov", "term": "LOV", "expansion": "lagen om valfrihet", "explanation": "Svårt."}
    source = programme(
        section("a", blocks=[paragraph()], **easy(title="A", blocks=[paragraph()])),
        glossary=[
            {**hard, **easy(term="Lov", explanation="Lätt.")},
            {**hard, "id": "ordet-iop", "term": "IOP"},
        ],
        **easy(title="Prov"),
    )
    found = of_kind(compose(source, EASY, require=Requirement.NONE), "glossary")
    assert isinstance(found.blocks[1], p.Definitions)
    first, second = found.blocks[1].items
    assert (p.plain_text(first.term), p.plain_text(first.children), first.expansion) == ("Lov", "Lätt.", None)
    gap = labels.GAP.format(variety="lättläst svenska")
    assert (p.plain_text(second.term), p.plain_text(second.children), second.expansion) == ("IOP", gap, None)


# --- the colophon ---------------------------------------------------------------------------


def rows(source: Programme) -> dict[str, str]:
    (block,) = of_kind(standard(source), "colophon").blocks
    assert isinstance(block, p.Descriptions)
    return {p.plain_text(item.term): p.plain_text(item.children) for item in block.items}


def test_the_colophon_says_what_the_source_says_and_no_more() -> None:
    source = programme()
    assert rows(source) == {
        "Utgivare": "Provpartiet",
        "Gäller": "2027-2030",
        "Version": "1",
        "Status": "Utkast",
        "Textens kontrollsumma (början)": source.digest[:12],
    }


def test_the_colophon_says_all_that_the_source_says(provkommun: Programme) -> None:
    found = rows(provkommun)
    assert list(found) == [
        *("Utgivare", "Gäller", "Version", "Datum", "Status", "Kontakt", "Ansvarig", "Licens", "Avsändare"),
        "Textens kontrollsumma (början)",
    ]
    assert (found["Datum"], found["Status"]) == ("17\u00a0oktober 2026", "Antaget")
    assert found["Kontakt"].split(", ") == [
        *("Provpartiets expedition", "Storgatan 1", "123 45 Lillby", "070-174 06 05", "expeditionen@example.se"),
        "https://example.se/kontakt",
    ]


def test_the_links_of_the_colophon_work(provkommun: Programme) -> None:
    links = [node.href for node in p.walk(of_kind(standard(provkommun), "colophon")) if isinstance(node, p.Link)]
    assert links == [
        "https://example.se",
        "tel:070-1740605",
        "mailto:expeditionen@example.se",
        "https://example.se/kontakt",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://example.se/pengar",
    ]


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ({"email": "a@example.se"}, "a@example.se"),
        ({"name": "Ada", "url": "https://example.se"}, "Ada, https://example.se"),
        ({"telephone": "0322-61 60 00"}, "0322-61 60 00"),
    ],
)
def test_a_contact_with_parts_left_out(contact: dict[str, str], said: str) -> None:
    assert rows(programme(contact=contact))["Kontakt"] == said


# --- notices and metadata -------------------------------------------------------------------


def notices(publication: p.Publication) -> list[str]:
    assert all(notice.kind == "draft" for notice in publication.notices)
    return [words(notice) for notice in publication.notices]


def test_a_programme_that_is_not_adopted_says_so() -> None:
    assert notices(standard(programme())) == [labels.NOT_ADOPTED]
    adopted = programme(release={"version": "1", "status": "adopted"})
    assert notices(standard(adopted)) == []


def test_an_edition_with_drafts_says_so(provkommun: Programme) -> None:
    assert notices(standard(provkommun)) == []
    assert notices(compose(provkommun, EASY)) == [labels.DRAFT_IN_PART]


def test_an_edition_that_is_approved_says_nothing(provkommun: Programme) -> None:
    assert notices(compose(approved(provkommun), EASY)) == []


def approved(source: Programme) -> Programme:
    """The same programme, with every rendition approved."""

    def change(node: Any) -> Any:
        fields: dict[str, Any] = {
            "renditions": {
                tag: replace(item, status=RenditionStatus.APPROVED, stale=False)
                for tag, item in node.renditions.items()
            }
        }
        for name in ("sections", "commitments", "glossary"):
            if hasattr(node, name):
                fields[name] = tuple(change(child) for child in getattr(node, name))
        return replace(node, **fields)

    changed: Programme = change(source)
    return changed


def test_what_the_editions_say_about_themselves(provkommun: Programme) -> None:
    one, two = standard(provkommun).metadata, compose(provkommun, EASY).metadata
    assert (one.identifier, two.identifier) == (provkommun.id, f"{provkommun.id}-lattlast")
    assert (one.variety, two.variety) == ("sv", "sv-simple")
    assert (one.easy_read, two.easy_read) == (False, True)
    assert (one.title, two.title) == (provkommun.title, "Det här vill vi göra i Provkommun")
    assert one.content_digest != two.content_digest
    assert (one.date, one.version, one.adopted, one.period) == ("2026-10-17", "2", True, "2027-2030")


def test_a_date_that_nobody_said_is_left_out(alingsas: Programme) -> None:
    found = standard(alingsas).metadata
    assert (found.date, found.rights, found.adopted) == ("", "", False)


# --- renditions -----------------------------------------------------------------------------


def half_easy() -> Programme:
    """A section that is retold, with a commitment that is not; and one that is not, with one that is."""
    return programme(
        section(
            "ett",
            paragraph("Svår text ett."),
            commitments=[promise("a", "Svårt löfte a.")],
            **easy(title="Etta", blocks=[paragraph("Lätt\ntext."), paragraph("Mer.")]),
        ),
        section("tva", paragraph("Svår text två."), commitments=[promise("b", "Svårt b.", **easy(text="Lätt b."))]),
        **easy(title="Lätt program"),
    )


def test_every_missing_rendition_is_told_at_once() -> None:
    with pytest.raises(BuildError) as caught:
        compose(half_easy(), EASY)
    assert [(problem.code, problem.pointer) for problem in caught.value.problems] == [
        ("P301", "/sections/0/commitments/0"),
        ("P301", "/sections/1"),
    ]


def test_a_gap_stands_where_a_rendition_is_missing() -> None:
    found = compose(half_easy(), EASY, require=Requirement.NONE)
    body = " ".join(words(part) for part in found.sections[:-1])
    assert "Svår" not in body
    gaps = [node for node in p.walk(found) if isinstance(node, p.Notice) and node.kind == "gap"]
    assert [(gap.id, gap.pointer) for gap in gaps] == [("a-1", "/sections/0/commitments/0"), ("tva-1", "/sections/1")]
    assert {words(gap) for gap in gaps} == {"Den här delen finns inte på lättläst svenska än."}


def test_a_heading_without_a_rendition_says_its_language() -> None:
    second = compose(half_easy(), EASY, require=Requirement.NONE).sections[1]
    assert second.title == (p.Language(tag="sv", children=(p.Text(value="Tva"),)),)


def test_an_authored_phrase_break_is_kept() -> None:
    first = compose(half_easy(), EASY, require=Requirement.NONE).sections[0]
    assert isinstance(first.blocks[0], p.Paragraph)
    assert first.blocks[0].children == (p.Text(value="Lätt"), p.LineBreak(), p.Text(value="text."))
    assert p.plain_text(first.blocks[0].children) == "Lätt text."


def test_an_edition_in_the_language_of_the_source_is_the_source() -> None:
    same = Edition(id="svensk", title="Svensk", variety="sv", stages=(), emitters=())
    source = half_easy()
    assert compose(source, same).sections == compose(source, STANDARD).sections


@pytest.mark.parametrize("require", Requirement)
def test_the_standard_edition_requires_no_rendition(require: Requirement) -> None:
    assert compose(half_easy(), STANDARD, require=require)


def test_a_status_that_is_not_enough() -> None:
    source = programme(section("ett", paragraph(), **easy(title="Ett", blocks=[paragraph()])), **easy(title="Prov"))
    compose(source, EASY, require=Requirement.DRAFT)
    for require in (Requirement.REVIEWED, Requirement.APPROVED):
        with pytest.raises(BuildError) as caught:
            compose(source, EASY, require=require)
        assert [(problem.code, problem.pointer) for problem in caught.value.problems] == [
            ("P302", "/renditions/sv-simple"),
            ("P302", "/sections/0/renditions/sv-simple"),
        ]


# --- images ---------------------------------------------------------------------------------


def figures(node: p.Node) -> Iterator[p.Figure]:
    return (found for found in p.walk(node) if isinstance(found, p.Figure))


def test_only_images_that_are_shown_come_along(provkommun: Programme) -> None:
    found = standard(provkommun)
    assert set(found.resources) == {figure.resource for figure in figures(found)} == {"bild-1.png", "bild-2.png"}
    one = {"type": "figure", "image": "vag.png", "decorative": True}
    other = {"type": "figure", "image": "skolgard.png", "alternative": "En gård."}
    source = programme(section("a", one, other, **easy(title="A", blocks=[other])), **easy(title="Prov"))
    assert list(compose(source, EASY).resources) == ["bild-1.png"]
    assert list(standard(source).resources) == ["bild-1.png", "bild-2.png"]


def test_what_is_decorative_has_no_alternative(provkommun: Programme) -> None:
    alternatives = [figure.alternative for figure in figures(standard(provkommun))]
    assert alternatives[0] == ""
    assert alternatives[1].startswith("Ett rött skolhus")
