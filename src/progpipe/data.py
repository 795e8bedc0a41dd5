"""Where the files that come with the package are: `schema/` and `themes/`."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent.parent
BESIDE = "progpipe.toml"  # the file beside a source that describes its editions


def data_folder(name: str) -> Path:
    """The folder with that name: inside the package in a wheel, at the root in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else CHECKOUT / name
