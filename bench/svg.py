"""What the pictures are drawn of: lines, text and marks, in colours for light and for dark screens."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

WIDTH: Final = 860
EDGE: Final = 20
LINE: Final = 24  # from one line of text to the next
STYLE: Final = """
text { font: 14px system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif; fill: #1b1f24 }
.paper { fill: #ffffff } .title { font-size: 18px; font-weight: 600 } .soft { fill: #515a66 }
.rule { stroke: #c3c9d1 } .goal { stroke: #1b1f24; stroke-width: 2 }
.met { fill: #0b5cad; stroke: #0b5cad } .missed { fill: #ffffff; stroke: #a63a12; stroke-width: 2.5 }
.stem { stroke-width: 3; fill: none } .curve { fill: none; stroke-width: 2.5 }
.c0 { stroke: #0b5cad } .c1 { stroke: #a63a12 } .c2 { stroke: #3d6b0c } .c3 { stroke: #6d3fa8 } .c4 { stroke: #515a66 }
.dot { fill: #ffffff; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) {
text { fill: #e8ebef } .paper { fill: #15181d } .soft { fill: #b3bbc6 }
.rule { stroke: #444c57 } .goal { stroke: #e8ebef }
.met { fill: #7cb7ff; stroke: #7cb7ff } .missed { fill: #15181d; stroke: #ff9d73 } .dot { fill: #15181d }
.c0 { stroke: #7cb7ff } .c1 { stroke: #ff9d73 } .c2 { stroke: #a3d65c } .c3 { stroke: #c9a5f7 } .c4 { stroke: #b3bbc6 }
}
"""


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """A line of text. `anchor` is that of SVG."""
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def line(start: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    """A straight line."""
    return f'<path class="{kind}" d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"/>'


def mark(place: int, x: float, y: float) -> str:
    """A mark of its own for each curve, so that colour alone tells nothing."""
    shapes = (
        "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
        "M-5 -5h10v10h-10Z",
        "M0 -7L6 5H-6Z",
        "M0 -7L7 0L0 7L-7 0Z",
        "M0 7L6 -5H-6Z",
    )
    return f'<path class="dot c{place % 5}" transform="translate({x:.1f} {y:.1f})" d="{shapes[place % 5]}"/>'
