"""Everything that progpipe publishes, by what it shows: each set is made as its users would make it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import progpipe
from progpipe.cli import main

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT / "source" / "alingsas-2027-2030.json"
EVERY_KIND = ROOT / "tests" / "data" / "provkommun" / "provkommun.json"
JUDGED = (".pdf", ".epub", ".html")


def bundle(source: Path, out: Path, **options: object) -> list[Path]:
    """Build, and give the files that a validator can judge, the download page among them."""
    programme = progpipe.load(source)
    require = "none" if source == EVERY_KIND else "draft"
    built = progpipe.build(programme, out=out, require=require, **options)  # type: ignore[arg-type]
    return sorted(path for path in built.path.iterdir() if path.suffix in JUDGED)


def real(out: Path) -> list[Path]:
    """The real programme, both editions."""
    return bundle(REAL, out)


def every_kind(out: Path) -> list[Path]:
    """The test programme, with every kind of block, both editions."""
    return bundle(EVERY_KIND, out)


def other_theme(out: Path) -> list[Path]:
    """The real programme in the theme of the party."""
    return bundle(REAL, out, theme="socialdemokraterna")


def offprint(out: Path) -> list[Path]:
    """One section of each programme, alone."""
    one = bundle(REAL, out, sections=["kommunstyrelsen"])
    return one + bundle(EVERY_KIND, out, sections=["skolnamnden"])


def newer_pdf(out: Path) -> list[Path]:
    """The PDF of the newer standards: PDF/UA-2, PDF/A-4f, WTPDF; programmes and an offprint."""
    options = {"formats": ["pdf"], "pdf_profile": "2.0"}
    whole = [path for source in (REAL, EVERY_KIND) for path in bundle(source, out, **options)]
    return whole + bundle(REAL, out, sections=["kommunstyrelsen"], **options)


def papers(out: Path) -> list[Path]:
    """What a meeting gets, as page and as PDF: amendments of every kind, and what they change."""
    amendments = EVERY_KIND.with_name("amendments.json")
    proposals, changes = ([out / f"{name}.{end}" for end in ("html", "pdf")] for name in ("forslag", "andringar"))
    amended = out / "amended.json"
    for image in EVERY_KIND.parent.glob("*.png"):
        shutil.copy(image, out)
    assert main(["amend", str(EVERY_KIND), str(amendments), "-o", str(amended)]) == 0
    assert main(["amend", str(EVERY_KIND), str(amendments), "--list", *_outputs(proposals)]) == 0
    motions = ["--amendments", str(amendments)]
    assert main(["diff", str(EVERY_KIND), str(amended), *motions, *_outputs(changes)]) == 1
    return proposals + changes


def _outputs(paths: Sequence[Path]) -> list[str]:
    return [word for path in paths for word in ("-o", str(path))]


def reports(out: Path) -> list[Path]:
    """The report of the linter, the sheet for a review group, and the page that lists many programmes."""
    broken = out / "broken.json"
    broken.write_text("{", "utf-8")
    many = progpipe.build_many([REAL, EVERY_KIND, broken], out=out / "many", formats=["html"], require="none", jobs=1)
    assert (len(many.bundles), len(many.failures)) == (2, 1)
    made = [many.page]
    for source in (REAL, EVERY_KIND):
        report, sheet = out / f"lint-{source.stem}.html", out / f"review-{source.stem}.html"
        assert main(["lint", str(source), "--report", str(report)]) in (0, 1)
        assert main(["review", str(source), "-o", str(sheet)]) == 0
        made += [report, sheet]
    return made


SETS: dict[str, Callable[[Path], Sequence[Path]]] = {
    function.__name__: function for function in (real, every_kind, other_theme, offprint, newer_pdf, papers, reports)
}
# The kinds of files in each set that is not a whole bundle.
KINDS = {"newer_pdf": (".pdf", ".html"), "papers": (".pdf", ".html"), "reports": (".html",)}
