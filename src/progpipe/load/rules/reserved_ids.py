"""P102: an id is no name that files, systems or our own parts need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.rules.ids import written_ids
from progpipe.load.tree import Document

# Files of the bundle and of the EPUB, and the anchors of our own parts.
OURS: Final = frozenset(
    {"index", "manifest", "sha256sums", "mimetype", "stil", "titelsida", "omslag", "innehall", "texten", "delar"}
    | {"ordlista", "om-dokumentet", "utkast-program", "utkast-text"}
)
# Names that Windows keeps for devices, with any ending.
DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)


def reserved_ids(document: Document) -> Iterator[Problem]:
    """Ids become names of files and anchors, on every system."""
    own = document.value.get("id") if isinstance(document.value, dict) else None
    for path, name in [(("id",), own), *written_ids(document)]:
        if name in OURS | DEVICES or (isinstance(name, str) and name.endswith("-rubrik")):
            message = f"the id {name!r} is reserved"
            hint = "Choose another: this one names a file, a device or a part that progpipe makes."
            yield Problem(code="P102", pointer=pointer(*path), message=message, hint=hint)
