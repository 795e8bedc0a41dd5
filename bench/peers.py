"""Other tools that do the same work, each with what it reads best, prepared before the clock runs.

`weasyprint` renders the very document that our PDF of the standard edition is made of, with our typeface installed: the
plain command, PDF/UA-1.
Pandoc reads its own JSON, the tree that our Word file is made of, and writes HTML, EPUB and Typst; Typst makes PDF/UA-1
of that, in the typeface of our theme. Both editions: six artefacts. Chromium prints our page of the standard edition.
"""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypandoc

from bench.measure import Command
from progpipe.build import introduce, prepare
from progpipe.emitters.html import html
from progpipe.emitters.pdf import printed_html
from progpipe.interfaces import Context
from progpipe.load import load
from progpipe.markup.pandoc.tree import document
from progpipe.publication import Publication

TYPST: Final = Path(__file__).parent / "typst_pdf.py"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_OPTIONS: Final = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
FONTCONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
# The typeface and the paper of our PDF; its lines end ragged, which is also half the work for Typst.
RAGGED: Final = "#set par(justify: false)\n"
LOOK: Final = ("-V", "papersize=a4", "-V", "lang=sv", "-V", "mainfont=Atkinson Hyperlegible Next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the peers read: what the PDF of each edition is made of, a page, and Pandoc's tree of each edition."""

    printed: tuple[Path, ...]
    page: Path
    trees: tuple[Path, ...]
    fonts: Path


def write_inputs(source: Path, folder: Path) -> Inputs:
    """Write what the peers read of a programme."""
    folder.mkdir(parents=True, exist_ok=True)
    editions = introduce(prepare(load(source)))
    printed = tuple(_printed(context, publication, folder) for context, publication in editions)
    context, publication = editions[0]
    page = folder / "page.html"
    (artefact,) = html(publication, context)
    page.write_bytes(artefact.content)
    trees = tuple(_tree(context, publication, folder) for context, publication in editions)
    return Inputs(printed=printed, page=page, trees=trees, fonts=_fonts(context, folder / "fonts"))


def _printed(context: Context, publication: Publication, folder: Path) -> Path:
    path = folder / f"{context.edition.id}.html"
    path.write_bytes(printed_html(publication, context))
    return path


def _tree(context: Context, publication: Publication, folder: Path) -> Path:
    path = folder / f"{context.edition.id}.json"
    path.write_text(json.dumps(document(publication, publication.metadata.language)), encoding="utf-8")
    return path


def _fonts(context: Context, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for number, font in enumerate(context.theme.fonts):
        (folder / f"{number}.ttf").write_bytes(font.print)
    return folder


def weasyprint(inputs: Inputs, folder: Path, *, both: bool = False) -> Command:
    """The bare command, where our typeface is installed: with that of another machine the pages are not the same.

    It renders the standard edition; with `both` the easy-read one too, by a second command after the first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    settings.write_text(FONTCONFIG.format(fonts=inputs.fonts, cache=folder / "fonts"), encoding="utf-8")
    variables = {"FONTCONFIG_FILE": str(settings)}
    commands = [_bare(printed, folder) for printed in inputs.printed]
    arguments = ("/bin/sh", "-c", " && ".join(map(shlex.join, commands))) if both else commands[0]
    return Command(arguments=tuple(arguments), folder=folder, cache=folder / "cache", variables=variables)


def _bare(printed: Path, folder: Path) -> tuple[str, ...]:
    program = str(Path(sys.executable).with_name("weasyprint"))
    return program, "--quiet", "--pdf-variant", "pdf/ua-1", str(printed), str(folder / f"{printed.stem}.pdf")


def pandoc_and_typst(inputs: Inputs, folder: Path, *, at_once: bool = False) -> Command:
    """Six artefacts by a script of seven commands; with `at_once`, both editions side by side."""
    script = folder / "script.sh"
    folder.mkdir(parents=True, exist_ok=True)
    lines = _side_by_side(inputs, folder) if at_once else _one_by_one(inputs, folder)
    script.write_text("\n".join(["set -eu", *lines, ""]), encoding="utf-8")
    return Command(arguments=("/bin/sh", str(script)), folder=folder, cache=folder / "cache")


def _one_by_one(inputs: Inputs, folder: Path) -> Iterator[str]:
    for tree in inputs.trees:
        yield from _pandoc(tree, folder)
    yield _typst(inputs, [folder / f"{tree.stem}.typ" for tree in inputs.trees])


def _side_by_side(inputs: Inputs, folder: Path) -> Iterator[str]:
    for number, tree in enumerate(inputs.trees):
        steps = [*_pandoc(tree, folder), _typst(inputs, [folder / f"{tree.stem}.typ"])]
        yield f"( {' && '.join(steps)} ) & p{number}=$!"
    yield from (f"wait $p{number}" for number in range(len(inputs.trees)))


def _pandoc(tree: Path, folder: Path) -> Iterator[str]:
    reads = (pypandoc.get_pandoc_path(), "--from=json", str(tree), "--standalone", "--toc")
    ragged = folder / "ragged.typ"
    ragged.write_text(RAGGED, encoding="utf-8")
    look = (*LOOK, "-B", str(ragged))
    for name, options in (("html", ("--section-divs",)), ("epub", ("--to=epub3",)), ("typ", look)):
        yield shlex.join([*reads, *options, "-o", str(folder / f"{tree.stem}.{name}")])


def _typst(inputs: Inputs, files: Sequence[Path]) -> str:
    return shlex.join([sys.executable, str(TYPST), str(inputs.fonts), *map(str, files)])


def chromium(inputs: Inputs, folder: Path) -> Command | None:
    """The browser that is installed, printing a tagged PDF; None where there is none."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        return None
    output = (f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'standard.pdf'}")
    arguments = (program, *BROWSER_OPTIONS, *output, inputs.page.as_uri())
    return Command(arguments=arguments, folder=folder, cache=folder / "cache")
