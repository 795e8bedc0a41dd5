"""Which files a preview is made of, and which folders are watched for them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from progpipe.data import BESIDE, data_folder
from progpipe.load.tree import Document
from progpipe.source import UTF8_BOM

MOST_FOLDERS: Final = 64  # of a theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A source, the theme that was asked for, and the images that the source names."""

    source: Path
    theme: str | Path
    images: frozenset[str] = frozenset()

    def folders(self) -> frozenset[Path]:
        """The folders to watch, each for what stands directly in it.

        A folder is watched, not a file: editors write a new file and rename it. Where a folder is gone, the nearest one
        that is there is watched until it comes back.
        """
        files = (*self._files(), *(path.resolve() for path in self._files()))
        return frozenset(map(_there, (*(path.parent for path in files), *self._themes())))

    def concern(self, path: str) -> bool:
        """Whether what has changed there has a part in the preview: also a folder that was gone, or that came back."""
        files = {form for file in self._files() for form in (_plain(file), os.path.realpath(file))}
        real = os.path.realpath(path)
        if {path, real} & files or any(file.startswith((path + os.sep, real + os.sep)) for file in files):
            return True
        return any(
            real.startswith(str(folder.resolve())) or str(folder.resolve()).startswith(real + os.sep)
            for folder in self._themes()
        )

    def is_source(self, path: str) -> bool:
        """Whether that is the source itself."""
        return path in {_plain(self.source), os.path.realpath(self.source)}

    def state(self) -> tuple[object, ...]:
        """What tells whether a file was written since: not what it says, but when, how much, and as which file."""
        styles = {path for folder in self._themes() if folder.is_dir() for path in folder.iterdir()}
        return tuple((path, _state(path)) for path in sorted({*self._files(), *styles}))

    def _files(self) -> Iterator[Path]:
        base = self.source.parent
        yield self.source
        yield base / BESIDE
        yield from (base / name for name in self.images if "\0" not in name)

    def _themes(self) -> Iterator[Path]:
        """The theme's folder with all that is in it, and the themes that come with progpipe, which it may extend."""
        own = isinstance(self.theme, Path) or bool({"/", "\\"} & set(self.theme))
        roots = [Path(self.theme)] if own else []
        for root in (*roots, data_folder("themes")):
            yield root
            walked = (Path(folder) for folder, _, _ in os.walk(root))
            yield from (folder for folder, _ in zip(walked, range(MOST_FOLDERS), strict=False))


def images_named(content: bytes | None) -> frozenset[str]:
    """The images that a source names, also where it has problems: one of them may be an image that is not there yet."""
    try:
        value = json.loads((content or b"").removeprefix(UTF8_BOM))
        figures = Document(value, None).blocks("figure") if isinstance(value, dict) else ()
        return frozenset(figure["image"] for _, figure in figures if isinstance(figure.get("image"), str))
    except (ValueError, RecursionError):
        return frozenset()


def _plain(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - as the watcher names it: links are not followed


def _there(folder: Path) -> Path:
    folder = Path(_plain(folder))
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _state(path: Path) -> object:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
