"""The canonical form of a source, and the digests that are made of it (RFC 8785)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import rfc8785

from progpipe.errors import ValidationError
from progpipe.load.parse import parse
from progpipe.load.validator import schema
from progpipe.source import decode, read_source

# What a rendition replaces, and what its basis is therefore made of.
BASIS = {
    "programme": ("title",),
    "section": ("title", "blocks"),
    "commitment": ("text",),
    "glossary": ("term", "expansion", "explanation"),
}


def digest(value: Any) -> str:
    """The SHA-256 of a JSON value, in hexadecimal, over its RFC 8785 form."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def basis_of(node: Mapping[str, Any], kind: str) -> str:
    """The digest of the source text that a rendition of a node replaces.

    `kind` is `programme`, `section`, `commitment` or `glossary`. Ids, child sections and commitments do not count.
    """
    return digest({name: _without_ids(node[name]) for name in BASIS[kind] if name in node})


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_ids(item) for name, item in value.items() if name != "id"}
    return value


def canonical_text(source: Path | str | bytes) -> str:
    """The source as `progpipe fmt` writes it: NFC, keys in the order of the schema, two spaces, a final newline.

    Raises `ValidationError` (P001 to P009) for what is no JSON; what the schema refuses keeps its place at the end.
    """
    text, problems = decode(source if isinstance(source, bytes) else read_source(Path(source)))
    value, faults = parse(text)
    # A byte order mark is what this very function takes away.
    if faults:
        raise ValidationError([*problems, *faults])
    ordered = _ordered(value, schema())
    return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"


def _ordered(value: Any, part: Mapping[str, Any]) -> Any:
    part = _resolved(value, part)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_ordered(item, part.get("items", {})) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _ordered(value[name], child) for name, child in _children(value, part)}


def _children(value: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    known: Mapping[str, Any] = part.get("properties", {})
    yield from ((name, child) for name, child in known.items() if name in value)
    others = [name for name in value if name not in known]
    anything: Mapping[str, Any] = next(iter(part.get("patternProperties", {}).values()), {})
    yield from ((name, anything) for name in (sorted(others) if anything else others))


def _resolved(value: Any, part: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of the schema that says how this value is ordered: references followed, blocks by their type."""
    definitions = schema()["$defs"]
    while "$ref" in part and "properties" not in part and "patternProperties" not in part:
        part = definitions[part["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, dict) and "properties" in part and set(part["properties"]) == {"type"}:
        kinds = part["properties"]["type"].get("enum", ())
        part = definitions[value["type"]] if value.get("type") in kinds else part
    return part
