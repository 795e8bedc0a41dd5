"""The page for readers: "Så har vi kontrollerat tillgängligheten"."""

from __future__ import annotations

import re
from pathlib import Path

from fake_validators import ALT, folder, validator
from lxml.html import HtmlElement, document_fromstring
from test_check_command import HOSTILE

import progpipe
from progpipe.check import CheckReport, Validator
from progpipe.check.kinds import EPUB, HTML, PDF
from progpipe.check.page import Origin, check_page
from progpipe.markup.page import html_page
from progpipe.model import Contact
from progpipe.theme import read_theme


def page(report: CheckReport, origin: Origin | None = None) -> HtmlElement:
    content = html_page(check_page(report, origin), read_theme("default"), "standard")
    return document_fromstring(content.decode("utf-8"))


def check(place: Path, *validators: Validator) -> CheckReport:
    return progpipe.check([folder(place)], validators=validators)


def text(tree: HtmlElement, name: str = "texten") -> str:
    return " ".join(tree.get_element_by_id(name).text_content().split())


def rows(tree: HtmlElement) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.get_element_by_id("kontrollerat-tabell").xpath("./tbody/tr")
    ]


def test_what_was_verified_by_which_version_and_by_which_standards(tmp_path: Path) -> None:
    tree = page(
        check(
            tmp_path,
            validator("veraPDF", PDF, standards=["PDF/UA-1", "PDF/A-3a"], found={"program.pdf": [ALT, HOSTILE]}),
            validator("Ace", EPUB, missing="Install it with npm."),
            validator("Vår", EPUB, HTML, independent=False),
        )
    )
    assert tree.get("lang") == "sv"
    assert tree.xpath("string(//h1)") == "Så har vi kontrollerat tillgängligheten"
    assert rows(tree) == [
        ["bok.epub", "Ace", "–", "inte kontrollerad"],
        ["bok.epub", "Vår 1.2", "PROV-1", "inga fel hittades"],
        ["program.pdf", "veraPDF 1.2", "PDF/UA-1, PDF/A-3a", "2 anmärkningar"],
        ["sida.html", "Vår 1.2", "PROV-1", "inga fel hittades"],
    ]
    tools = text(tree, "verktygen-lista")
    assert "veraPDF 1.2" in tools
    assert "Läser filen på prov. Verktyget är fristående: det är gjort av andra än oss." in tools
    assert "Kontrollen är vår egen." in tools
    assert "Verktyget var inte installerat" in tools


def test_every_finding_has_its_place_and_remedy_in_the_language_that_it_is_in(tmp_path: Path) -> None:
    tree = page(check(tmp_path, validator("veraPDF", found={"program.pdf": [ALT, HOSTILE]})))
    said = text(tree, "anmarkningar")
    assert "program.pdf: veraPDF 1.2" in said
    assert "ua1:7.3-1 (error): A figure has no alternative text." in said
    assert "Så här kan det rättas: Describe it." in said
    assert "Antal: 7" in said
    english = {" ".join(node.text_content().split()) for node in tree.xpath("//*[@lang='en']")}
    assert {"A figure has no alternative text.", "Describe it."} <= english
    assert "Verktygens egna texter är på engelska." in said


def test_what_validators_say_is_never_markup_nor_a_control(tmp_path: Path) -> None:
    report = check(tmp_path, validator("v\x00\ud800eraPDF\ufffe", found={"program.pdf": [HOSTILE]}))
    tree = page(report)
    assert not tree.xpath("//script")
    said = text(tree)
    assert "<script>alert(1)</script> next & last \\x07" in said
    assert "\\u202e" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe]", said)


def test_what_was_not_verified_is_said_with_its_reason(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "brev.txt").write_text("Hej!", encoding="utf-8")
    (tmp_path / "lank").symlink_to(tmp_path)
    tree = page(check(tmp_path, validator("Ace", EPUB, missing="Install it with npm."), validator("Annan", PDF, HTML)))
    said = text(tree, "inte-kontrollerat")
    assert "Ace, bok.epub: Install it with npm." in said
    assert "så dem har vi inte kontrollerat: brev.txt." in said
    assert "lank: it is a link to another folder" in said
    assert "En kontroll kunde inte göras." in text(tree, "i-korthet")


def test_where_nothing_was_verified_the_page_says_so_first(tmp_path: Path) -> None:
    tree = page(check(tmp_path, validator(missing="Install it.")))
    assert text(tree, "i-korthet-text").startswith("Inga dokument har kontrollerats.")
    assert "inga fel" not in text(tree)


def test_what_only_people_can_judge_is_always_there(tmp_path: Path) -> None:
    for found in ({}, {"program.pdf": [ALT]}):
        said = text(page(check(tmp_path, validator(found=found))), "manniskor")
        for word in ("läses upp", "bilder", "tydligt", "skärmläsare"):
            assert word in said


def test_the_page_claims_nothing_that_it_does_not_know(tmp_path: Path) -> None:
    tree = page(check(tmp_path, validator()), Origin(publisher="Partiet", proved=True))
    said = text(tree).lower()
    for word in ("tillgänglig ", "tillgängliga", "tillgängligt", "godkänd", "uppfyller", "wcag", "garant"):
        assert word not in said
    assert "Verktygen hittade inga fel" not in text(page(check(tmp_path, validator(found={"bok.epub": [ALT]}))))


def test_how_to_tell_us_comes_from_the_source_and_is_never_invented(tmp_path: Path) -> None:
    report = check(tmp_path, validator())
    contact = Contact(email="hej@example.se", telephone="0322-12 34 56")
    known = page(report, Origin(publisher="Partiet", contact=contact))
    assert [link.get("href") for link in known.get_element_by_id("kontakt").iter("a")] == [
        "tel:0322-123456",
        "mailto:hej@example.se",
    ]
    assert text(page(report, Origin(publisher="Partiet")), "kontakt").endswith("Berätta det för Partiet.")
    nobody = page(report)
    assert not list(nobody.get_element_by_id("kontakt").iter("a"))
    assert text(nobody, "kontakt").endswith("den som har gett ut filen.")


def test_the_same_report_gives_the_same_bytes_and_asks_for_nothing(tmp_path: Path) -> None:
    report = check(tmp_path, validator(found={"bok.epub": [ALT]}))
    theme = read_theme("socialdemokraterna")
    content = html_page(check_page(report), theme, "standard")
    assert content == html_page(check_page(report), theme, "standard")
    tree = document_fromstring(content.decode("utf-8"))
    assert not tree.xpath("//script")
    assert all(address.startswith(("data:", "#")) for address in tree.xpath("//@src | //@href"))
    assert str(tmp_path) not in tree.text_content()
