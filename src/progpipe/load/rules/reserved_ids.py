"""P102: an id is no name that files, systems or our own parts need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document

# Files of the bundle and of the EPUB, and the anchors of our own parts.
OURS: Final = frozenset(
    {"index", "manifest", "sha256sums", "mimetype", "stil", "titelsida", "omslag", "innehall", "texten", "delar"}
    | {"ordlista", "ordlista-om", "ordlista-ord", "om-dokumentet", "om-dokumentet-uppgifter"}
    | {"titel-saknas", "utkast-program", "utkast-text"}
)
# Names that Windows keeps for devices, with any ending.
DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)
RESERVED: Final = OURS | DEVICES
# What compose and the markup call headings, lists of commitments, notes, rows of the colophon, the guide, and pages.
MADE: Final = re.compile(
    r".*-(rubrik|ataganden|noter|not-\d+(-\d+)?)|om-dokumentet-\d+|(innan-du-laser|sa-har-laser-du)(-.+)?"
    r"|sida(-\d+)?|sidor"  # the first paragraph of a section `sida` would be called as page 1 is
)


def reserved_ids(document: Document) -> Iterator[Problem]:
    """Ids become names of files and anchors, on every system."""
    for path, value in document.objects:
        name = value.get("id")
        if isinstance(name, str) and (name in RESERVED or MADE.fullmatch(name)):
            message = f"the id {name!r} is reserved"
            hint = "Choose another: this one names a file, a device or a part that progpipe makes."
            yield Problem(code="P102", pointer=pointer(*path, "id"), message=message, hint=hint)
