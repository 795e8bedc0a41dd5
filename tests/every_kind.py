"""A small publication made by hand, with every kind of node, and what an emitter is given with it."""

from __future__ import annotations

from pathlib import Path

from progpipe import publication as p
from progpipe.interfaces import Context
from progpipe.model import Edition
from progpipe.theme import Profile, Theme

FOLDER = Path(__file__).parent / "data" / "provkommun"
EDITION = Edition(id="standard", title="Standard", stages=(), emitters=("docx", "odt", "txt"))
THEME = Theme(
    name="prov",
    title="Prov",
    version="0",
    colours={"text": "#1b1b1f", "heading": "#0a3c5c", "link": "#0a4f86", "background": "#ffffff"},
    tokens={},
    profiles={"standard": Profile(name="standard"), "lattlast": Profile(name="lattlast", hyphenate=False)},
    styles={"screen": "", "print": "", "epub": ""},
)


def context(**changes: object) -> Context:
    values: dict[str, object] = {"edition": EDITION, "theme": THEME, "stem": "prov", "source_date": 1_793_188_800}
    return Context(**{**values, **changes})  # type: ignore[arg-type]


def text(value: str) -> tuple[p.Inline, ...]:
    return (p.Text(value=value),)


def paragraph(identifier: str, *children: p.Inline | str) -> p.Paragraph:
    made = tuple(p.Text(value=child) if isinstance(child, str) else child for child in children)
    return p.Paragraph(id=identifier, pointer=f"/{identifier}", children=made)


def item(identifier: str, *blocks: p.Block) -> p.ListItem:
    return p.ListItem(id=identifier, pointer="", blocks=blocks)


def commitment(number: int, words: str, related: p.Inlines = ()) -> p.Commitment:
    block = paragraph(f"lofte-{number}-1", words)
    return p.Commitment(id=f"lofte-{number}", pointer="", blocks=(block,), number=number, related=related)


def row(*cells: str) -> p.Row:
    return p.Row(cells=tuple(p.Cell(children=text(cell), scope=None if n else "row") for n, cell in enumerate(cells)))


def image(name: str) -> p.Resource:
    content = (FOLDER / name).read_bytes()
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return p.Resource(name=name, media_type="image/png", content=content, width=width, height=height)


def every_kind() -> p.Publication:
    """One of each: the words are few, so that a test can name them all."""
    return p.Publication(
        metadata=p.Metadata(
            identifier="prov",
            title="Handlingsprogram för Provkommun 2027–2030",
            language="sv",
            variety="sv",
            publisher="Provpartiet i Provkommun",
            period="2027–2030",
            date="2026-10-17",
            content_digest="0" * 64,
        ),
        notices=(p.Notice(id="utkast", pointer="", kind="draft", children=text("Programmet är inte antaget.")),),
        sections=(_introduction(), _board(), _glossary(), _colophon()),
        resources={name: image(name) for name in ("skolgard.png", "vag.png")},
    )


def _introduction() -> p.Section:
    note = p.NoteReference(id="not-1-a", target="not-1", label="1")
    return p.Section(
        id="inledning",
        pointer="/sections/0",
        kind="introduction",
        title=text("Inledning"),
        blocks=(
            paragraph("inledning-1", "Vi lovar ", p.Strong(children=text("30 nya")), " platser,", note, " och mer."),
            paragraph(
                "inledning-2",
                "Barnen säger ",
                p.Language(tag="en", children=text("good morning")),
                " och ",
                p.Emphasis(children=text("god morgon")),
                ". Läs ",
                p.Link(href="https://example.se/pengar", children=text("hur det går till")),
                " eller om ",
                p.Reference(target="ordet-lov", children=text("LOV"), kind="glossary", id="ordet-lov-1"),
                ".",
                p.LineBreak(),
                "Det är fritt.",
            ),
            p.Quote(
                id="citat",
                pointer="",
                blocks=(paragraph("citat-1", "Här vill jag bo."),),
                attribution=text("Ada Provsson"),
            ),
            p.Figure(id="vag", pointer="", resource="vag.png", alternative="", decorative=True),
            p.Notes(
                id="noter",
                pointer="",
                items=(
                    p.Note(id="not-1", pointer="", label="1", children=text("Enligt planen."), references=("not-1-a",)),
                ),
            ),
        ),
    )


def _board() -> p.Section:
    related = (p.Reference(target="lofte-3", children=text("åtagande 3"), kind="related"),)
    inner = p.List(
        id="inre",
        pointer="",
        ordered=True,
        items=(item("inre-1", paragraph("i1", "i skogen")), item("inre-2", paragraph("i2", "vid sjön"))),
    )
    school = p.Section(
        id="forskolan",
        pointer="",
        kind="policy",
        title=text("Förskolan"),
        blocks=(
            p.Group(id="grupp", pointer="", kind="lead", blocks=(paragraph("grupp-1", "Förskolan är först."),)),
            p.Commitments(id="loften-b", pointer="", items=(commitment(3, "Behåll natten."),)),
        ),
    )
    return p.Section(
        id="skolnamnden",
        pointer="/sections/1",
        kind="body",
        title=text("Skolnämnden"),
        blocks=(
            p.List(
                id="lista",
                pointer="",
                items=(item("lista-1", paragraph("l1", "sånger")), item("lista-2", paragraph("l2", "lek ute:"), inner)),
            ),
            p.Table(
                id="tabell",
                pointer="",
                caption=text("Pengar till skolan"),
                header=p.Row(cells=tuple(p.Cell(children=text(cell), scope="col") for cell in ("Vad", "År", "Kronor"))),
                rows=(row("Böcker", "2027", "100"), row("Gårdar", "2028", "200")),
            ),
            p.Figure(
                id="gard",
                pointer="",
                resource="skolgard.png",
                alternative="En skolgård med träd.",
                caption=text("Så kan det bli."),
            ),
            p.Commitments(
                id="loften-a",
                pointer="",
                items=(commitment(1, "Köp böcker.", related), commitment(2, "Plantera träd.")),
            ),
        ),
        sections=(school,),
    )


def _glossary() -> p.Section:
    entry = p.Definition(
        id="ordet-lov",
        pointer="",
        term=text("LOV"),
        expansion="lagen om valfrihet",
        children=text("En lag om val."),
        references=("ordet-lov-1",),
    )
    return p.Section(
        id="ordlista",
        pointer="",
        kind="glossary",
        title=text("Ordlista"),
        blocks=(p.Definitions(id="ord", pointer="", items=(entry,)),),
    )


def _colophon() -> p.Section:
    fact = p.Description(id="kolofon-1", pointer="", term=text("Utgivare"), children=text("Provpartiet"))
    return p.Section(
        id="kolofon",
        pointer="",
        kind="colophon",
        title=text("Om det här dokumentet"),
        blocks=(p.Descriptions(id="fakta", pointer="", items=(fact,)),),
    )
