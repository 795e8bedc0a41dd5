"""How Sphinx builds these pages: Markdown by MyST, the API by autodoc, and no request to anywhere."""

from __future__ import annotations

import re
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from lxml import html
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

project = "progpipe"
project_copyright = "the contributors to progpipe"
version = release = version_of("progpipe")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
templates_path = ["_templates"]
myst_heading_anchors = 3

# Docstrings are Markdown in spirit: one backtick is code.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
python_maximum_signature_line_length = 80
# Every name in a signature of ours leads to its entry; those of other libraries have none here.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(collections|concurrent|pathlib|typing|enum)\..*"),
    ("py:class", "Path|Executor|Progress"),
    ("py:class", r"progpipe\.publication\.N|progpipe\.interfaces\.F"),
]

html_theme = "furo"
html_title = "progpipe"
html_copy_source = False


def drop_made_docstring(_app: Sphinx, _what: str, name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Leave out what `dataclass` writes where a class has no docstring: the signature once more."""
    if lines and lines[0].startswith(f"{name.rpartition('.')[2]}("):
        lines.clear()


def name_factories(*event: Any) -> tuple[str, str] | None:
    """Write the default of a field that a factory makes as Python can be written."""
    *_, signature, returned = event
    return (signature.replace("<factory>", "..."), returned) if signature else None


def declare_language(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Let a page say in its front matter (`lang: sv`) which language it is in (WCAG 2.2, 3.1.1)."""
    context["language"] = (context.get("meta") or {}).get("lang", context["language"])


def refuse_requests(app: Sphinx, exception: Exception | None) -> None:
    """End the build with an error where a page would fetch anything from another host."""
    if exception or app.builder.format != "html":
        return
    for file in sorted(Path(app.outdir).rglob("*")):
        for address in _fetched(file):
            if re.match(r"(?:[a-z]+:)?//", address):
                raise ExtensionError(f"{file} fetches {address}")


def _fetched(file: Path) -> list[Any]:
    """The addresses that a browser loads by itself."""
    if file.suffix == ".html":
        tree = html.document_fromstring(file.read_bytes())
        return list(tree.xpath("//*[self::script or self::img or self::iframe or self::source]/@src|//link/@href"))
    if file.suffix == ".css":
        return re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", file.read_text(encoding="utf-8"))
    return []


def setup(app: Sphinx) -> None:
    """Connect the functions above."""
    app.connect("autodoc-process-docstring", drop_made_docstring)
    app.connect("autodoc-process-signature", name_factories)
    app.connect("html-page-context", declare_language)
    app.connect("build-finished", refuse_requests)
