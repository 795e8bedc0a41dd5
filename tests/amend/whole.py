"""A small programme with every kind of thing in it, and amendments to all of them."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import rfc8785

Json = dict[str, Any]
TABLE = {
    "type": "table",
    "caption": "Elever i skolorna",
    "header": ["Skola", "Elever"],
    "rows": [["Norra", "120"], ["Södra", "120"]],
}
QUOTE = {
    "type": "quote",
    "blocks": [{"type": "paragraph", "text": "Skolan är viktig."}],
    "attribution": "Eva Prov",
}
FIGURE = {"type": "figure", "image": "skola.png", "alternative": "En skolgård med träd.", "caption": "Skolgården."}
LIST = {"type": "list", "items": ["i skolan", "på fritids"]}
TRAFIK = {
    "id": "trafik",
    "type": "body",
    "title": "Trafiken",
    "blocks": [{"type": "paragraph", "text": "Bussen ska gå ofta."}],
    "commitments": [{"id": "bussar", "text": "Köp fler bussar."}],
}


def source() -> Json:
    """Sections Skolan (with Mat in it) and Vården, and a glossary of two entries."""
    return {
        "id": "prov",
        "language": "sv",
        "title": "Prov",
        "period": {"from": 2027, "to": 2030},
        "publisher": {"name": "Provpartiet"},
        "release": {"version": "1", "status": "draft"},
        "sections": [
            {
                "id": "skolan",
                "type": "body",
                "title": "Skolan",
                "blocks": [
                    {"type": "paragraph", "text": "Varje barn ska få stöd.[^stod]"},
                    LIST,
                    QUOTE,
                    TABLE,
                    FIGURE,
                ],
                "notes": {"stod": "Enligt skollagen."},
                "commitments": [
                    {"id": "larare", "text": "Anställ fler lärare."},
                    {"id": "bocker", "text": "Köp nya böcker."},
                ],
                "sections": [
                    {
                        "id": "mat",
                        "type": "policy",
                        "title": "Mat",
                        "blocks": [{"type": "paragraph", "text": "Maten ska vara god."}],
                    }
                ],
            },
            {
                "id": "vard",
                "type": "body",
                "title": "Vården",
                "commitments": [
                    {"id": "nara", "text": "Håll vården nära."},
                    {"id": "lakare", "text": "Anställ läkare."},
                ],
            },
        ],
        "glossary": [
            {"id": "skollag", "term": "skollag", "explanation": "En lag om skolan."},
            {"id": "lss", "term": "LSS", "expansion": "Lagen om stöd", "explanation": "En lag om stöd."},
        ],
    }


def digest(thing: Json) -> str:
    """What binds an amendment to a thing without renditions, as anybody can compute it."""
    return hashlib.sha256(rfc8785.dumps(thing)).hexdigest()


def write(folder: Path, value: Json | None = None) -> Path:
    """The source as a file, with its image beside it."""
    file = folder / "prov.json"
    file.write_text(json.dumps(value or source(), ensure_ascii=False, indent=2), encoding="utf-8")
    (folder / "skola.png").write_bytes(_png())
    return file


def _png() -> bytes:
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(16))),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def amendments(*items: Json, programme: str = "prov") -> Json:
    made = [{"motion": str(number), "mover": "Norra föreningen", **item} for number, item in enumerate(items, start=1)]
    return {"programme": programme, "amendments": made}
