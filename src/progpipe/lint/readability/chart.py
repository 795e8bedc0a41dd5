"""A chart as SVG: a row for each section, a band for what published easy-read has, a dot for each edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from progpipe.lint.readability import swedish
from progpipe.lint.readability.rows import Row
from progpipe.lint.readability.scales import Scale
from progpipe.publication import Resource
from progpipe.theme import Theme

SVG: Final = "http://www.w3.org/2000/svg"
# In CSS pixels. A telephone of 360 pixels shows the chart in its own size, and so does one of two columns.
WIDTH: Final = 312
TRACK: Final = (8, 200)  # from where to where the axis goes; the numbers stand to the right of it
COLUMNS: Final = (258, WIDTH)  # where the numbers of the two editions end
TOP: Final = 60
LINE: Final = 31  # from the top of a row to its axis
ROW: Final = 50
AXIS: Final = 24
LONGEST: Final = 44  # characters of a heading that fit in a line
# The tokens that are used, with what stands for them in a theme of its own that has others.
INK: Final = "#000000"
COLOURS: Final = {"paper": "#ffffff", "tint": "#ffffff"} | dict.fromkeys(
    ("text", "muted", "accent", "rule", "ornament"), INK
)
STYLE: Final = (
    "text{{font:13px system-ui,sans-serif;fill:{text}}}.paper{{fill:{paper}}}.muted{{fill:{muted}}}"
    ".end{{text-anchor:end}}.middle{{text-anchor:middle}}.small{{font-size:12px}}.bold{{font-weight:bold}}"
    ".band{{fill:{tint}}}.edge{{stroke:{ornament};stroke-width:2}}.track{{stroke:{rule}}}"
    ".between{{stroke:{muted};stroke-width:2}}.easy{{fill:{accent};stroke:{paper}}}"
    ".standard{{fill:{paper};stroke:{text};stroke-width:2}}"
)


def chart(scale: Scale, rows: Sequence[Row], edition: str, theme: Theme) -> Resource:
    """The chart of one measure, in the colours of the theme; light and dark as the reader's screen is."""
    height = TOP + ROW * len(rows) + AXIS
    root = etree.Element(f"{{{SVG}}}svg", {"viewBox": f"0 0 {WIDTH} {height}"}, nsmap={None: SVG})
    root.set("width", str(WIDTH))
    root.set("height", str(height))
    _put(root, "style").text = _style(theme)
    _put(root, "rect", "paper", width=WIDTH, height=height)
    _Drawing(root, scale, rows).draw(edition)
    content = etree.tostring(root, encoding="utf-8")
    return Resource(name=f"{scale.key}.svg", media_type="image/svg+xml", content=content, width=WIDTH, height=height)


def _style(theme: Theme) -> str:
    light = {name: theme.colours.get(name, otherwise) for name, otherwise in COLOURS.items()}
    if not theme.dark:
        return STYLE.format_map(light)
    dark = {name: theme.dark.get(name, colour) for name, colour in light.items()}
    return f"{STYLE.format_map(light)}@media (prefers-color-scheme:dark){{{STYLE.format_map(dark)}}}"


class _Drawing:
    """Draws into an SVG; knows where on the axis a number is."""

    def __init__(self, root: etree._Element, scale: Scale, rows: Sequence[Row]) -> None:
        self._root, self._scale, self._rows = root, scale, rows
        self._start, self._end = scale.axis(number for row in rows for number in _numbers(row, scale))
        self._compared = any(row.standard for row in rows)

    def draw(self, edition: str) -> None:
        """Everything, from the back to the front."""
        self._band()
        self._key(edition)
        for place, row in enumerate(self._rows):
            self._row(row, TOP + ROW * place)
        self._axis(TOP + ROW * len(self._rows))

    def _x(self, number: float) -> float:
        first, last = TRACK
        return round(first + (last - first) * (number - self._start) / (self._end - self._start), 1)

    def _band(self) -> None:
        """Behind all rows. Its edges are drawn beside the dots only, where they do not cross the headings."""
        left, right = self._x(self._scale.low), self._x(self._scale.high)
        self._area(left, right, TOP, ROW * len(self._rows))
        for place in range(len(self._rows)):
            self._edges(left, right, TOP + ROW * place + LINE - 9, 18)

    def _area(self, left: float, right: float, top: int, height: int) -> None:
        _put(self._root, "rect", "band", x=left, y=top, width=round(right - left, 1), height=height)

    def _edges(self, left: float, right: float, top: int, height: int) -> None:
        for x in (left, right):
            _put(self._root, "line", "edge", x1=x, x2=x, y1=top, y2=top + height)

    def _key(self, edition: str) -> None:
        _put(self._root, "circle", "easy", cx=8, cy=11, r=6)
        self._text(20, 15, edition, "bold")
        if self._compared:
            _put(self._root, "circle", "standard", cx=128, cy=11, r=5)
            self._text(140, 15, swedish.STANDARD)
        self._area(2, 14, 27, 16)
        self._edges(2, 14, 27, 16)
        self._text(20, 40, f"{swedish.PUBLISHED}: {self._scale.band}")

    def _row(self, row: Row, top: int) -> None:
        y = top + LINE
        whole = "bold" if row.title == swedish.WHOLE else ""
        self._text(0, top + 15, _short(row.title), whole)
        _put(self._root, "line", "track", x1=TRACK[0], x2=TRACK[1], y1=y, y2=y)
        easy = self._scale.value(row.easy)
        standard = self._scale.value(row.standard) if row.standard else None
        if standard is not None:
            _put(self._root, "line", "between", x1=self._x(easy), x2=self._x(standard), y1=y, y2=y)
            _put(self._root, "circle", "standard", cx=self._x(standard), cy=y, r=5)
        _put(self._root, "circle", "easy", cx=self._x(easy), cy=y, r=6)
        self._text(COLUMNS[0], y + 5, self._scale.said(easy), "bold end")
        if self._compared:
            said = swedish.NOTHING if standard is None else self._scale.said(standard)
            self._text(COLUMNS[1], y + 5, said, "muted end")

    def _axis(self, top: int) -> None:
        """The numbers at both ends: with the band they say how far apart things are."""
        self._text(TRACK[0] - 6, top + 14, _plain(self._start), "muted small")
        self._text(TRACK[1] + 6, top + 14, _plain(self._end), "muted small end")

    def _text(self, x: float, y: float, said: str, style: str = "") -> None:
        _put(self._root, "text", style, x=x, y=y).text = said


def _numbers(row: Row, scale: Scale) -> Iterator[float]:
    yield scale.value(row.easy)
    if row.standard:
        yield scale.value(row.standard)


def _short(title: str) -> str:
    """A heading that fits; the table has it whole."""
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


def _plain(number: float) -> str:
    return f"{number:.3g}".replace(".", ",")


def _put(parent: etree._Element, tag: str, style: str = "", **attributes: float) -> etree._Element:
    made = etree.SubElement(parent, f"{{{SVG}}}{tag}")
    if style:
        made.set("class", style)
    for name, value in attributes.items():
        made.set(name, f"{value:g}")
    return made
