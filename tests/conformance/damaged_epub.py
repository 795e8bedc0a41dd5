"""EPUBs with one fault each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from damaged import Damage

PACKAGE = "EPUB/innehall.opf"
TEXT = "EPUB/skolnamnden.xhtml"
NAVIGATION = "EPUB/innehall.xhtml"
Files = dict[str, bytes]
Change = Callable[[Files], None]


def changed(change: Change) -> Callable[[Path, Path], None]:
    def make(good: Path, bad: Path) -> None:
        with zipfile.ZipFile(good) as archive:
            files = {info.filename: archive.read(info) for info in archive.infolist()}
        change(files)
        with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)

    return make


def edited(name: str, pattern: str, new: str) -> Change:
    """The first place where the pattern is found reads otherwise."""

    def change(files: Files) -> None:
        text, count = re.subn(pattern, new, files[name].decode("utf-8"), count=1, flags=re.DOTALL)
        assert count == 1, f"{name} has no {pattern}"
        files[name] = text.encode("utf-8")

    return change


def added(name: str, markup: str, before: str = "</body>") -> Change:
    return edited(name, re.escape(before), lambda found: markup + found[0])  # type: ignore[arg-type]


def metadata(markup: str) -> Change:
    return added(PACKAGE, markup, "</metadata>")


def no_mimetype(files: Files) -> None:
    del files["mimetype"]


def missing_picture(files: Files) -> None:
    del files["EPUB/bilder/bild-1.png"]


def undeclared_file(files: Files) -> None:
    files["EPUB/extra.txt"] = b"nobody has named me"


def no_page_list(files: Files) -> None:
    """The pages are claimed, and cannot be found."""
    text = files[NAVIGATION].decode("utf-8")
    files[NAVIGATION] = re.sub(r"<nav[^>]*page-list.*?</nav>", "", text, flags=re.DOTALL).encode("utf-8")
    feature("pageNavigation")(files)


def no_page_marks(files: Files) -> None:
    for name in [name for name in files if name.endswith(".xhtml")]:
        text = files[name].decode("utf-8")
        files[name] = re.sub(r' role="doc-pagebreak"| epub:type="pagebreak"', "", text).encode("utf-8")
    feature("pageBreakMarkers")(files)


def feature(name: str) -> Change:
    def change(files: Files) -> None:
        if f">{name}</meta>".encode() not in files[PACKAGE]:
            metadata(f'<meta property="schema:accessibilityFeature">{name}</meta>')(files)

    return change


def wrong_order(files: Files) -> None:
    """The last page of the list comes first; where there is no list, one is made."""
    entry = '<li><a href="{}.xhtml#{}">{}</a></li>'
    places = entry.format("skolnamnden", "skolnamnden", 901) + entry.format("inledning", "inledning", 902)
    added(NAVIGATION, f'<nav epub:type="page-list" hidden="hidden"><h2>Sidor</h2><ol>{places}</ol></nav>')(files)


def truncated(good: Path, bad: Path) -> None:
    bad.write_bytes(good.read_bytes()[:500])


ALTERNATIVE = r' alt="Ett rött skolhus[^"]*"'
REMOTE = '<p><img src="https://example.org/bild.png" alt="En bild"/></p>'
CASES: tuple[tuple[str, str, str, Change], ...] = (
    ("no_mimetype", "epubcheck", "PKG-006", no_mimetype),
    ("broken_markup", "epubcheck", "RSC-016", edited(TEXT, "</h1>|</h2>", "")),
    ("missing_picture", "epubcheck", "RSC-001", missing_picture),
    ("dead_link", "epubcheck", "RSC-012", added(TEXT, '<p><a href="inledning.xhtml#finns-inte">Läs mer</a></p>')),
    ("wrong_language", "epubcheck", "OPF-092", edited(PACKAGE, "<dc:language>sv<", "<dc:language>svenska!<")),
    ("no_title", "epubcheck", "RSC-005", edited(PACKAGE, "<dc:title.*?</dc:title>", "")),
    ("undeclared_file", "epubcheck", "OPF-003", undeclared_file),
    ("image_without_alternative", "ace", "image-alt", edited(TEXT, ALTERNATIVE, "")),
    ("no_language", "ace", "html-has-lang", edited(TEXT, ' lang="sv" xml:lang="sv"', "")),
    (
        "pale_text",
        "ace",
        "color-contrast",
        added(TEXT, '<p style="color:#bbb;background:#fff">Ljus text på vit botten.</p>'),
    ),
    ("empty_heading", "ace", "empty-heading", added(TEXT, '<h2 id="tom"></h2>')),
    ("link_without_words", "ace", "link-name", added(TEXT, '<p><a href="inledning.xhtml"></a></p>')),
    (
        "no_features",
        "ace",
        "metadata-accessibilityfeature",
        edited(PACKAGE, '(<meta property="schema:accessibilityFeature">[^<]*</meta>\\s*)+', ""),
    ),
    (
        "no_summary",
        "ace",
        "metadata-accessibilitysummary",
        edited(PACKAGE, '<meta property="schema:accessibilitySummary">.*?</meta>', ""),
    ),
    ("false_claim_of_alternatives", "epub_metadata", "claim-alternative-text", edited(TEXT, ALTERNATIVE, "")),
    ("false_claim_of_page_list", "epub_metadata", "claim-without-content", no_page_list),
    ("false_claim_of_page_marks", "epub_metadata", "claim-without-content", no_page_marks),
    ("false_claim_of_mathematics", "epub_metadata", "claim-without-content", feature("MathML")),
    (
        "nobody_evaluated",
        "epub_metadata",
        "conformance-without-evaluator",
        edited(PACKAGE, '<meta property="a11y:certifiedBy".*?<link rel="a11y:certifierReport"[^>]*/>', ""),
    ),
    (
        "no_visual_mode",
        "epub_metadata",
        "access-mode",
        edited(PACKAGE, '<meta property="schema:accessMode">visual</meta>', ""),
    ),
    (
        "hazards_exclude_each_other",
        "epub_metadata",
        "hazards",
        metadata('<meta property="schema:accessibilityHazard">flashing</meta>'),
    ),
    ("entry_leads_nowhere", "epub_metadata", "target-missing", edited(NAVIGATION, "#inledning", "#finns-inte")),
    ("pages_out_of_order", "epub_metadata", "target-order", wrong_order),
    ("same_id_twice", "epub_metadata", "duplicate-id", added(TEXT, '<p id="dubbel">En</p><p id="dubbel">Två</p>')),
    ("script", "epub_metadata", "script", added(TEXT, "<script>1</script>")),
    ("remote_picture", "epub_metadata", "remote-resource", added(TEXT, REMOTE)),
)
DAMAGES = (
    *(Damage(name, validator, code, changed(change)) for name, validator, code, change in CASES),
    *(
        Damage("truncated", validator, code, truncated)
        for validator, code in (("epubcheck", "PKG-008"), ("ace", "unreadable"), ("epub_metadata", "unreadable"))
    ),
)
