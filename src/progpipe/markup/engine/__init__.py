"""What makes WeasyPrint cheaper, and changes nothing that it makes.

Everything here reaches into one version of WeasyPrint. With another one it is off, and all is as WeasyPrint has it.
How much each part brings stands in docs/performance.md.
"""

from progpipe.markup.engine.imports import import_weasyprint
from progpipe.markup.engine.references import early_references
from progpipe.markup.engine.version import VERSION, fits

__all__ = ["VERSION", "early_references", "fits", "import_weasyprint"]
