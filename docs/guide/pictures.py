"""Make the pictures of the Swedish guide from what progpipe really does with its Word files.

Run by hand after a change: `python docs/guide/pictures.py`. It needs python-docx and Pillow beside progpipe, and of
the system LibreOffice (`soffice`), `pdftoppm`, Chromium (`chromium`) and the typeface Carlito, which has the widths of
Calibri.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from documents import blank
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageOps

HERE = Path(__file__).parent
SOURCE = "lillby-2027-2030.json"
# The names of the styles in Swedish Word and in the file, and an example of each.
STYLES = (
    ("Rubrik", "Title", "Handlingsprogram för Lillby 2027–2030"),
    ("Underrubrik", "Subtitle", "Framtidspartiet i Lillby"),
    ("Rubrik 1", "Heading 1", "Vår politik"),
    ("Rubrik 2", "Heading 2", "Skolnämnden"),
    ("Normal", "Normal", "Barn lär sig mer när läraren hinner se dem."),
    ("Beskrivning", "Caption", "Elever per lärare i Lillbys skolor"),
    ("Numrerad lista", "List Number", "Anställ tio nya lärare."),
)
WIDTHS = (Cm(3.5), Cm(12.5))
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e1e1e; color: #f2f2f2; font: 17px/1.5 "DejaVu Sans Mono", monospace; }}
p {{ margin: 0; padding: 8px 20px; background: #3a3a3a; font-family: "DejaVu Sans", sans-serif; font-size: 15px; }}
pre {{ margin: 0; padding: 16px 20px; font: inherit; white-space: pre-wrap; }}
b {{ color: #fff; }} em {{ font-style: normal; color: #ff9d94; }} i {{ font-style: normal; color: #ffd75f; }}
</style><p>Terminal</p><pre>{}</pre>"""


def run(folder: Path, *command: str) -> str:
    """What a command prints, on both of its ways out, as a terminal shows it."""
    done = subprocess.run(  # noqa: S603 - the commands are those below
        command, cwd=folder, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout


def pages(folder: Path, pdf: Path, first: int, last: int) -> list[Image.Image]:
    """Pages of a PDF as pictures."""
    stem = folder / f"page-of-{pdf.stem}"
    run(folder, "pdftoppm", "-png", "-r", "80", "-f", str(first), "-l", str(last), str(pdf), str(stem))
    return [Image.open(file) for file in sorted(folder.glob(f"{stem.name}-*.png"))]


def printed(folder: Path, document: Path) -> Path:
    """A Word file as LibreOffice prints it."""
    run(folder, "soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document))
    return folder / f"{document.stem}.pdf"


def screen(folder: Path, page: Path, width: int, height: int) -> Image.Image:
    """The top of a web page."""
    target = folder / f"screen-{page.stem}.png"
    run(folder, "chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},{height}",
        f"--screenshot={target}", page.as_uri())  # fmt: skip
    return Image.open(target)


def beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pages side by side on grey, each with a thin border, so that white pages have edges."""
    framed = [ImageOps.expand(picture.convert("RGB"), 1, "#8a8f98") for picture in pictures]
    gap = 16
    width = sum(picture.width for picture in framed) + gap * (len(framed) + 1)
    whole = Image.new("RGB", (width, max(picture.height for picture in framed) + 2 * gap), "#e4e6ea")
    left = gap
    for picture in framed:
        whole.paste(picture, (left, gap))
        left += picture.width + gap
    return whole


def save(picture: Image.Image, name: str) -> None:
    """Small: 128 colours are enough for text on paper."""
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


def styles(folder: Path) -> Image.Image:
    """A page with the name of each style in the margin, as Word shows it in its draft view."""
    document = blank()
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for swedish, style, text in STYLES:
        left, right = table.add_row().cells
        left.width, right.width = WIDTHS
        run_ = left.paragraphs[0].add_run(swedish)
        run_.font.size, run_.font.color.rgb = Pt(12), RGBColor(0xA6, 0x1C, 0x00)
        left.paragraphs[0].paragraph_format.space_before = document.styles[style].paragraph_format.space_before
        right.paragraphs[0].style = style
        right.paragraphs[0].add_run(text)
    file = folder / "styles.docx"
    document.save(str(file))
    (page,) = pages(folder, printed(folder, file), 1, 1)
    ends = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, *page.size)
    return beside([page.crop((40, 40, page.width - 40, ends[3] + 30))])


def terminal(command: str, output: str) -> str:
    """The page that looks like a terminal."""
    text = html.escape(output)
    for word, mark in (("error", "em"), ("warning", "i")):
        text = text.replace(f": {word} ", f": <{mark}>{word}</{mark}> ")
    return TERMINAL.format(f"$ <b>{command}</b>\n{text}")


def main() -> None:
    """Play the guide, and take a picture at each place."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        save(beside(pages(folder, printed(folder, HERE / "mall.docx"), 1, 2)), "dokument.png")
        save(styles(folder), "formatmallar.png")
        shutil.copy(HERE / "utkast.docx", folder / "program.docx")
        command = f"progpipe import program.docx -o {SOURCE}"
        shown = folder / "terminal.html"
        shown.write_text(terminal(command, run(folder, *command.split())), encoding="utf-8")
        save(screen(folder, shown, 960, 560), "terminal.png")
        shutil.copy(HERE / "mall.docx", folder / "program.docx")
        run(folder, "progpipe", "import", "program.docx", "--update", SOURCE)
        run(folder, "progpipe", "build", SOURCE)
        bundle = folder / "dist" / "lillby-2027-2030"
        save(screen(folder, bundle / "index.html", 960, 1500), "nedladdning.png")
        first, *_, page = pages(folder, bundle / "lillby-2027-2030.pdf", 1, 5)
        save(beside([first, page]), "pdf.png")


if __name__ == "__main__":
    main()
