"""The files of a theme folder, and nothing outside it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from progpipe.errors import Problem

LIMITS: Final = {".toml": 256 * 1024, ".css": 512 * 1024, ".txt": 256 * 1024}
FONT_LIMIT: Final = 8 * 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Folder:
    """A folder that is read, each file once. What cannot be read becomes a problem and `None`."""

    path: Path
    read: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def exists(self, name: str) -> bool:
        return os.path.lexists(self.path / name)  # a link that leads nowhere is a file that is missing

    def content(self, name: str, pointer: str = "", line: int | None = None) -> bytes | None:
        """The bytes of a file that is named in POSIX form, relative to the folder."""
        if name not in self.read:
            found = self._content(name)
            if isinstance(found, bytes):
                self.read[name] = found
            else:
                code, message, hint = found
                file = str(self.path / (name if not pointer else "theme.toml"))
                self.problems.append(
                    Problem(code=code, pointer=pointer, line=line, message=message, hint=hint, file=file)
                )
        return self.read.get(name)

    def text(self, name: str, pointer: str = "", line: int | None = None) -> str | None:
        """The file as UTF-8, its line ends as line feeds."""
        content = self.content(name, pointer, line)
        if content is None:
            return None
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8", errors="replace")
            self.problems.append(
                Problem(
                    code="P402",
                    line=before.count("\n") + 1,
                    message=f"{name} is not UTF-8",
                    hint="Save the file as UTF-8.",
                    file=str(self.path / name),
                )
            )
            return None

    def _content(self, name: str) -> bytes | tuple[str, str, str]:
        """The bytes, or code, message and hint."""
        outside = "Keep every file of the theme inside its folder, and name it relative to the folder."
        missing = "Put the file there, or change the name in theme.toml."
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts or "\\" in name or ":" in name or "\0" in name:
            return "P406", f"{name!r} is outside the theme folder", outside
        path = self.path / parts
        try:
            if not path.resolve().is_relative_to(self.path.resolve()):
                return "P406", f"{name!r} leads out of the theme folder", outside
            if not stat.S_ISREG(path.stat().st_mode):
                return "P407", f"{name!r} is not a file", missing
            with path.open("rb") as file:
                limit = LIMITS.get(path.suffix, FONT_LIMIT)
                content = file.read(limit + 1)
        except FileNotFoundError:
            return "P407", f"there is no file {name!r} in the theme folder", missing
        except (OSError, RuntimeError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return "P407", f"{name!r} cannot be read: {reason}", missing
        if len(content) > limit:
            return "P407", f"{name!r} is larger than {limit // 1024} kB", "Make the file smaller."
        return content
