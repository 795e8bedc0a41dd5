"""OpenDocument text (ODF 1.3): the reference document, and what Pandoc leaves to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from progpipe.markup.archive import moment_of, write_zip
from progpipe.markup.office.look import Look, Style
from progpipe.markup.office.parts import Tree, change, in_order, read_parts, remove, xml_bytes

BASE: Final = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE: Final = f"{BASE}:office:1.0"
STYLE: Final = f"{BASE}:style:1.0"
TEXT: Final = f"{BASE}:text:1.0"
TABLE: Final = f"{BASE}:table:1.0"
DRAW: Final = f"{BASE}:drawing:1.0"
FO: Final = f"{BASE}:xsl-fo-compatible:1.0"
SVG: Final = f"{BASE}:svg-compatible:1.0"
META: Final = f"{BASE}:meta:1.0"
LOEXT: Final = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
DC: Final = "http://purl.org/dc/elements/1.1/"
NS: Final = {"office": OFFICE, "style": STYLE, "text": TEXT, "table": TABLE, "draw": DRAW, "svg": SVG, "fo": FO}
# What Pandoc's ODT writer calls the styles that it chooses itself.
OWN_NAMES: Final = {
    "Normal": "Standard",
    "Body Text": "Text body",
    "First Paragraph": "First paragraph",
    "Block Text": "Quotations",
    "Footnote Text": "Footnote",
    "Definition": "Definition Definition",
    "Table Caption": "TableCaption",
}
DECORATIVE: Final = "Decorative"


def _qualified(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes whose names have a prefix, as `fo:color`."""
    return {
        f"{{{NS[prefix]}}}{local}": text
        for name, text in attributes.items()
        for prefix, _, local in [name.partition(":")]
    }


def _display_name(name: str) -> str:
    return OWN_NAMES.get(name, name)


def _encoded(name: str) -> str:
    """A style's name as an NCName (ODF 1.3 part 3, 19.502)."""
    return _display_name(name).replace(" ", "_20_")


# --- the reference document -------------------------------------------------------------------


def reference_odt(default: bytes, look: Look) -> bytes:
    """Pandoc's reference document with the theme's styles, A4 paper and page numbers at the foot."""
    parts = read_parts(default)
    change(parts, "styles.xml", lambda root: _styles(root, look), lambda root: _page(root, look))
    return write_zip(in_order(parts, "mimetype"), stored=frozenset({"mimetype"}), epoch=0)


def _styles(root: Tree, look: Look) -> None:
    declared = root.find("office:font-face-decls", NS)
    styles = root.find("office:styles", NS)
    if declared is None or styles is None:
        return
    for family in sorted({style.family for style in look.styles if style.family}):
        names = {"style:name": family, "svg:font-family": f"'{family}', Calibri, Carlito"}
        etree.SubElement(declared, f"{{{STYLE}}}font-face", _qualified(names))
    replaced = {_encoded(style.name) for style in look.styles}
    remove(style for style in styles.findall("style:style", NS) if style.get(f"{{{STYLE}}}name") in replaced)
    for properties in styles.findall("style:default-style/style:text-properties", NS):
        language, _, country = look.language.partition("-")
        properties.attrib.update(_qualified({"fo:language": language, "fo:country": country or "none"}))
    for link in styles.findall("style:style[@style:family='text']", NS):
        if link.get(f"{{{STYLE}}}name") == "Internet_20_link":
            colour = {"fo:color": look.link, "style:text-underline-style": "solid"}
            remove(link)
            etree.SubElement(link, f"{{{STYLE}}}text-properties", _qualified(colour))
    for style in look.styles:
        styles.append(_style(style, hyphenate=look.hyphenate))
    _symbols(styles)


def _symbols(styles: Tree) -> None:
    """Bullets in the font and size of their text; a space after the number of a footnote."""
    for style in styles.findall("style:style[@style:name='Bullet_20_Symbols']", NS):
        remove(style)
    for configuration in styles.findall("text:notes-configuration[@text:note-class='footnote']", NS):
        configuration.attrib.update(_qualified({"style:num-suffix": " "}))


def _style(style: Style, *, hyphenate: bool) -> Tree:
    names = {"style:name": _encoded(style.name), "style:display-name": _display_name(style.name)}
    names["style:family"] = "paragraph"
    if style.based_on:
        names["style:parent-style-name"] = _encoded(style.based_on)
    if style.following:
        names["style:next-style-name"] = _encoded(style.following)
    if style.outline:
        names["style:default-outline-level"] = str(style.outline)
    made = etree.Element(f"{{{STYLE}}}style", _qualified(names))
    text = dict(_text_properties(style))
    if not style.based_on:
        text["fo:hyphenate"] = "true" if hyphenate else "false"
    etree.SubElement(made, f"{{{STYLE}}}paragraph-properties", _qualified(dict(_paragraph_properties(style))))
    etree.SubElement(made, f"{{{STYLE}}}text-properties", _qualified(text))
    return made


def _paragraph_properties(style: Style) -> Iterator[tuple[str, str]]:
    for name, points in (("margin-top", style.before), ("margin-bottom", style.after), ("margin-left", style.indent)):
        if points is not None:
            yield f"fo:{name}", f"{points:.2f}pt"
    if style.leading:
        yield "fo:line-height", f"{style.leading:.0%}"
    if style.keep_with_next:
        yield from (("fo:keep-with-next", "always"), ("fo:keep-together", "always"))
    if style.rule:
        yield from (("fo:border-left", f"2.25pt solid {style.rule}"), ("fo:padding-left", "8pt"))
    if not style.based_on:
        yield from (("fo:orphans", "2"), ("fo:widows", "2"), ("fo:text-align", "start"))


def _text_properties(style: Style) -> Iterator[tuple[str, str]]:
    if style.family:
        yield "style:font-name", style.family
    if style.size:
        yield "fo:font-size", f"{style.size:.1f}pt"
    if style.bold is not None:
        yield "fo:font-weight", "bold" if style.bold else "normal"
    if style.italic is not None:
        yield "fo:font-style", "italic" if style.italic else "normal"
    if style.colour:
        yield from (("fo:color", style.colour), ("style:use-window-font-color", "false"))


def _page(root: Tree, look: Look) -> None:
    paper = {"fo:page-width": "210mm", "fo:page-height": "297mm", "fo:margin-top": "25mm", "fo:margin-bottom": "15mm"}
    paper |= {"fo:margin-left": f"{look.margin}mm", "fo:margin-right": f"{look.margin}mm"}
    for properties in root.iter(f"{{{STYLE}}}page-layout-properties"):
        properties.attrib.update(_qualified(paper))
    for master in root.iter(f"{{{STYLE}}}master-page"):
        remove(master.findall("style:footer", NS))
        footer = etree.SubElement(master, f"{{{STYLE}}}footer")
        line = etree.SubElement(footer, f"{{{TEXT}}}p", _qualified({"text:style-name": "MP1"}))
        number = etree.SubElement(line, f"{{{TEXT}}}page-number", _qualified({"text:select-page": "current"}))
        number.text = "1"
    for properties in root.findall("office:automatic-styles/style:style/style:paragraph-properties", NS):
        properties.attrib.update(_qualified({"fo:text-align": "end"}))


# --- after Pandoc -----------------------------------------------------------------------------


def finish_odt(content: bytes, look: Look, *, title: str, creator: str, epoch: int, alternatives: list[str]) -> bytes:
    """The file with what Pandoc does not write: image descriptions, sound names, properties.

    `alternatives` are those of the images, in the order of the text. `epoch` is in seconds since 1970 (UTC).
    """
    parts = read_parts(content)
    edits = (
        _name_styles,
        _plain_quotes,
        _plain_links,
        _describe_images(alternatives),
        _tables(look),
        _indent_lists(look),
    )
    change(parts, "content.xml", *edits)
    parts["meta.xml"] = xml_bytes(_meta(title, creator, look.language, moment_of(epoch).strftime("%Y-%m-%dT%H:%M:%SZ")))
    return write_zip(in_order(parts, "mimetype"), stored=frozenset({"mimetype"}), epoch=epoch)


def _name_styles(root: Tree) -> None:
    """Pandoc writes the name of a custom style as it is shown, with its spaces."""
    name = f"{{{TEXT}}}style-name"
    for element in root.iter(f"{{{TEXT}}}p", f"{{{TEXT}}}h"):
        element.set(name, element.get(name, "Standard").replace(" ", "_20_"))


def _plain_quotes(root: Tree) -> None:
    """Quotes are indented by their style, not once more by hand."""
    styles = root.find("office:automatic-styles", NS)
    for style in [] if styles is None else styles.findall("style:style[@style:parent-style-name='Quotations']", NS):
        remove(style.findall("style:paragraph-properties", NS))


def _describe_images(alternatives: list[str]) -> Callable[[Tree], None]:
    def edit(root: Tree) -> None:
        frames = list(root.iter(f"{{{DRAW}}}frame"))
        for number, (frame, alternative) in enumerate(zip(frames, alternatives, strict=True), start=1):
            frame.attrib.update(_qualified({"draw:name": f"Bild {number}", "text:anchor-type": "as-char"}))
            remove([*frame.findall("svg:title", NS), *frame.findall("svg:desc", NS)])
            if alternative:
                etree.SubElement(frame, f"{{{SVG}}}title").text = alternative
            else:
                frame.set(f"{{{DRAW}}}style-name", DECORATIVE)
        if not all(alternatives):
            _add_decorative(root)

    return edit


def _add_decorative(root: Tree) -> None:
    """ODF 1.3 has no word for it; LibreOffice reads and writes this one, and so do PDF/UA exports."""
    styles = root.find("office:automatic-styles", NS)
    if styles is not None:
        names = {"style:name": DECORATIVE, "style:family": "graphic", "style:parent-style-name": "Graphics"}
        made = etree.SubElement(styles, f"{{{STYLE}}}style", _qualified(names))
        attributes = {f"{{{LOEXT}}}decorative": "true"}
        etree.SubElement(made, f"{{{STYLE}}}graphic-properties", attributes, nsmap={"loext": LOEXT})


def _plain_links(root: Tree) -> None:
    """Links have the style of links: Pandoc gives those inside the text the style `Definition`."""
    for link in root.iter(f"{{{TEXT}}}a"):
        link.attrib.pop(f"{{{OFFICE}}}name", None)
        link.set(f"{{{TEXT}}}style-name", "Internet_20_link")
        for span in link.iter(f"{{{TEXT}}}span"):
            if span.get(f"{{{TEXT}}}style-name") == "Definition":
                span.set(f"{{{TEXT}}}style-name", "Internet_20_link")


def _tables(look: Look) -> Callable[[Tree], None]:
    """Full measure, a line under each row, and no row that breaks over pages."""

    def edit(root: Tree) -> None:
        line = {"fo:border": "none", "fo:border-bottom": f"0.5pt solid {look.text}", "fo:padding": "2pt"}
        for properties in root.iter(f"{{{STYLE}}}table-cell-properties"):
            properties.attrib.update(_qualified(line))
        width = {
            "style:width": f"{look.measure}mm",
            "table:align": "margins",
            "fo:margin-bottom": f"{look.list_step / 2:.1f}pt",
        }
        for properties in root.iter(f"{{{STYLE}}}table-properties"):
            properties.attrib.update(_qualified(width))

    return edit


def _indent_lists(look: Look) -> Callable[[Tree], None]:
    """Room for two digits, as in the Word file."""

    def edit(root: Tree) -> None:
        for alignment in root.iter(f"{{{STYLE}}}list-level-label-alignment"):
            properties = alignment.getparent()
            level = None if properties is None else properties.getparent()
            if properties is None or level is None:
                continue
            left = f"{look.list_step * int(level.get(f'{{{TEXT}}}level', '1')):.1f}pt"
            properties.attrib.update(_qualified({"fo:text-align": "start"}))
            places = {"fo:margin-left": left, "text:list-tab-stop-position": left}
            alignment.attrib.update(_qualified({**places, "fo:text-indent": f"-{look.list_step:.1f}pt"}))

    return edit


def _meta(title: str, creator: str, language: str, moment: str) -> Tree:
    """The properties (ODF 1.3 part 3, 4.3)."""
    names = {"office": OFFICE, "dc": DC, "meta": META}
    root = etree.Element(f"{{{OFFICE}}}document-meta", {f"{{{OFFICE}}}version": "1.3"}, nsmap=names)
    meta = etree.SubElement(root, f"{{{OFFICE}}}meta")
    values = [(DC, "title", title), (DC, "language", language), (META, "initial-creator", creator)]
    values += [(DC, "creator", creator), (META, "creation-date", moment), (DC, "date", moment)]
    for namespace, name, text in values:
        etree.SubElement(meta, f"{{{namespace}}}{name}").text = text
    return root
