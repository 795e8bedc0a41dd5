"""Whether the theme's fonts have every character that a publication uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Set

from progpipe.errors import BuildError, Problem
from progpipe.publication import Definition, Node, NoteReference, Publication, Text, places
from progpipe.theme.model import Theme


def missing_characters(publication: Publication, theme: Theme) -> tuple[Problem, ...]:
    """A problem for each place in the text and each character there that the theme's fonts lack.

    A glyph that is missing is an empty box to readers, and breaks PDF/UA (ISO 14289-1, 7.21.7).
    Invisible characters that only say how to break or join (soft hyphen, joiners) need no glyph.
    A theme without fonts has nothing to check against.
    """
    if not theme.fonts:
        return ()
    known = _known(theme)
    missing = {
        (pointer, character): None
        for text, pointer in _texts(publication)
        for character in text
        if character not in known and not _is_invisible(character)
    }
    return tuple(_problem(pointer, character, theme) for pointer, character in missing)


def covered(publication: Publication, theme: Theme) -> Publication:
    """The publication, if the theme's fonts have every character of it. Raises `BuildError` with what they lack."""
    if problems := missing_characters(publication, theme):
        raise BuildError(problems)
    return publication


def _known(theme: Theme) -> Set[str]:
    """What can be set in any weight and slope: what all faces of one family have."""
    families: dict[str, Set[str]] = {}
    for font in theme.fonts:
        families[font.family] = families.get(font.family, font.characters) & font.characters
    return frozenset[str]().union(*families.values())


def _texts(publication: Publication) -> Iterator[tuple[str, str]]:
    """Everything that is shown in type, each with the pointer of its place in the source."""
    yield publication.metadata.title, "/title"
    yield publication.metadata.publisher, "/publisher/name"
    for node, pointer in places(publication):
        yield _text(node), pointer


def _text(node: Node) -> str:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, NoteReference):
        return node.label
    return node.expansion or "" if isinstance(node, Definition) else ""


def _is_invisible(character: str) -> bool:
    """Format characters and variation selectors have no glyph of their own (Unicode, Default_Ignorable_Code_Point)."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character == "\n"


def _problem(pointer: str, character: str, theme: Theme) -> Problem:
    name = unicodedata.name(character, "without a name")
    shown = character if character.isprintable() else ""
    return Problem(
        code="P420",
        pointer=pointer,
        message=f"the fonts of the theme {theme.name!r} lack {shown} U+{ord(character):04X} {name}".replace("  ", " "),
        hint="Write it another way, or use a theme whose fonts have it.",
    )
