"""The schema: whole, described, closed, and precise about what it refuses."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "schema" / "programme.schema.json").read_text(encoding="utf-8"))
SOURCES = (
    ROOT / "source" / "alingsas-2027-2030.json",
    ROOT / "tests" / "data" / "provkommun" / "provkommun.json",
)
VALIDATOR = Draft202012Validator(SCHEMA)


def subschemas(schema: dict[str, Any], where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in the schema that is a schema, and none that is an example or a map of schemas."""
    yield where, schema
    for keyword in ("$defs", "properties", "patternProperties"):
        for name, value in schema.get(keyword, {}).items():
            yield from subschemas(value, f"{where}/{keyword}/{name}")
    if "items" in schema:
        yield from subschemas(schema["items"], f"{where}/items")


ALL = list(subschemas(SCHEMA))
PROPERTIES = [
    (f"{where}/properties/{name}", value) for where, part in ALL for name, value in part.get("properties", {}).items()
]
CLOSED = [(where, part) for where, part in ALL if part.get("type") == "object" and where != "#/$defs/block"]


def within(subschema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**subschema, "$defs": SCHEMA["$defs"]})


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("where", "subschema"), PROPERTIES, ids=[where for where, _ in PROPERTIES])
def test_every_property_is_described_and_its_examples_are_right(where: str, subschema: dict[str, Any]) -> None:
    assert subschema["description"].endswith(".")
    assert subschema["examples"]
    for example in subschema["examples"]:
        assert [error.message for error in within(subschema).iter_errors(example)] == []


@pytest.mark.parametrize(("where", "subschema"), CLOSED, ids=[where for where, _ in CLOSED])
def test_every_object_is_described_and_closed(where: str, subschema: dict[str, Any]) -> None:
    assert subschema["description"].endswith(".")
    assert subschema["unevaluatedProperties"] is False
    assert set(subschema.get("required", [])) <= set(subschema.get("properties", {}))


def test_every_definition_is_used_and_described() -> None:
    text = json.dumps(SCHEMA)
    assert [name for name in SCHEMA["$defs"] if f'"#/$defs/{name}"' not in text] == []
    assert [name for name, part in SCHEMA["$defs"].items() if "description" not in part] == ["reviewUnlessDraft"]


def test_everything_is_finite() -> None:
    """What has no upper limit lets a hostile source grow without one."""
    unlimited = []
    for where, part in ALL:
        kinds = [part["type"]] if isinstance(part.get("type"), str) else part.get("type", [])
        closed = "enum" in part or "const" in part or str(part.get("pattern", "")).startswith("^[0-9]{4}")
        if "string" in kinds and "maxLength" not in part and not closed:
            unlimited.append(where)
        if "array" in kinds and "maxItems" not in part:
            unlimited.append(where)
        if "patternProperties" in part and "maxProperties" not in part:
            unlimited.append(where)
    assert unlimited == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_programmes_are_valid(path: Path) -> None:
    errors = VALIDATOR.iter_errors(load(path))
    assert [(error.json_path, error.message) for error in errors] == []


def objects(value: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a source, with its path."""
    if isinstance(value, dict):
        yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in pairs:
        yield from objects(child, f"{path}.{key}")


def kind(path: str, value: dict[str, Any]) -> str:
    """What kind of object this is: its place without numbers and names, or the type of a block."""
    names = [part for part in path.split(".") if not part.isdigit()]
    if value.get("type") in {"paragraph", "list", "quote", "table", "figure"}:
        return str(value["type"])
    if "renditions" in names[-2:]:
        return f"{names[names.index('renditions') - 1]}.{'.'.join(names[names.index('renditions') :])}"
    return names[-1]


def test_a_misspelt_property_is_refused_in_every_kind_of_object() -> None:
    """One error, at the object itself: what is around it stays valid."""
    source = load(SOURCES[1])
    seen: dict[str, dict[str, Any]] = {kind(path, value): value for path, value in objects(source)}
    assert len(seen) >= 24, sorted(seen)
    for name, value in seen.items():
        value["Titel"] = "x"
        errors = list(VALIDATOR.iter_errors(source))
        assert [error.validator for error in errors] == ["unevaluatedProperties"], name
        assert "Titel" in errors[0].message
        del value["Titel"]


def test_the_test_programme_uses_every_property_and_every_value() -> None:
    """Whoever adds a property adds it there too, and so to what every emitter is tried on."""
    text = SOURCES[1].read_text(encoding="utf-8")
    names = {where.rsplit("/", 1)[1] for where, _ in PROPERTIES}
    assert sorted(name for name in names if f'"{name}": ' not in text) == []
    values = {value for _, part in ALL for value in part.get("enum", ())}
    assert sorted(value for value in values if f'"{value}"' not in text) == []


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_ids(child) for key, child in value.items() if key != "id"}
    return [without_ids(child) for child in value] if isinstance(value, list) else value


def test_every_rendition_in_the_test_programme_is_made_from_the_text_beside_it() -> None:
    """The digests are over what the descriptions of `basis` say."""
    replaced = ("title", "blocks"), ("text",), ("term", "expansion", "explanation")
    source = load(SOURCES[1])
    renditions = 0
    for path, node in objects(source):
        for rendition in node.get("renditions", {}).values():
            fields = next(names for names in replaced if names[0] in node)
            text = {name: without_ids(node[name]) for name in fields if name in node}
            assert rendition["basis"] == hashlib.sha256(rfc8785.dumps(text)).hexdigest(), path
            renditions += 1
    nodes = [
        path
        for path, node in objects(source)
        if "id" in node and node.get("type") not in {"paragraph", "list", "quote", "table", "figure"}
    ]
    assert renditions == len(nodes)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_programmes_are_in_the_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    canonical = json.dumps(ordered(json.loads(text), SCHEMA), ensure_ascii=False, indent=2) + "\n"
    assert canonical == unicodedata.normalize("NFC", text) == text


def ordered(value: Any, schema: dict[str, Any]) -> Any:
    """The value with its keys in the order of the schema."""
    while "$ref" in schema and "properties" not in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, list):
        return [ordered(child, schema["items"]) for child in value]
    if not isinstance(value, dict):
        return value
    if "allOf" in schema and "type" in value:
        schema = SCHEMA["$defs"][value["type"]]
    if "patternProperties" in schema:
        (child_schema,) = schema["patternProperties"].values()
        return {name: ordered(value[name], child_schema) for name in sorted(value)}
    parts = schema["properties"]
    assert set(value) <= set(parts)
    return {name: ordered(value[name], part) for name, part in parts.items() if name in value}


SECTION = {"id": "a", "type": "body", "title": "A"}
DIGEST = "0" * 64
REFUSED = {
    "block of no known type": ("block", {"type": "pargraph", "text": "A"}, ["enum"]),
    "block without type": ("block", {"text": "A"}, ["required"]),
    "block that is a text": ("block", "A", ["type"]),
    "rendition that is a text": ("commitmentRendition", "A", ["type"]),
    "paragraph with a number for text": ("block", {"type": "paragraph", "text": 1}, ["type"]),
    "paragraph with another block's property": (
        "block",
        {"type": "paragraph", "text": "A", "items": []},
        ["unevaluatedProperties"],
    ),
    "list whose item is an object": ("block", {"type": "list", "items": [{}]}, ["type"]),
    "list whose item is blank": ("block", {"type": "list", "items": [" "]}, ["pattern"]),
    "list whose nested block is wrong": (
        "block",
        {"type": "list", "items": [[{"type": "quote"}]]},
        ["required"],
    ),
    "id with a capital": ("section", {**SECTION, "id": "Inledning"}, ["pattern"]),
    "id with a diacritic": ("section", {**SECTION, "id": "vård"}, ["pattern"]),
    "id that climbs": ("section", {**SECTION, "id": "../a"}, ["pattern"]),
    "id with a line break at its end": ("section", {**SECTION, "id": "a\n"}, ["pattern"]),
    "id with two hyphens": ("section", {**SECTION, "id": "a--b"}, ["pattern"]),
    "id that is long": ("section", {**SECTION, "id": "a" * 81}, ["maxLength"]),
    "tag with an underscore": ("section", {**SECTION, "renditions": {"sv_simple": {}}}, ["unevaluatedProperties"]),
    "note whose key has a space": ("section", {**SECTION, "notes": {"a b": "A"}}, ["unevaluatedProperties"]),
    "text that is too long": ("text", "a" * 20_001, ["maxLength"]),
    "title that is blank": ("plainText", " \t", ["pattern"]),
    "year that is a text": ("period", {"from": "2027", "to": 2030}, ["type"]),
    "date in another order": ("review", {"by": "A", "date": "23/11 2026"}, ["pattern"]),
    "web address with another scheme": ("licence", {"name": "A", "url": "javascript:alert(1)"}, ["pattern"]),
    "rendition with neither text nor blocks": (
        "commitmentRendition",
        {"status": "draft", "basis": DIGEST},
        ["required"],
    ),
    "rendition with text and blocks": (
        "commitmentRendition",
        {"status": "draft", "basis": DIGEST, "text": "A", "blocks": [{"type": "paragraph", "text": "A"}]},
        ["not"],
    ),
    "reviewed by nobody": ("programmeRendition", {"status": "reviewed", "basis": DIGEST, "title": "A"}, ["required"]),
    "commitment approved by nobody": (
        "commitmentRendition",
        {"status": "approved", "basis": DIGEST, "text": "A"},
        ["required"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_gives_one_precise_error(case: str) -> None:
    definition, value, keywords = REFUSED[case]
    errors = within({"$ref": f"#/$defs/{definition}"}).iter_errors(value)
    assert [error.validator for error in errors] == keywords
