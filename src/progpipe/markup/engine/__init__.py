"""What makes WeasyPrint cheaper, and changes nothing that it makes.

Everything here reaches into one version of WeasyPrint. With another one it is off, and all is as WeasyPrint has it.
`docs/architecture.md` says how much each part brings.
"""

from progpipe.markup.engine.documents import document_of
from progpipe.markup.engine.imports import import_weasyprint
from progpipe.markup.engine.page_objects import listed_pages
from progpipe.markup.engine.pseudo_elements import used_pseudo_elements
from progpipe.markup.engine.references import early_references
from progpipe.markup.engine.relayout import Layouts
from progpipe.markup.engine.released_pages import released_pages
from progpipe.markup.engine.styles import filled_styles
from progpipe.markup.engine.version import VERSION, fits

__all__ = [
    "VERSION",
    "Layouts",
    "document_of",
    "early_references",
    "filled_styles",
    "fits",
    "import_weasyprint",
    "listed_pages",
    "released_pages",
    "used_pseudo_elements",
]
