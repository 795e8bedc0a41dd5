"""The theme's fonts where the engine finds them, and nothing else: kept while the same ones are wanted.

What fontconfig and Pango make of a configuration they never give back in whole: a process that sets hundreds of
programmes with one of its own each time grows by a third of a megabyte for each.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from progpipe.theme import Font

VARIABLE: Final = "FONTCONFIG_FILE"
FONTCONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


class Faces:
    """A folder with these fonts, for this process, until it ends or others are wanted."""

    def __init__(self, fonts: tuple[Font, ...]) -> None:
        self._fonts = fonts
        self._process = os.getpid()
        self._folder = Path(tempfile.mkdtemp(prefix="progpipe-fonts-"))
        self._configuration: Any = None
        self._finalizer: Any = None
        try:
            self._write()
        except OSError:
            self.remove()
            raise
        self._finalizer = _at_the_end(self.remove)

    def serve(self, fonts: tuple[Font, ...]) -> bool:
        """Whether these are the fonts here; those of the process that was forked are its own."""
        return self._process == os.getpid() and self._fonts == fonts and self._folder.is_dir()

    @contextmanager
    def in_sight(self) -> Iterator[None]:
        """Fontconfig reads its environment when the engine is imported, and whenever a configuration is made."""
        before = os.environ.get(VARIABLE)
        os.environ[VARIABLE] = str(self._folder / "fonts.conf")
        try:
            yield
        finally:
            if before is None:
                del os.environ[VARIABLE]
            else:
                os.environ[VARIABLE] = before

    def configuration(self) -> Any:
        """WeasyPrint's own, made once."""
        if self._configuration is None:
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

            self._configuration = FontConfiguration()
        return self._configuration

    def remove(self) -> None:
        """Take the folder away, in the process that made it."""
        if self._process != os.getpid():
            return
        self._configuration = None
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.remove)
        if self._finalizer:
            self._finalizer.cancel()

    def _write(self) -> None:
        (self._folder / "fonts").mkdir()
        for number, font in enumerate(self._fonts):
            (self._folder / "fonts" / f"{number}.ttf").write_bytes(font.print)
        text = FONTCONFIG.format(folder=escape(str(self._folder)))
        (self._folder / "fonts.conf").write_text(text, encoding="utf-8")


def _at_the_end(action: Callable[[], None]) -> Any:
    """A worker of `multiprocessing` ends without what `atexit` has, and has its own, which is given back."""
    atexit.register(action)
    if "multiprocessing.util" not in sys.modules:
        return None
    from multiprocessing.util import Finalize  # noqa: PLC0415

    return Finalize(None, action, exitpriority=1)


_HELD: list[Faces] = []  # one at most


def faces_of(fonts: tuple[Font, ...]) -> Faces:
    """The faces of these fonts. Not for two threads at once. Raises `OSError` where they cannot be written."""
    if not (_HELD and _HELD[0].serve(fonts)):
        for held in _HELD:
            held.remove()
        _HELD[:] = [Faces(fonts)]
    return _HELD[0]
