"""Plain text: every word in order, lines that fit, and nothing that only a machine would write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from every_kind import context, every_kind, paragraph, text

from progpipe import publication as p
from progpipe.emitters.txt import txt

EXPECTED = """\
Handlingsprogram för Provkommun 2027–2030
=========================================

Utkast

Provpartiet i Provkommun

Programmet är inte antaget.


Inledning
=========

Vi lovar 30 nya platser, (not 1) och mer.

Barnen säger good morning och god morgon. Läs hur det går till
(https://example.se/pengar) eller om LOV.
Det är fritt.

  Här vill jag bo.

– Ada Provsson

Noter

Not 1: Enligt planen.


Skolnämnden
===========

- sånger

- lek ute:

  1.  i skogen

  2.  vid sjön

Tabell: Pengar till skolan

- Vad: Böcker; År: 2027; Kronor: 100

- Vad: Gårdar; År: 2028; Kronor: 200

Bild: En skolgård med träd.

Så kan det bli.

1.  Köp böcker.

    Hör ihop med åtagande 3

2.  Plantera träd.


Förskolan
---------

Förskolan är först.

3.  Behåll natten.


Ordlista
========

LOV (lagen om valfrihet)

    En lag om val.


Om det här dokumentet
=====================

Utgivare: Provpartiet
"""


def written(publication: p.Publication) -> str:
    (artefact,) = txt(publication, context())
    assert (artefact.name, artefact.media_type, artefact.format) == ("prov.txt", "text/plain", "txt")
    return artefact.content.decode("utf-8")


def with_block(*blocks: p.Block, title: str = "Del") -> p.Publication:
    section = p.Section(id="del", pointer="", kind="policy", title=text(title), blocks=blocks)
    return replace(every_kind(), notices=(), sections=(section,))


def test_the_whole_text() -> None:
    assert written(every_kind()) == EXPECTED


def test_two_blank_lines_before_each_heading_also_after_another() -> None:
    inner = p.Section(id="inre", pointer="", kind="policy", title=text("Inre"), blocks=(paragraph("a", "Hej."),))
    outer = p.Section(id="yttre", pointer="", kind="policy", title=text("Yttre"), sections=(inner,))
    said = written(replace(every_kind(), notices=(), sections=(outer,)))
    assert said.endswith("Provkommun\n\n\nYttre\n=====\n\n\nInre\n----\n\nHej.\n")


def test_lines_fit_and_the_last_ends() -> None:
    long = written(with_block(paragraph("a", "ord " * 200), title="Mycket " * 20))
    assert max(len(line) for line in long.splitlines()) <= 72
    assert long.endswith("ord\n")
    assert long.count("Mycket") == 20
    assert long.count("ord") == 200


@pytest.mark.parametrize("words", ["5 * 3", "[plats]", "a_b_c", "1. inte en lista", "# 1", "{kod}", "C:\\mapp", "<b>"])
def test_characters_of_markdown_stay_as_they_are(words: str) -> None:
    assert f"\n\n\nDel\n===\n\n{words}\n" in written(with_block(paragraph("a", words)))


def test_an_address_is_said_once() -> None:
    mail = p.Link(href="mailto:a@example.se", children=text("a@example.se"))
    other = p.Link(href="mailto:a@example.se", children=text("Skriv"))
    said = written(with_block(paragraph("a", mail, " eller ", other)))
    assert "a@example.se eller Skriv (a@example.se)" in said


def test_an_empty_cell_is_said() -> None:
    header = p.Row(cells=(p.Cell(children=text("År"), scope="col"), p.Cell(children=text("Kronor"), scope="col")))
    row = p.Row(cells=(p.Cell(children=text("2027")), p.Cell(children=())))
    table = p.Table(id="t", pointer="", caption=text("Pengar"), header=header, rows=(row,))
    assert "- År: 2027; Kronor: –" in written(with_block(table))


def test_a_decorative_image_is_silent() -> None:
    figure = p.Figure(id="f", pointer="", resource="vag.png", alternative="")
    assert "Bild" not in written(with_block(figure, paragraph("a", "Hej.")))
