"""Writes `declarations.py`: `python -m progpipe.markup.engine.compile`, after a change of WeasyPrint or of cffi."""

from __future__ import annotations

import ast
import hashlib
import re
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from progpipe.markup.engine.version import VERSION

TARGET: Final = Path(__file__).with_name("declarations.py")
HEAD: Final = '''"""WeasyPrint {version}'s declarations of C, parsed. Written by `compile.py`: change nothing here."""

# ruff: noqa
# fmt: off
DIGEST = "{digest}"  # of what was parsed
TABLES = dict(
{tables})
'''


def declarations() -> str:
    """What WeasyPrint gives to cffi, read from its source: imported, it would be parsed."""
    package = find_spec("weasyprint")
    assert package
    assert package.submodule_search_locations
    source = Path(package.submodule_search_locations[0], "text", "ffi.py").read_text(encoding="utf-8")
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    (text,) = (call.args[0] for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "cdef")
    return str(ast.literal_eval(text))


def compiled(text: str) -> str:
    """The module `declarations`, for these declarations."""
    import cffi  # type: ignore[import-untyped]  # noqa: PLC0415

    ffi = cffi.FFI()
    ffi.cdef(text)
    ffi.set_source("declarations", None)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "written.py")
        ffi.emit_python_code(str(written))
        found = re.search(r"_cffi_backend\.FFI\('declarations',\n(.*)\)\n", written.read_text("utf-8"), re.DOTALL)
    assert found
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return HEAD.format(version=VERSION, digest=digest, tables=found[1])


if __name__ == "__main__":
    TARGET.write_text(compiled(declarations()), encoding="utf-8")
