"""A file inside a PDF: the data that the pages were made from (ISO 32000-2, 7.11.4 and 14.13).

WeasyPrint can attach files too, but it asks the clock for a date where there is none, and names each file twice
among the associated ones.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to attach. `relationship` is what it is to the document; `date` is of ISO 8601 in UTC, or empty."""

    name: str
    media_type: str
    description: str
    content: bytes = field(repr=False)
    relationship: str = "Source"
    date: str = ""


def attach(pdf: Any, attachment: Attachment) -> None:
    """Puts the file into the PDF, where readers list attachments and where archives look for them."""
    import pydyf  # noqa: PLC0415

    content = pydyf.Stream([attachment.content], _entries(attachment), compress=True)
    pdf.add_object(content)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
            "EF": pydyf.Dictionary({"F": content.reference, "UF": content.reference}),
        }
    )
    pdf.add_object(specification)
    listed = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(attachment.name), specification.reference])})
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = listed
    pdf.catalog["AF"] = pydyf.Array([specification.reference])


def _entries(attachment: Attachment) -> Any:
    import pydyf  # noqa: PLC0415

    digest = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()  # ISO 32000-2, table 45 wants MD5
    parameters = pydyf.Dictionary({"Size": len(attachment.content), "CheckSum": f"<{digest}>"})
    if attachment.date:
        date = pydyf.String("D:" + "".join(char for char in attachment.date if char.isdigit()) + "Z")
        parameters.update({"CreationDate": date, "ModDate": date})
    media_type = attachment.media_type.replace("/", "#2f")
    return {"Type": "/EmbeddedFile", "Subtype": f"/{media_type}", "Params": parameters}
