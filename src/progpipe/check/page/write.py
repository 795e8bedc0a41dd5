"""The page as a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from progpipe.bundle import CHECKSUMS, is_bundle
from progpipe.check.page.page import check_page
from progpipe.check.report import CheckReport
from progpipe.errors import UsageError
from progpipe.files import replace_file
from progpipe.markup.page import html_page
from progpipe.theme import read_theme

PROFILE: Final = "standard"  # of the theme: the page is not easy-read


class PageFile:
    """Where the page goes; made before the check, so that nothing is checked in vain.

    Raises `UsageError` for a place inside a bundle, where it would break the checksums, for one among the files
    that are checked, and for a folder; `ValidationError` for a theme with problems.
    """

    def __init__(self, path: Path, theme: Path | str, checked: list[Path | str]) -> None:
        _require_place(path, [Path(item) for item in checked])
        self._path, self._theme = path, read_theme(theme)

    def write(self, report: CheckReport) -> None:
        """Write the page."""
        replace_file(self._path, html_page(check_page(report), self._theme, PROFILE))


def _require_place(path: Path, checked: list[Path]) -> None:
    real = path.resolve()
    bundle = next((folder for folder in real.parents if _is_sealed(folder)), None)
    if bundle:
        raise UsageError(f"{path} is inside the bundle {bundle}, which a check never changes; write it somewhere else")
    if real.is_dir():
        raise UsageError(f"{path} is a folder; name the file to write")
    if not real.parent.is_dir():
        raise UsageError(f"there is no folder {real.parent} to write {path.name} into")
    if any(place in (real, *real.parents) for place in (item.resolve() for item in checked)):
        raise UsageError(f"{path} is among the files to check; write the page somewhere else")


def _is_sealed(folder: Path) -> bool:
    """Whether the folder is a bundle, or has checksums that one file more would break."""
    try:
        return (folder / CHECKSUMS).exists() or is_bundle(folder)
    except OSError:  # nobody but its owner can look
        return False
