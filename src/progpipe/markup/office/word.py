"""Word files (ECMA-376, WordprocessingML): the reference document, and what Pandoc leaves to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from progpipe.markup.archive import moment_of, write_zip
from progpipe.markup.office.look import Look, Style
from progpipe.markup.office.parts import Parts, Tree, change, in_order, read_parts, remove, xml_bytes

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECORATIVE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_EXTENSION: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
NS: Final = {"w": W, "wp": WP, "pic": PIC}
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FOOTER: Final = "word/footer1.xml"
# [MS-DOCX] 2.3.6: without it Word opens the file in compatibility mode.
COMPATIBILITY: Final = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}


def _w(tag: str, *content: Tree, **attributes: str) -> Tree:
    made = etree.Element(f"{{{W}}}{tag}", {f"{{{W}}}{name}": text for name, text in attributes.items()}, nsmap={"w": W})
    made.extend(content)
    return made


# --- the reference document -------------------------------------------------------------------


def reference_docx(default: bytes, look: Look) -> bytes:
    """Pandoc's reference document with the theme's styles, A4 paper and page numbers at the foot."""
    parts = read_parts(default)
    change(parts, "word/styles.xml", lambda root: _styles(root, look))
    change(parts, "word/document.xml", lambda root: _page(root, look))
    change(parts, "word/fontTable.xml", lambda root: _fonts(root, look))
    parts[FOOTER] = xml_bytes(_footer())
    change(parts, "word/_rels/document.xml.rels", _relate_footer)
    change(parts, "[Content_Types].xml", _declare_footer)
    return write_zip(in_order(parts, "[Content_Types].xml"), epoch=0)


def _styles(root: Tree, look: Look) -> None:
    replaced = {_identifier(style.name) for style in look.styles}
    linked = replaced | {f"{name}Char" for name in replaced}
    remove(style for style in root.findall("w:style", NS) if style.get(f"{{{W}}}styleId") in linked)
    defaults = root.find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    if defaults is not None:
        remove(defaults.findall("w:lang", NS))
        defaults.append(_w("lang", val=look.language, eastAsia="zh-CN", bidi="ar-SA"))
    for style in root.findall("w:style[@w:styleId='Hyperlink']/w:rPr", NS):
        style.clear()
        style.extend([_w("color", val=look.link[1:]), _w("u", val="single")])
    _table_style(root, look)
    root.extend(_style(style) for style in look.styles)


def _identifier(name: str) -> str:
    return name.replace(" ", "")


def _style(style: Style) -> Tree:
    """A style; the order of its parts is that of the schema (ECMA-376-1, 17.7.4.17)."""
    # Word knows its own styles by these names, in lower case.
    own = style.name.lower() if style.name.startswith(("Heading", "Caption", "Footer", "Footnote")) else style.name
    made = _w("style", _w("name", val=own), type="paragraph", styleId=_identifier(style.name))
    if style.name == "Normal":
        made.set(f"{{{W}}}default", "1")
    if style.based_on:
        made.append(_w("basedOn", val=_identifier(style.based_on)))
    if style.following:
        made.append(_w("next", val=_identifier(style.following)))
    made.append(_w("qFormat"))
    made.append(_w("pPr", *_paragraph_properties(style)))
    made.append(_w("rPr", *_text_properties(style)))
    return made


def _paragraph_properties(style: Style) -> Iterator[Tree]:
    if style.keep_with_next:
        yield from (_w("keepNext"), _w("keepLines"))
    if style.based_on == "":
        yield _w("widowControl")
    if style.rule:
        yield _w("pBdr", _w("left", val="single", sz="18", space="8", color=style.rule[1:]))
    spacing = {"before": _twips(style.before), "after": _twips(style.after)}
    if style.leading:
        spacing |= {"line": str(round(240 * style.leading)), "lineRule": "auto"}
    given = {name: text for name, text in spacing.items() if text is not None}
    if given:
        yield _w("spacing", **given)
    if style.indent is not None:
        yield _w("ind", left=_twips(style.indent) or "0")
    if style.outline:
        yield _w("outlineLvl", val=str(style.outline - 1))


def _text_properties(style: Style) -> Iterator[Tree]:
    if style.family:
        yield _w("rFonts", ascii=style.family, hAnsi=style.family, eastAsia=style.family, cs=style.family)
    for name, switch in (("b", style.bold), ("i", style.italic)):
        if switch:
            yield from (_w(name), _w(f"{name}Cs"))
    if style.colour:
        yield _w("color", val=style.colour[1:])
    if style.size:
        yield from (_w(name, val=str(round(2 * style.size))) for name in ("sz", "szCs"))


def _twips(points: float | None) -> str | None:
    return None if points is None else str(round(20 * points))


def _table_style(root: Tree, look: Look) -> None:
    for table in root.findall("w:style[@w:styleId='Table']", NS):
        remove(table.findall("w:tblStylePr", NS))
        properties = table.find("w:tblPr", NS)
        if properties is not None:
            line = {"val": "single", "sz": "4", "space": "0", "color": look.text[1:]}
            borders = _w("tblBorders", _w("top", **line), _w("bottom", **line), _w("insideH", **line))
            properties.insert(1, borders)


def _page(root: Tree, look: Look) -> None:
    body = root.find("w:body", NS)
    if body is None:
        return
    remove(body.findall("w:sectPr", NS))
    side = str(_millimetres(look.margin))
    margins = {"top": str(_millimetres(28)), "bottom": str(_millimetres(28)), "left": side, "right": side}
    footer = _w("footerReference", type="default")
    footer.set(f"{{{R}}}id", "rIdFooter1")
    body.append(
        _w(
            "sectPr",
            footer,
            _w("pgSz", w=str(_millimetres(210)), h=str(_millimetres(297))),
            _w("pgMar", **margins, header="709", footer="709", gutter="0"),
        )
    )


def _millimetres(length: float) -> int:
    return round(length * 1440 / 25.4)


def _fonts(root: Tree, look: Look) -> None:
    """Who lacks the theme's fonts gets one that most machines have, and not any."""
    for family in sorted({style.family for style in look.styles if style.family}):
        root.append(_w("font", _w("altName", val="Calibri"), _w("family", val="swiss"), name=family))


def _footer() -> Tree:
    run = _w("r", _w("t"))
    run[0].text = "1"
    field = _w("fldSimple", run, instr=" PAGE ")
    properties = _w("pPr", _w("pStyle", val="Footer"), _w("jc", val="right"))
    return _w("ftr", _w("p", properties, field))


def _relate_footer(root: Tree) -> None:
    attributes = {"Id": "rIdFooter1", "Type": f"{R}/footer", "Target": "footer1.xml"}
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)


def _declare_footer(root: Tree) -> None:
    attributes = {"PartName": f"/{FOOTER}", "ContentType": f"{MAIN}.footer+xml"}
    etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", attributes)


# --- after Pandoc -----------------------------------------------------------------------------


def finish_docx(content: bytes, look: Look, *, title: str, creator: str, epoch: int) -> bytes:
    """The file with what Pandoc does not write: image descriptions, table heads, settings, properties.

    `epoch` is in seconds since 1970 (UTC). The same document gives the same bytes.
    """
    parts = read_parts(content)
    change(parts, "word/document.xml", _describe_images, _mark_tables, _space_after_tables(look), _join_runs)
    change(parts, "word/numbering.xml", _indent_lists(look))
    change(parts, "word/footnotes.xml", _join_runs)
    change(parts, "word/settings.xml", _settings(look))
    parts["docProps/core.xml"] = xml_bytes(_core(title, creator, look.language, moment_of(epoch)))
    return write_zip(in_order(_needed(parts), "[Content_Types].xml", "_rels/.rels"), epoch=epoch)


def _needed(parts: Parts) -> Parts:
    return {name: content for name, content in parts.items() if not name.endswith("/")}


def _describe_images(root: Tree) -> None:
    """Pandoc repeats the image's address, here the whole image, as the description of the picture."""
    for number, drawing in enumerate(root.iter(f"{{{WP}}}inline"), start=1):
        properties = drawing.find("wp:docPr", NS)
        if properties is None:
            continue
        # Without distances a reader of the file may choose its own, and the image leaves the measure.
        drawing.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
        alternative = properties.get("descr", "")
        properties.set("name", f"Bild {number}")
        for picture in drawing.iter(f"{{{PIC}}}cNvPr"):
            picture.set("descr", alternative)
            picture.set("name", f"Bild {number}")
        if not alternative:
            extensions = etree.SubElement(properties, f"{{{A}}}extLst")
            extension = etree.SubElement(extensions, f"{{{A}}}ext", {"uri": DECORATIVE_EXTENSION})
            etree.SubElement(extension, f"{{{DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": DECORATIVE})


def _mark_tables(root: Tree) -> None:
    """Full measure; the first column is marked as headers where it is set as such (WCAG 2.2, 1.3.1)."""
    for table in root.iter(f"{{{W}}}tbl"):
        rows = table.findall("w:tr", NS)
        first = [row.find("w:tc/w:p/w:pPr/w:pStyle", NS) for row in rows]
        headers = all(style is not None and style.get(f"{{{W}}}val") == "TableHeading" for style in first)
        for view in table.findall("w:tblPr/w:tblLook", NS):
            view.set(f"{{{W}}}firstColumn", "1" if headers else "0")
            view.set(f"{{{W}}}val", "00A0" if headers else "0020")
        for width in table.findall("w:tblPr/w:tblW", NS):
            width.set(f"{{{W}}}type", "pct")
            width.set(f"{{{W}}}w", "5000")
        for row in rows:
            properties = row.find("w:trPr", NS)
            if properties is None:
                properties = _w("trPr")
                row.insert(0, properties)
            properties.insert(0, _w("cantSplit"))


def _space_after_tables(look: Look) -> Callable[[Tree], None]:
    """A table has no space below it in Word; what follows it has to bring it."""

    def edit(root: Tree) -> None:
        for table in root.iter(f"{{{W}}}tbl"):
            following = next(table.itersiblings(f"{{{W}}}p", f"{{{W}}}tbl"), None)
            properties = None if following is None else following.find("w:pPr", NS)
            if properties is not None and not _is_heading(properties):
                properties.append(_w("spacing", before=_twips(look.list_step / 2) or "0"))

    return edit


def _is_heading(properties: Tree) -> bool:
    style = properties.find("w:pStyle", NS)
    return style is not None and style.get(f"{{{W}}}val", "").startswith(("Heading", "TableCaption"))


def _indent_lists(look: Look) -> Callable[[Tree], None]:
    """Room for two digits; what hangs below a list's first paragraph stands under its text."""

    def edit(root: Tree) -> None:
        for level in root.iter(f"{{{W}}}lvl"):
            depth = int(level.get(f"{{{W}}}ilvl", "0")) + 1
            for indent in level.findall("w:pPr/w:ind", NS):
                indent.attrib.clear()
                indent.set(f"{{{W}}}left", _twips(look.list_step * depth) or "0")
                indent.set(f"{{{W}}}hanging", _twips(look.list_step) or "0")
            for tabs in level.findall("w:pPr/w:tabs", NS):
                remove([tabs])

    return edit


def _join_runs(root: Tree) -> None:
    """Runs beside each other that look the same become one, so that the text can be searched and edited."""
    for run in list(root.iter(f"{{{W}}}r")):
        before = run.getprevious()
        if before is None or before.tag != run.tag or not (_only_text(before) and _only_text(run)):
            continue
        if _properties(before) == _properties(run):
            before[-1].text = (before[-1].text or "") + (run[-1].text or "")
            # iter() was listed beforehand, and the earlier run takes the place of this one for the next.
            remove([run])


def _only_text(run: Tree) -> bool:
    names = [etree.QName(child).localname for child in run]
    return names in (["t"], ["rPr", "t"])


def _properties(run: Tree) -> bytes:
    properties = run.find("w:rPr", NS)
    return b"" if properties is None else etree.tostring(properties, method="c14n")


def _settings(look: Look) -> Callable[[Tree], None]:
    def edit(root: Tree) -> None:
        remove([*root.findall("w:proofState", NS), *root.findall("w:savePreviewPicture", NS)])
        for setting, text in (("themeFontLang", look.language), ("decimalSymbol", ","), ("listSeparator", ";")):
            for element in root.findall(f"w:{setting}", NS):
                element.set(f"{{{W}}}val", text)
        compatibility = _w("compat", _w("compatSetting", **COMPATIBILITY))
        rsids = root.find("w:rsids", NS)
        if rsids is not None:
            rsids.addprevious(compatibility)
            remove([rsids])
        if look.hyphenate:
            tabs = root.find("w:defaultTabStop", NS)
            if tabs is not None:
                tabs.addnext(_w("autoHyphenation"))

    return edit


def _core(title: str, creator: str, language: str, moment: datetime) -> Tree:
    """The core properties (ECMA-376-2, 11)."""
    names = {"cp": CORE, "dc": DC, "dcterms": DCTERMS, "xsi": XSI}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=names)
    for name, text in (("title", title), ("creator", creator), ("language", language)):
        etree.SubElement(root, f"{{{DC}}}{name}").text = text
    for name in ("created", "modified"):
        made = etree.SubElement(root, f"{{{DCTERMS}}}{name}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        made.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return root
