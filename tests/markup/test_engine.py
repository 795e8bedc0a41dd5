"""What makes WeasyPrint cheaper: that it is on, that it changes nothing, and that it is off where it does not fit."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pydyf
import pytest
import weasyprint
from weasyprint import css, document, layout

from progpipe.collector import PATIENT, patient_collector
from progpipe.emitters.pdf import pdf
from progpipe.interfaces import Context
from progpipe.markup import weasyprint as door
from progpipe.markup.attachment import Attachment
from progpipe.markup.engine import (
    VERSION,
    documents,
    early_references,
    filled_styles,
    fits,
    listed_pages,
    released_pages,
    used_pseudo_elements,
    version,
)
from progpipe.markup.engine.compile import TARGET, compiled, declarations
from progpipe.markup.pdf_profile import PROFILES
from progpipe.publication import Publication
from progpipe.theme import Theme

SOURCE = Attachment(name="prov.json", media_type="application/json", description="Prov", content=b"{}", date="")
STYLE = """
  @page { size: 60mm 40mm; margin: 5mm } * { margin: 0; padding: 0; font-size: 5mm; line-height: 1.5 }
  .to::after { content: " " target-counter(attr(href url), page) }
  .total::after { content: " " target-counter(url(#a), pages) }
  .both::after { content: " " target-counter(attr(href url), page) "/" counter(page) }
  .named::after { content: " " target-counter(url(#c), page) }
  section { break-before: page }
  .first::first-line { color: #123456; padding-left: 2mm } .first::first-letter { font-size: 8mm; margin-right: 1mm }
  .first b { background: #eeeeee; padding: 0 2mm; border-top-left-radius: 1mm }
  .first::before { content: "x"; opacity: 0.5; width: 3mm; display: inline-block }
  .logical { margin-inline-start: 3mm; padding-block: 1mm; inline-size: 30mm; max-block-size: 20mm; --w: 4mm }
  .logical li { direction: rtl; margin-inline-end: var(--w); border-start-start-radius: 1mm; background: #eeeeee }
"""
CONTENTS = "<nav><a class='to' href='#a'>a</a> <a class='to' href='#b'>b</a> <a class='to' href='#c'>c</a></nav>"
# What it is: the text, and the pages in the order in which they are laid out. Nothing is laid out for a number that
# is known, and all that names a number is right.
CASES: dict[str, tuple[str, list[int]]] = {
    "forward": (CONTENTS + "<section id='a'>A</section><section id='b'>B</section><p id='c'>C</p>", [0, 1, 2, 0]),
    "back": ("<p id='a'>A</p><section><a class='to' href='#a'>a</a></section>", [0, 1]),
    "on its own page": ("<p id='a'>A</p><p><a class='to' href='#a'>a</a></p>", [0, 0]),
    "the total, which is WeasyPrint's": ("<p id='a'>A</p><p><span class='total'>a</span></p>", [0, 0, 0]),
}


def html(main: str, style: str = STYLE) -> bytes:
    return (
        f"<!DOCTYPE html><html lang='sv'><head><title>Prov</title><style>{style}</style></head>"
        f"<body><header><h1 id='omslag'>Prov</h1></header><main>{main}</main></body></html>"
    ).encode()


def rendered(theme: Theme, main: str, style: str = STYLE) -> bytes:
    return door.render_pdf(
        html(main, style), files={}, fonts=theme.fonts, profile=PROFILES["1.7"], attachment=SOURCE
    ).content


def test_it_is_made_for_the_version_that_is_installed() -> None:
    assert weasyprint.__version__ == VERSION
    assert fits()


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_laid_out_again_only_for_a_number_that_was_not_known(
    theme: Theme, laid_out: list[int], case: str
) -> None:
    main, pages = CASES[case]
    rendered(theme, main)
    assert laid_out == pages


ALL = ("early_references", "filled_styles", "listed_pages", "released_pages", "used_pseudo_elements")


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    off: Callable[[], AbstractContextManager[None]] = nullcontext
    for name in names:
        monkeypatch.setattr(door, name, off)


LONG = "".join(
    f"<section id='s{n}'>{'ord ' * 40}<a class='to' href='#s{(n * 7) % 13}'>se</a></section>" for n in range(13)
)


@pytest.mark.parametrize(
    "main",
    [
        *(main for main, _ in CASES.values()),
        "<a class='both' href='#a'>b</a><section id='a'>A</section>",
        "<span class='named'>c</span><section id='c'>C</section><section><span class='named'>c</span></section>",
        "<p class='first'>Ett <b>stycke</b></p><ul class='logical'><li>Ett<table><tr><td>a</table></ul>",
        # The numbers make the contents a page longer, and so all numbers larger.
        "<nav>" + "".join(f"<a class='to' href='#s{n}'>aaaa</a> " for n in range(13)) + "</nav>" + LONG,
    ],
)
def test_the_file_is_the_same_without(theme: Theme, monkeypatch: pytest.MonkeyPatch, main: str) -> None:
    made = rendered(theme, main)
    without(monkeypatch, *ALL)
    assert rendered(theme, main) == made


def test_a_tree_is_read_as_it_is_when_written(
    editions: list[tuple[Context, Publication]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [list(pdf(publication, context)) for context, publication in editions]
    monkeypatch.setattr(documents, "fits", lambda: False)
    assert [list(pdf(publication, context)) for context, publication in editions] == made


@pytest.mark.parametrize(
    ("pseudo", "filled"), [(None, True), ("before", False), ("first-line", False), ("first-letter", False)]
)
def test_what_is_copied_onto_other_boxes_stays_empty(pseudo: str | None, filled: bool) -> None:
    with filled_styles():
        style = css.ComputedStyle(None, {}, pseudo, None, None, None, None)
    assert ("opacity" in style) is filled
    assert ("anchor" in style) is (pseudo in {None, "before"})


def test_with_another_version_nothing_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "VERSION", "71.0")
    assert not fits()
    stock = _replaced()
    with early_references(), filled_styles(), listed_pages(), released_pages(), used_pseudo_elements():
        assert _replaced() == stock
    monkeypatch.undo()
    with early_references(), filled_styles(), listed_pages(), released_pages(), used_pseudo_elements():
        assert not set(_replaced()) & set(stock)
    assert _replaced() == stock


def _replaced() -> tuple[object, ...]:
    return (
        layout.make_all_pages,
        css.ComputedStyle.__init__,
        pydyf.PDF.page_references,
        document.Page.paint,
        css.StyleFor.__init__,
    )


@pytest.mark.parametrize(
    ("style", "own", "asked"),
    [
        ("p { float: left; position: relative }", "", False),
        ("i { float: footnote }", "", True),
        ("p { --f: footnote } i { float: var(--f) }", "", True),
        ("i { position: note(notes) }", "", True),
        ("", "float: footnote", True),
    ],
)
def test_styles_of_notes_are_worked_out_where_there_may_be_some(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, style: str, own: str, asked: bool
) -> None:
    stock, found = css.StyleFor.set_computed_styles, set[str | None]()

    def set_computed_styles(style_for: object, *given: object, pseudo_type: str | None = None, **named: object) -> None:
        found.add(pseudo_type)
        stock(style_for, *given, pseudo_type=pseudo_type, **named)

    monkeypatch.setattr(css.StyleFor, "set_computed_styles", set_computed_styles)
    made = rendered(theme, f"<p>Ett<i style='{own}'>not</i></p>", style)
    assert ("footnote-call" in found) is asked
    assert "marker" in found
    without(monkeypatch, *ALL)
    assert rendered(theme, f"<p>Ett<i style='{own}'>not</i></p>", style) == made


def test_what_is_drawn_gives_its_memory_back(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    stock = document.Document.write_pdf

    def write_pdf(rendered: Any, *given: object, **named: object) -> object:
        known = [weakref.ref(page._page_box) for page in rendered.pages]
        made = stock(rendered, *given, **named)
        kept.extend(page() for page in known)
        return made

    monkeypatch.setattr(document.Document, "write_pdf", write_pdf)
    rendered(theme, LONG)
    assert set(kept) == {None}


def test_a_layout_that_has_ended_does_not_hold_itself(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[weakref.ref[Any]] = []
    stock = document.layout_document

    def layout_document(html: object, root: Any, context: object) -> list[object]:
        text = (box for box in root.descendants() if "::" not in box.element_tag)
        known.extend(map(weakref.ref, [root, context, *text]))
        return list(stock(html, root, context))

    monkeypatch.setattr(document, "layout_document", layout_document)
    gc.disable()
    try:
        rendered(theme, LONG)
        assert {one() for one in known} == {None}
    finally:
        gc.enable()


def test_the_declarations_are_those_of_the_installed_version() -> None:
    assert TARGET.read_text("utf-8") == compiled(declarations()), f"run python -m {compiled.__module__}"


IMPORT = """
import sys
from progpipe.markup.engine import imports, version
{change}
made = imports.import_weasyprint()
from weasyprint.text.ffi import ffi, pango
assert pango.pango_version() > 0
assert made is sys.modules["weasyprint"]
import fontTools.subset, cffi
assert cffi.FFI and fontTools.subset.Subsetter and fontTools.subset.__file__
print(type(ffi).__name__)
"""


@pytest.mark.parametrize(
    ("change", "interface"),
    [
        ("", "Compiled"),
        ("version.VERSION = '71.0'", "FFI"),
        ("import weasyprint", "FFI"),
        ("from progpipe.markup.engine import declarations; declarations.DIGEST = ''", "FFI"),
        ("from progpipe.markup.engine import declarations; declarations.TABLES = {'_version': 1}", "FFI"),
    ],
)
def test_declarations_that_do_not_fit_are_parsed(change: str, interface: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT.format(change=change)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"{interface}\n", "")


def test_fonttools_comes_when_it_is_called() -> None:
    code = (
        "import sys; from progpipe.markup.engine import import_weasyprint; import_weasyprint(); "
        "from weasyprint.pdf import fonts; assert 'fontTools.subset' not in sys.modules; "
        "made = fonts.subset.Options(hinting=True); print(type(made).__module__, made.hinting)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "fontTools.subset True\n"


def test_the_collector_is_given_back() -> None:
    before = gc.get_threshold()
    with patient_collector():
        assert gc.get_threshold()[0] == PATIENT
        with patient_collector():
            assert gc.isenabled()
        assert gc.get_threshold()[0] == PATIENT
    assert gc.get_threshold() == before


def test_the_command_line_is_patient_to_its_end() -> None:
    code = (
        "import gc, sys, progpipe.cli.program; program = sys.modules['progpipe.cli.program']; "
        "program.main = lambda: print(gc.get_threshold()[0]) or 0; program.program()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{PATIENT}\n"


@pytest.mark.parametrize("own", [0, PATIENT + 1])
def test_a_collector_that_is_off_or_more_patient_stays_so(own: int) -> None:
    before = gc.get_threshold()
    gc.set_threshold(own)
    try:
        with patient_collector():
            assert gc.get_threshold()[0] == own
        assert gc.get_threshold()[0] == own
    finally:
        gc.set_threshold(*before)
