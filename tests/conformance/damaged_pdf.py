"""PDFs with one fault each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from damaged import Damage
from pikepdf import Array, Dictionary, Name, Pdf, String

Change = Callable[[Pdf], None]


def changed(change: Change) -> Callable[[Path, Path], None]:
    def make(good: Path, bad: Path) -> None:
        with pikepdf.open(good) as pdf:
            change(pdf)
            pdf.save(bad, fix_metadata_version=False)

    return make


def elements(pdf: Pdf, kind: str) -> Iterator[Dictionary]:
    """The structure elements of a type, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting += reversed(list(item))
        elif isinstance(item, Dictionary) and "/S" in item:
            if Name("/" + kind) == item.S:
                yield item
            waiting.append(item.get("/K"))


def first(pdf: Pdf, kind: str) -> Dictionary:
    return next(elements(pdf, kind))


def links(pdf: Pdf) -> list[Dictionary]:
    return [
        annotation
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", [])
        if annotation.Subtype == Name.Link
    ]


def rewrite_xmp(pdf: Pdf, old: str, new: str) -> None:
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert old in xmp
    pdf.Root.Metadata.write(xmp.replace(old, new).encode("utf-8"))


def retag(kind: str, other: str) -> Change:
    def change(pdf: Pdf) -> None:
        for element in list(elements(pdf, kind)):
            element.S = Name("/" + other)

    return change


def without(kind: str, key: str) -> Change:
    def change(pdf: Pdf) -> None:
        del first(pdf, kind)[key]

    return change


def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def title_hidden(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def not_marked(pdf: Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def no_title(pdf: Pdf) -> None:
    rewrite_xmp(pdf, "dc:title", "dc:source")


def claims_nothing(pdf: Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance"):
            if name in metadata:
                del metadata[name]


def claims_more(pdf: Pdf) -> None:
    rewrite_xmp(pdf, "</rdf:RDF>", FURTHER + "</rdf:RDF>")


FURTHER = (
    '<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf/#accessibility1.0'
    "</pdfd:conformsTo></rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"
)


def claims_the_unknown(pdf: Pdf) -> None:
    rewrite_xmp(pdf, "</rdf:RDF>", FURTHER.replace("accessibility1.0", "accessibility9.0") + "</rdf:RDF>")


def heading_gap(pdf: Pdf) -> None:
    first(pdf, "H2").S = Name.H4


def link_without_name(pdf: Pdf) -> None:
    del links(pdf)[0]["/Contents"]


def no_tab_order(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Tabs"]


def font_not_embedded(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]
            return


def untagged_content(pdf: Pdf) -> None:
    """The first marked content of a page loses its mark."""
    page = pdf.pages[2]
    instructions = list(pikepdf.parse_content_stream(page))
    begin = next(n for n, one in enumerate(instructions) if str(one.operator) == "BDC" and "/MCID" in str(one.operands))
    end = next(n for n, one in enumerate(instructions) if n > begin and str(one.operator) == "EMC")
    kept = [one for n, one in enumerate(instructions) if n not in (begin, end)]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def orphan(pdf: Pdf) -> None:
    """A paragraph is taken out of its section; its content still leads to it."""
    section = first(pdf, "P").P
    section.K = Array([kid for kid in section.K if not (isinstance(kid, Dictionary) and kid.get("/S") == Name.P)])


def split_list(pdf: Pdf) -> None:
    """The last item of a list stands in a list of its own on the next page."""
    old = first(pdf, "L")
    number = next(n for n, page in enumerate(pdf.pages) if page.obj.objgen == _page(old).objgen)
    content = Dictionary(Type=Name.MCR, Pg=pdf.pages[number + 1].obj, MCID=0)
    new = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.L, P=old.P, A=old.A))
    item = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LI, P=new))
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array([content])))
    item.K, new.K = Array([body]), Array([item])
    kids = list(old.P.K)
    place = next(n for n, kid in enumerate(kids) if kid.objgen == old.objgen)
    old.P.K = Array([*kids[: place + 1], new, *kids[place + 1 :]])


def _page(element: Dictionary) -> Dictionary:
    while "/Pg" not in element:
        element = element.K if isinstance(element.K, Dictionary) else element.K[0]
    return element.Pg


def bare_span(pdf: Pdf) -> None:
    paragraph = first(pdf, "P")
    span = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Span, P=paragraph))
    kids = paragraph.K if isinstance(paragraph.K, Array) else Array([paragraph.K])
    paragraph.K = Array([*kids, span])


def empty_paragraph(pdf: Pdf) -> None:
    section = first(pdf, "P").P
    section.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=section)))


def box_off_page(pdf: Pdf) -> None:
    attributes = first(pdf, "Figure").A
    (attributes[0] if isinstance(attributes, Array) else attributes).BBox = Array([-900, -900, -800, -800])


def alternative_is_file_name(pdf: Pdf) -> None:
    first(pdf, "Figure").Alt = String("skolgard.png")


def link_named_by_target(pdf: Pdf) -> None:
    link = next(link for link in links(pdf) if "/Dest" in link or "/D" in link.get("/A", {}))
    link.Dest, link.Contents = String("lofte-1"), String("lofte-1")
    if "/A" in link:
        del link["/A"]


def link_in_link(pdf: Pdf) -> None:
    one, other = next(page for page in pdf.pages if len(page.obj.get("/Annots", [])) > 1).Annots[:2]
    other.Rect = one.Rect


def no_bookmarks(pdf: Pdf) -> None:
    del pdf.Root["/Outlines"]


def no_page_labels(pdf: Pdf) -> None:
    if "/PageLabels" in pdf.Root:
        del pdf.Root["/PageLabels"]


def no_contents(pdf: Pdf) -> None:
    for kind, other in (("TOC", "Sect"), ("TOCI", "P")):
        retag(kind, other)(pdf)


def truncated(good: Path, bad: Path) -> None:
    bad.write_bytes(good.read_bytes()[:300])


def locked(good: Path, bad: Path) -> None:
    with pikepdf.open(good) as pdf:
        pdf.save(bad, encryption=pikepdf.Encryption(owner="hemlig", user="hemlig"))


def _vera(code: str, change: Change) -> Damage:
    return Damage(change.__name__, "verapdf", code, changed(change))


def _ours(code: str, change: Change, name: str = "") -> Damage:
    return Damage(name or change.__name__, "pdf_structure", code, changed(change))


DAMAGES = (
    _vera("ua1:7.2-34", no_language),
    _vera("ua1:7.1-10", title_hidden),
    _vera("ua1:7.1-9", no_title),
    _vera("ua1:6.2-1", not_marked),
    _vera("ua1:7.1-3", untagged_content),
    _vera("ua1:7.4.2-1", heading_gap),
    _vera("ua1:7.18.5-2", link_without_name),
    _vera("ua1:7.18.3-1", no_tab_order),
    _vera("ua1:7.21.4.1-1", font_not_embedded),
    _vera("no-claim", claims_nothing),
    _vera("wt1a:6.1-1", claims_more),
    _vera("unknown-claim", claims_the_unknown),
    Damage("figure_without_alternative", "verapdf", "ua1:7.3-1", changed(without("Figure", "/Alt"))),
    Damage("truncated", "verapdf", "unreadable", truncated),
    Damage("locked", "verapdf", "unreadable", locked),
    _ours("no-language", no_language),
    _ours("title-hidden", title_hidden),
    _ours("no-title", no_title),
    _ours("heading-gap", heading_gap),
    _ours("orphan", orphan),
    _ours("split", split_list),
    _ours("noise", bare_span),
    _ours("noise", retag("BlockQuote", "NonStruct"), "quote_is_nothing"),
    _ours("empty", empty_paragraph),
    _ours("list-numbering", without("L", "/A"), "list_without_numbering"),
    _ours("scope", without("TH", "/A"), "header_cell_without_scope"),
    _ours("no-header-cell", retag("TH", "TD"), "no_header_cell"),
    _ours("no-alternative", without("Figure", "/Alt"), "figure_without_alternative"),
    _ours("no-box", without("Figure", "/A"), "figure_without_box"),
    _ours("box-off-page", box_off_page),
    _ours("alternative-is-file-name", alternative_is_file_name),
    _ours("link-without-name", link_without_name),
    _ours("link-named-by-target", link_named_by_target),
    _ours("link-in-link", link_in_link),
    _ours("no-bookmarks", no_bookmarks),
    _ours("no-page-labels", no_page_labels),
    _ours("no-contents", no_contents),
    _ours("contents-without-reference", retag("Reference", "P"), "contents_without_reference"),
    Damage("truncated", "pdf_structure", "unreadable", truncated),
    Damage("locked", "pdf_structure", "unreadable", locked),
)
