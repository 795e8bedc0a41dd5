"""From a path or bytes to text. Whatever is wrong with the file is a problem, and nothing is slow."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from progpipe.errors import Problem, ValidationError

LARGEST: Final = 16 << 20
UTF8_BOM: Final = b"\xef\xbb\xbf"
READABLE: Final = "Look how its name is written, and whether you are allowed to read it."
SAVE_AS: Final = "Save the file as UTF-8 without a byte order mark."


def read_source(path: Path) -> bytes:
    """The bytes of a source file. Raises `ValidationError`: P001 for one that cannot be read, P002 for a large one."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unreadable("it is a folder or something else that is no file")
        if status.st_size > LARGEST:
            raise _too_large(status.st_size)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # one may grow while it is read, and some have no size
    except FileNotFoundError as error:
        raise _unreadable("there is no such file") from error
    except OSError as error:
        raise _unreadable(error.strerror or str(error)) from error
    except ValueError as error:  # a null character in the path
        raise _unreadable(str(error)) from error


def decode(content: bytes) -> tuple[str, list[Problem]]:
    """The text of a source, and what is to be said about its encoding (RFC 8259, 8.1).

    Raises `ValidationError` where there is no text: P002, P003 and P010.
    """
    if len(content) > LARGEST:
        raise _too_large(len(content))
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in content[:4]:
        raise _wrong_encoding("the file is UTF-16 or UTF-32", 1, 1)
    problems = []
    if content.startswith(UTF8_BOM):
        content = content.removeprefix(UTF8_BOM)
        message = "the file begins with a byte order mark"
        problems.append(Problem(code="P004", line=1, column=1, message=message, hint=SAVE_AS))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = before.rfind(b"\n") + 1
        line, column = before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1
        guess = content[error.start : error.start + 1].decode("cp1252", errors="replace")
        raise _wrong_encoding(
            f"the file is not UTF-8: here is the byte {content[error.start]:#04x}, {guess!r} in Latin-1", line, column
        ) from error
    if not text.strip():
        hint = "Begin with the programme of the quick start in the documentation."
        raise ValidationError([Problem(code="P010", line=1, column=1, message="the file is empty", hint=hint)])
    return text, problems


def _unreadable(cause: str) -> ValidationError:
    return ValidationError([Problem(code="P001", message=f"the file cannot be read: {cause}", hint=READABLE)])


def _too_large(size: int) -> ValidationError:
    message = f"the file has {size:,} bytes; at most {LARGEST:,} are read"
    hint = "A programme is text: a megabyte is a thousand pages. Put images in files of their own."
    return ValidationError([Problem(code="P002", message=message, hint=hint)])


def _wrong_encoding(message: str, line: int, column: int) -> ValidationError:
    return ValidationError([Problem(code="P003", line=line, column=column, message=message, hint=SAVE_AS)])
