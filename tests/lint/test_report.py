"""`progpipe.lint`: remarks, silences, numbers."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from programmes import LONG, programme, rendition_of

import progpipe
from progpipe.compose import Requirement, compose
from progpipe.editions import find_editions
from progpipe.errors import UsageError, ValidationError
from progpipe.lint import Report
from progpipe.lint.report import UNUSED
from progpipe.load import load
from progpipe.model import Programme

PROMISE = "/sections/0/commitments/0/renditions/sv-simple"


def report(source: dict[str, Any], edition: str = "lattlast") -> Report:
    return progpipe.lint(load(source), edition)


def codes(found: Report) -> list[str]:
    return [remark.code for remark in found.remarks]


def silence(code: str, reason: str = "Så heter det.") -> list[dict[str, str]]:
    return [{"silence": code, "reason": reason}]


def test_a_remark_says_what_it_is_about() -> None:
    found = report(programme(promise=f"Vi vill mer. {LONG}"))
    (remark,) = [remark for remark in found.remarks if remark.code == "L201"]
    assert (remark.pointer, remark.node, remark.level) == (f"{PROMISE}/text", "fler-larare", "fel")
    assert (remark.text, remark.start) == (LONG, 13)
    assert "21 ord" in remark.message
    assert found.failed


def test_an_easy_text_has_no_fault() -> None:
    found = report(programme())
    assert not found.failed
    assert (found.measures.words, found.measures.sentences) == (8, 2)


def test_the_source_itself_is_read_too_and_gets_tips_only() -> None:
    source = programme()
    source["sections"][0]["blocks"][0]["text"] = LONG
    found = report(source, "standard")
    assert ("L201", "tips", "/sections/0/blocks/0/text") in {(r.code, r.level, r.pointer) for r in found.remarks}
    assert {remark.level for remark in found.remarks} == {"tips"}
    assert not found.failed


def test_every_remark_of_the_two_programmes_quotes_the_text(provkommun: Programme, alingsas: Programme) -> None:
    for one, edition in ((provkommun, "standard"), (provkommun, "lattlast"), (alingsas, "standard")):
        for remark in progpipe.lint(one, edition).remarks:
            assert remark.code
            assert remark.message.endswith((".", "?", ")", "”"))
            assert len(remark.text) == remark.end - remark.start


def test_what_has_no_rendition_is_passed_over() -> None:
    source = programme()
    del source["sections"][0]["commitments"][0]["renditions"]
    assert report(source).measures.words == 3
    del source["sections"][0]["renditions"]
    assert report(source).measures.words == 0


def test_an_edition_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="lattlast"):
        report(programme(), "latlast")


def test_a_source_with_problems(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        progpipe.lint(tmp_path / "inget.json")


def test_a_rule_is_silenced_where_the_source_says_so() -> None:
    source = programme(promise=LONG, lint=silence("L201"))
    found = report(source)
    assert "L201" not in codes(found)
    assert "L201" in [remark.code for remark in found.silenced]
    assert UNUSED not in codes(found)
    assert not found.failed


def test_a_silence_is_of_one_node() -> None:
    source = programme(section=LONG, promise=LONG, lint=silence("L201"))
    assert [remark.node for remark in report(source).remarks if remark.code == "L201"] == ["skolan"]
    source["sections"][0]["renditions"]["sv-simple"]["lint"] = silence("L201")
    assert "L201" not in codes(report(source))


def test_a_silence_beside_the_source_text_is_of_that_text() -> None:
    source = programme(promise=LONG)
    commitment = source["sections"][0]["commitments"][0]
    commitment["lint"] = silence("L201")
    assert "L201" in codes(report(source))
    assert UNUSED not in codes(report(source))
    assert UNUSED in codes(report(source, "standard"))


@pytest.mark.parametrize("code", ["L201", "X999"])
def test_a_silence_that_hits_nothing_is_a_tip(code: str) -> None:
    source = programme(lint=silence(code, "Det var så."))
    (remark,) = [remark for remark in report(source).remarks if remark.code == UNUSED]
    assert (remark.pointer, remark.level) == (f"{PROMISE}/lint/0", "tips")
    assert code in remark.message
    assert "Det var så." in remark.message


def test_a_silence_changes_no_basis_and_no_edition() -> None:
    source = programme(promise=LONG)
    loud = load(source)
    source["sections"][0]["lint"] = silence("L201")
    source["sections"][0]["commitments"][0]["lint"] = silence("L201")
    rendition_of(source)["lint"] = silence("L201")
    quiet = load(source)
    assert quiet.warnings == loud.warnings == ()
    assert not quiet.sections[0].renditions["sv-simple"].stale
    for edition in ("standard", "lattlast"):
        assert page(quiet, edition) == page(loud, edition)


def page(programme: Programme, edition: str) -> Any:
    """What the edition says, but for the digest of the source."""
    (chosen,) = find_editions(programme, [edition])
    publication = compose(programme, chosen, require=Requirement.NONE)
    body = tuple(section for section in publication.sections if section.kind != "colophon")
    return replace(publication, sections=body, metadata=replace(publication.metadata, content_digest=""))


def test_a_silence_needs_a_reason() -> None:
    source = programme(lint=[{"silence": "L201"}])
    with pytest.raises(ValidationError):
        load(source)


def test_the_rule_of_a_third_party_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "shouting-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[progpipe.rules]\nshouting = shouting_rule:shouting\nnone = shouting_rule:none\n"
    )
    (tmp_path / "shouting_rule.py").write_text(
        "from progpipe.lint.model import Level, remark_on, rule\n"
        "@rule('X100', Level.VARNING, about='Shouting.', source='Taste.')\n"
        "def shouting(text):\n"
        "    return [remark_on(s, 'Ropa inte.') for s in text.sentences() if s.text.endswith('!')]\n"
        "none = shouting.check\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shouting_rule", raising=False)
    with pytest.raises(UsageError, match="the rule none of shouting 1 is no Rule"):
        report(programme())
    (info / "entry_points.txt").write_text("[progpipe.rules]\nshouting = shouting_rule:shouting\n")
    monkeypatch.syspath_prepend(tmp_path / "later")  # what is on one path is looked up once
    found = report(programme(promise="Mer lärare!"))
    assert ("X100", "varning") in {(remark.code, remark.level) for remark in found.remarks}
