"""From a theme folder to a `Theme`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from progpipe.data import data_folder
from progpipe.errors import BuildError, Problem, UsageError, pointer
from progpipe.theme.checks import theme_problems
from progpipe.theme.description import NAME, Description, describe, did_you_mean, line_of, lines_of
from progpipe.theme.folder import Folder
from progpipe.theme.fonts import characters, font_faults
from progpipe.theme.model import STYLES, Font, Profile, Theme

DEEPEST: Final = 4  # themes that extend each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a theme's own files give; `version` is their digest."""

    styles: Mapping[str, str]
    fonts: tuple[Font, ...]
    licences: Mapping[str, str]
    version: str


def theme_names() -> tuple[str, ...]:
    """The names of the themes that come with progpipe."""
    return tuple(sorted(path.parent.name for path in data_folder("themes").glob(f"*/{NAME}")))


def read_theme(theme: str | Path) -> Theme:
    """The theme with that name, or in that folder (a `Path`, or a name with a slash).

    Raises `UsageError` for a name that no theme has, and `BuildError` with every problem of the
    theme: contrast by WCAG 2.2, 1.4.6 and 1.4.11, and all that P401 to P415 stand for.
    """
    if isinstance(theme, Path) or "/" in theme or "\\" in theme:
        return _read(Path(theme), DEEPEST)
    if theme not in theme_names():
        hint = did_you_mean(theme, theme_names()) or f"There are {', '.join(theme_names())}."
        raise UsageError(f"there is no theme {theme!r}. {hint} A folder is named with a slash: ./{theme}")
    return _built_in(theme, DEEPEST)


@lru_cache(maxsize=16)
def _built_in(name: str, depth: int) -> Theme:
    return _read(data_folder("themes") / name, depth)


def _read(path: Path, depth: int) -> Theme:
    folder = Folder(path=path)
    text = folder.text(NAME)
    if text is None:
        raise BuildError(folder.problems)
    file, lines = str(path / NAME), lines_of(text)
    description, problems = describe(text, file)
    if any(problem.code == "P402" for problem in problems):
        raise BuildError(problems)  # what it extends is unknown, and so what it lacks
    parent = _parent(description, file, lines, depth, problems)
    if description.extends and not parent:
        raise BuildError(problems)
    parts = Parts(
        styles=_styles(folder, parent),
        fonts=_fonts(folder, description, lines),
        licences=_licences(folder, description, lines),
        version=_digest(folder, parent),
    )
    if problems or folder.problems:
        raise BuildError([*problems, *folder.problems])
    theme = _merged(description, parent, _name(path), parts)
    if found := tuple(theme_problems(theme, path, lines, own_styles(folder))):
        raise BuildError(found)
    return theme


def _name(path: Path) -> str:
    """The folder's name, for the manifest: as text, also where it is no UTF-8."""
    return os.fsencode(path.resolve().name).decode("utf-8", errors="replace")


def _parent(
    description: Description, file: str, lines: Mapping[str, int], depth: int, problems: list[Problem]
) -> Theme | None:
    name = description.extends
    if name is None:
        return None
    if name in theme_names() and depth:
        return _built_in(name, depth - 1)
    hint = did_you_mean(name, theme_names()) or f"There are {', '.join(theme_names())}."
    message = f"there is no theme {name!r} to extend" if depth else "themes extend each other in a circle"
    place = "/extends"
    problems.append(
        Problem(code="P401", pointer=place, line=line_of(lines, place), message=message, hint=hint, file=file)
    )
    return None


def _styles(folder: Folder, parent: Theme | None) -> dict[str, str]:
    """The CSS of each medium: first all of the parent's, then the theme's own."""
    names = dict.fromkeys(name for names in STYLES.values() for name in names)
    own = {name: folder.text(name) or "" for name in names if parent is None or folder.exists(name)}
    inherited = parent.styles if parent else {}
    return {
        medium: "\n".join(filter(None, (inherited.get(medium), *(own.get(name) for name in files))))
        for medium, files in STYLES.items()
    }


def own_styles(folder: Folder) -> dict[str, str]:
    """The style sheets that were read from this very folder."""
    return {name: folder.text(name) or "" for name in folder.read if name.endswith(".css")}


def _fonts(folder: Folder, description: Description, lines: Mapping[str, int]) -> tuple[Font, ...]:
    made = []
    for face in description.fonts:
        line = line_of(lines, face.pointer)
        screen = folder.content(face.screen, face.pointer + "/screen", line_of(lines, face.pointer + "/screen"))
        content = folder.content(face.print, face.pointer + "/print", line_of(lines, face.pointer + "/print"))
        if screen is None or content is None:
            continue
        font = Font(
            family=face.family,
            weight=face.weight,
            style=face.style,
            print=content,
            screen=screen,
            characters=characters(content),
        )
        made.append(font)
        folder.problems.extend(
            Problem(
                code="P415",
                pointer=face.pointer,
                line=line,
                message=fault,
                hint="Name the right file, or mend what stands beside it in theme.toml.",
                file=str(folder.path / NAME),
            )
            for fault in font_faults(face, font)
        )
    return tuple(made)


def _licences(folder: Folder, description: Description, lines: Mapping[str, int]) -> dict[str, str]:
    name = description.licence
    if name is None:
        return {}
    text = folder.text(name, pointer("licence"), line_of(lines, "/licence"))
    return {} if text is None else {name: text}


def _digest(folder: Folder, parent: Theme | None) -> str:
    """SHA-256 over every file that was read, by name, and over what is extended."""
    digest = hashlib.sha256(parent.version.encode("ascii") if parent else b"")
    for name, content in sorted(folder.read.items()):
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _merged(own: Description, parent: Theme | None, name: str, parts: Parts) -> Theme:
    """The theme, with what it leaves out taken from the one that it extends."""
    base = parent or Theme(name="", title="", version="", colours={}, profiles={}, styles={})
    names = dict.fromkeys((*base.profiles, *own.profiles))
    return Theme(
        name=name,
        title=own.title,
        version=parts.version,
        colours={**base.colours, **own.colours},
        dark={**base.dark, **own.dark},
        tokens={**base.tokens, **own.tokens},
        pairs=(*base.pairs, *own.pairs),
        profiles={name: _profile(name, own, base.profiles.get(name)) for name in names},
        styles=parts.styles,
        fonts=parts.fonts or base.fonts,
        licences=parts.licences or base.licences,
        pdf_profile=own.pdf_profile or base.pdf_profile,
    )


def _profile(name: str, own: Description, base: Profile | None) -> Profile:
    hyphenate, tokens = own.profiles.get(name, (None, {}))
    inherited = base or Profile(name=name)
    return Profile(
        name=name,
        tokens={**inherited.tokens, **tokens},
        hyphenate=inherited.hyphenate if hyphenate is None else hyphenate,
    )
