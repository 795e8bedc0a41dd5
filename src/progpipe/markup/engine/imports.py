"""WeasyPrint, imported without what a third of the time goes to.

It describes Pango, HarfBuzz and Fontconfig in C, which cffi parses at each start, and looks for these libraries by
names that only other systems know, for each of which Python runs `ldconfig` and a compiler. Here the description is
parsed already (`declarations.py`), and the names are tried as they are. fontTools waits until WeasyPrint calls it:
for fonts that vary, or where HarfBuzz cannot make a font smaller.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from progpipe.markup.engine.version import fits

NAME: Final = "weasyprint"
# WeasyPrint calls functions of these two and of nothing else below them.
LATER: Final = ("fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer")


def import_weasyprint() -> Any:
    """The module. Raises what importing it raises."""
    if NAME in sys.modules or not fits():
        return import_module(NAME)
    try:
        with _in_place_of({"cffi": _compiled(), **{name: _Later(name) for name in LATER}}):
            return import_module(NAME)
    except (ImportError, OSError, AttributeError):  # other declarations, another cffi, another system
        for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
            del sys.modules[name]
        return import_module(NAME)


@contextmanager
def _in_place_of(modules: Mapping[str, ModuleType]) -> Iterator[None]:
    """While the block runs, these modules are imported instead of those with their names, unless these are there."""
    put = {name: module for name, module in modules.items() if name not in sys.modules or name == "cffi"}
    before = {name: sys.modules.get(name) for name in put}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


class _Later(ModuleType):
    """A module whose functions import the real one when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*values: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*values, **named)

        return call


def _compiled() -> ModuleType:
    """What WeasyPrint uses of cffi, with the declarations that it will give already parsed."""
    from progpipe.markup.engine.declarations import DIGEST, TABLES  # noqa: PLC0415

    class Compiled(import_module("_cffi_backend").FFI):  # type: ignore[misc]
        """The interface of a module that cffi has generated (its "out-of-line ABI mode")."""

        def __init__(self) -> None:
            super().__init__("progpipe.markup.engine.declarations", **TABLES)

        def cdef(self, text: str) -> None:
            if hashlib.sha256(text.encode("utf-8")).hexdigest() != DIGEST:
                raise ImportError("other declarations than those that were compiled")

    module = ModuleType("cffi")
    module.FFI = Compiled  # type: ignore[attr-defined]
    return module
