"""Small programmes with an easy-read text, as JSON values."""

from __future__ import annotations

from typing import Any

from progpipe.load import basis_of

LONG = (
    "Ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo "
    "tjugoett."
)


def programme(
    section: str = "Skolan är viktig.", promise: str = "Vi vill ha fler lärare.", **rendition: Any
) -> dict[str, Any]:
    """A programme whose easy-read edition says `section` and `promise`; `rendition` is added to the promise's."""
    made: dict[str, Any] = {
        "id": "prov",
        "language": "sv",
        "title": "Prov",
        "period": {"from": 2027, "to": 2030},
        "publisher": {"name": "Provpartiet"},
        "release": {"version": "1", "status": "draft"},
        "editions": ["standard", "lattlast"],
        "sections": [
            {
                "id": "skolan",
                "type": "body",
                "title": "Skolan",
                "blocks": [{"type": "paragraph", "text": "Varje barn ska få stöd."}],
                "commitments": [{"id": "fler-larare", "text": "Anställ fler lärare."}],
            }
        ],
    }
    (part,) = made["sections"]
    (commitment,) = part["commitments"]
    blocks = [{"type": "paragraph", "text": section}]
    part["renditions"] = easy(part, "section", title="Skolan", blocks=blocks)
    commitment["renditions"] = easy(commitment, "commitment", text=promise, **rendition)
    return made


def easy(node: dict[str, Any], kind: str, **fields: Any) -> dict[str, Any]:
    return {"sv-simple": {"status": "draft", "basis": basis_of(node, kind), **fields}}


def rendition_of(source: dict[str, Any]) -> dict[str, Any]:
    """The rendition of the promise."""
    found: dict[str, Any] = source["sections"][0]["commitments"][0]["renditions"]["sv-simple"]
    return found
