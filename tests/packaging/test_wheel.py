"""What the wheel carries, and what it does not."""

from __future__ import annotations

from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def files(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_has_every_module_and_says_that_it_is_typed(files: dict[str, bytes]) -> None:
    source = ROOT / "src"
    expected = {str(path.relative_to(source)) for path in source.rglob("*.py")}
    assert expected <= set(files)
    assert "progpipe/py.typed" in files


@pytest.mark.parametrize("folder", ["schema", "themes"])
def test_it_has_the_schemas_and_themes_byte_for_byte(files: dict[str, bytes], folder: str) -> None:
    for path in (path for path in (ROOT / folder).rglob("*") if path.is_file()):
        assert files[f"progpipe/{path.relative_to(ROOT)}"] == path.read_bytes()


def test_it_has_the_licence_of_the_code_and_of_the_fonts(files: dict[str, bytes]) -> None:
    info = next(name.split("/")[0] for name in files if ".dist-info/" in name)
    metadata = Parser().parsestr(files[f"{info}/METADATA"].decode("utf-8"))
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"
    for name in ("LICENSE", "LICENSES/MIT.txt", "LICENSES/OFL-1.1.txt"):
        assert name in metadata.get_all("License-File", [])
        assert files[f"{info}/licenses/{name}"] == (ROOT / name).read_bytes()
    assert b"SIL OPEN FONT LICENSE" in files["progpipe/themes/default/fonts/OFL.txt"]


def test_it_has_nothing_else(files: dict[str, bytes]) -> None:
    """Above all no word of a programme: those are not ours to give away."""
    assert {name.split("/")[0] for name in files} == {"progpipe", "progpipe-0.1.0.dist-info"}
    assert not [name for name in files if "alingsas" in name or "test" in name.rpartition("/")[2]]
