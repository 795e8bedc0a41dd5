"""What a worker is given: a source with everything that it needs, as plain values, so that it may be anywhere."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from progpipe.build.contexts import base_address, with_pdf_profile
from progpipe.bundle import dependencies
from progpipe.cache.fingerprints import code, engines
from progpipe.data import BESIDE
from progpipe.editions import find_editions
from progpipe.errors import ProgpipeError, UsageError, ValidationError
from progpipe.load import load
from progpipe.load.images import RefusedError, image_content
from progpipe.model import Order
from progpipe.source import read_source
from progpipe.theme import Theme, read_theme

LARGEST: Final = 1 << 20  # bytes of the editions beside a source
MOST: Final = 2_000_000  # values, roughly: more of them are not looked at, and the worker says why


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What all programmes of a batch have in common, with all that this machine alone could know.

    `tools` says what must be the same wherever a programme is made, since other versions make other bytes.
    """

    order: Order
    theme: Theme
    epoch: str
    tools: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One programme: the bytes of its source, and of the files beside it that it names."""

    settings: Settings
    content: bytes = field(repr=False)
    beside: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A source as it was read here: `id` is None where it has none, `content` is the JSON text as bytes."""

    file: Path
    id: str | None
    content: bytes = field(repr=False)
    images: tuple[str, ...] = ()


def settings(order: Order) -> Settings:
    """What the order asks for. Raises `BuildError` and `UsageError` where it cannot be had for any programme."""
    theme = with_pdf_profile(read_theme(order.theme), order.pdf_profile)
    base_address(order.base_url)
    return Settings(
        order=replace(order, theme=theme.name),
        theme=theme,
        epoch=os.environ.get("SOURCE_DATE_EPOCH", "0"),
        tools=tools(),
    )


def tools() -> tuple[object, ...]:
    """What makes a bundle here: Python, this code, what it depends on, and the engines of the system."""
    return sys.version.split()[0], code(), dependencies(), engines()


def read_draft(file: Path) -> Draft:
    """The source, looked through for what a task needs; whether it is valid is for the worker to say.

    Raises `ValidationError` for a file that cannot be read.
    """
    content = read_source(file)
    try:
        data = json.loads(content) if sum(content.count(mark) for mark in (b",", b"[", b"{")) < MOST else None
    except (ValueError, RecursionError):  # not JSON, not UTF-8, a number of 5000 digits, or nested too deep
        return Draft(file=file, id=None, content=content)
    name = data.get("id") if isinstance(data, dict) else None
    return Draft(
        file=file,
        id=name if isinstance(name, str) else None,
        content=content,
        images=tuple(dict.fromkeys(_images(data))),
    )


def _images(value: Any) -> Iterator[str]:
    """The names of the images of all figures."""
    rest = [value]
    while rest:
        item = rest.pop()
        if isinstance(item, dict):
            if item.get("type") == "figure" and isinstance(item.get("image"), str):
                yield item["image"]
            rest += item.values()
        elif isinstance(item, list):
            rest += item


def pack(draft: Draft, settings: Settings) -> Task:
    """The task for a source, with its images and its editions.

    Raises `ValidationError`, `BuildError` and `UsageError` where one of them cannot be read.
    """
    base = draft.file.parent
    try:
        beside = {name: image_content(name, base) for name in draft.images}
        if os.path.lexists(base / BESIDE):
            beside[BESIDE] = _editions(base / BESIDE)
    except (RefusedError, OSError):
        raise _judged(draft, settings) from None
    return Task(settings=settings, content=draft.content, beside=beside)


def _editions(file: Path) -> bytes:
    if not file.is_file() or file.stat().st_size > LARGEST:
        raise FileNotFoundError
    return file.read_bytes()


def _judged(draft: Draft, settings: Settings) -> ProgpipeError:
    """What is wrong with a source beside which something cannot be read: only here can it be said why."""
    try:
        find_editions(load(draft.content, draft.file.parent), settings.order.editions)
    except ValidationError as error:
        return ValidationError(replace(item, file=item.file and BESIDE) for item in error.problems)
    except ProgpipeError as error:
        return error
    return UsageError("the files beside it changed while they were read; build it once more")
