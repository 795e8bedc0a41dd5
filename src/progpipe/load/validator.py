"""The JSON Schema of a source, and a validator that no source makes slow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from progpipe.data import data_folder

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError as SchemaError
    from jsonschema.protocols import Validator


PROGRAMME: Final = "programme"


@cache
def schema(name: str = PROGRAMME) -> Mapping[str, Any]:
    """The schema with that name: of a programme, or of what is done to one."""
    text = (data_folder("schema") / f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@cache
def validator(name: str = PROGRAMME) -> Validator:
    """The validator of a schema, with four keywords that take no longer for what is hostile.

    Those of the library are quadratic in the length of a list or the number of names, or look at what is beyond
    a limit that the schema sets right beside them. `uniqueItems` is for P116, which says what stands twice.
    """
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415

    own = {
        "items": _up_to("items", "maxItems"),
        "pattern": _up_to("pattern", "maxLength"),
        "patternProperties": _up_to("patternProperties", "maxProperties"),
        "unevaluatedProperties": _closed,
        "uniqueItems": lambda *_: (),
    }
    return cast("Validator", validators.extend(Draft202012Validator, own)(schema(name)))  # type: ignore[no-untyped-call]


def _up_to(keyword: str, limit: str) -> Callable[..., Iterator[SchemaError]]:
    """A keyword that looks no further than the limit beside it, which has been broken then."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    whole = Draft202012Validator.VALIDATORS[keyword]

    def check(validator: Validator, value: Any, instance: Any, part: Mapping[str, Any]) -> Iterator[SchemaError]:
        most = part.get(limit)
        if most is not None and isinstance(instance, str | list | dict) and len(instance) > most:
            instance = dict(islice(instance.items(), most)) if isinstance(instance, dict) else instance[:most]
        yield from whole(validator, value, instance, part)

    return check


def _closed(validator: Validator, allowed: bool, instance: Any, part: Mapping[str, Any]) -> Iterator[SchemaError]:  # noqa: ARG001
    """`unevaluatedProperties: false`. In this schema what an object may have stands right beside it."""
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415

    if isinstance(instance, dict) and any(True for _ in unknown_names(instance, part)):
        yield ValidationError("unknown properties")


def unknown_names(instance: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[str]:
    """The names in an object that its part of the schema has neither a property nor a pattern for."""
    known, patterns = part.get("properties", {}), tuple(part.get("patternProperties", {}))
    return (name for name in instance if name not in known and not any(re.search(form, name) for form in patterns))
