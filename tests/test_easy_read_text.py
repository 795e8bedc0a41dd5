"""The easy-read text of the real programme: all of it is there, in step, and says nothing that the party does not say.

What no test can see, people must: whether every promise is there, as strong and no stronger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import progpipe
from progpipe.compose import compose
from progpipe.editions import find_editions
from progpipe.model import Commitment, GlossaryEntry, Paragraph, Programme, Rendition, RenditionStatus, Section
from progpipe.publication import Paragraph as Set
from progpipe.publication import Publication, plain_text, walk

EASY = "sv-simple"
NUMBER_WORDS = frozenset(
    [
        "noll",
        "två",
        "tre",
        "fyra",
        "fem",
        "sex",
        "sju",
        "åtta",
        "nio",
        "tio",
        "elva",
        "tolv",
        "tjugo",
        "trettio",
        "fyrtio",
        "femtio",
        "hundra",
        "tusen",
        "miljon",
    ]
)


def nodes(programme: Programme) -> Iterator[Programme | Section | Commitment | GlossaryEntry]:
    yield programme
    for section in sections(programme.sections):
        yield section
        yield from section.commitments
    yield from programme.glossary


def sections(found: tuple[Section, ...]) -> Iterator[Section]:
    for section in found:
        yield section
        yield from sections(section.sections)


def said(rendition: Rendition) -> str:
    """Everything that a rendition says."""
    parts = [rendition.title, rendition.text, rendition.term, rendition.expansion, rendition.explanation]
    parts += [block.text for block in rendition.blocks or () if isinstance(block, Paragraph)]
    return "\n".join(part for part in parts if part)


def told(programme: Programme) -> str:
    """Everything that the standard text and the glossary say."""
    parts = [programme.title, programme.publisher.name]
    for section in sections(programme.sections):
        parts += [section.title, *(block.text for block in section.blocks if isinstance(block, Paragraph))]
        parts += [commitment.text for commitment in section.commitments]
    for entry in programme.glossary:
        parts += [entry.term, *entry.forms, entry.expansion or "", entry.explanation]
    return "\n".join(parts)


def test_every_node_has_a_draft_in_step_with_its_source(alingsas: Programme) -> None:
    found = [node.renditions.get(EASY) for node in nodes(alingsas)]
    assert None not in found
    assert {(item.status, item.stale) for item in found if item} == {(RenditionStatus.DRAFT, False)}
    assert alingsas.warnings == ()


def test_every_part_of_a_node_is_retold(alingsas: Programme) -> None:
    for section in sections(alingsas.sections):
        rendition = section.renditions[EASY]
        assert rendition.title
        assert bool(rendition.blocks) == bool(section.blocks), section.id
    assert all(item.renditions[EASY].text for part in sections(alingsas.sections) for item in part.commitments)


def test_no_number_comes_from_us(alingsas: Programme) -> None:
    known = set(re.findall(r"\d+", told(alingsas))) | set(re.findall(r"\w+", told(alingsas).lower()))
    for node in nodes(alingsas):
        words = re.findall(r"\w+", said(node.renditions[EASY]).lower())
        new = [word for word in words if (word.isdigit() or word in NUMBER_WORDS) and word not in known]
        assert new == [], node.id


def test_no_name_comes_from_us(alingsas: Programme) -> None:
    """A capital inside a sentence begins a name; each is in the standard text, in the same form or another."""
    known = told(alingsas)
    for node in nodes(alingsas):
        for name in re.findall(r"(?<=[a-zåäö,;] )[A-ZÅÄÖ]\w+", said(node.renditions[EASY])):
            assert name in known or name.rstrip("s") in known, (node.id, name)


def test_it_says_that_it_is_a_draft(alingsas: Programme) -> None:
    (easy,) = find_editions(alingsas, ["lattlast"])
    publication = compose(alingsas, easy)
    assert any("utkast" in plain_text(notice.children) for notice in publication.notices)


@pytest.mark.parametrize("edition", ["standard", "lattlast"])
def test_the_glossary_explains_forty_terms_and_more(alingsas: Programme, edition: str) -> None:
    (found,) = find_editions(alingsas, [edition])
    glossary = next(section for section in compose(alingsas, found).sections if section.kind == "glossary")
    terms = {entry.term for entry in alingsas.glossary}
    assert len(terms) >= 40
    assert {"LOV", "IOP", "APL", "MYS", "ID06", "koldioxidbudget", "social förtur", "upphandling"} <= terms
    assert all(
        entry.forms or entry.expansion or entry.term.istitle() or " " in entry.term for entry in alingsas.glossary
    )
    assert glossary.blocks


def words_of(publication: Publication) -> str:
    return "\n".join(plain_text(node) for node in walk(publication) if isinstance(node, Set))


def test_the_standard_text_is_untouched_by_it(alingsas: Programme) -> None:
    standard, easy = find_editions(alingsas)
    assert "Vi vill ta bort målet om Sveriges mest effektiva kommun." not in words_of(compose(alingsas, standard))
    assert "Skrota målet" not in words_of(compose(alingsas, easy))


@pytest.fixture(scope="module")
def report(alingsas: Programme) -> progpipe.Report:
    return progpipe.lint(alingsas, "lattlast")


def test_the_numbers_are_those_of_published_easy_read(report: progpipe.Report) -> None:
    assert report.measures.lix <= 35
    for stretch in report.sections:
        found = stretch.measures
        if found.words < 150:
            continue
        name = stretch.parts[0].id
        assert found.mean_sentence <= 10, name
        assert found.longest_sentence <= 20, name
        assert found.rare <= 3, name
        assert round(found.mattr, 2) <= 0.82, name
        assert found.passive <= 6, name
        assert found.ordinary < 0.5, name


def test_nothing_in_it_is_what_must_not_be_published(report: progpipe.Report) -> None:
    assert not report.failed
