"""What an import has to say, one function for each code (P7xx)."""

from __future__ import annotations

from typing import Final

from progpipe.errors import Problem, Severity, ValidationError
from progpipe.intake.model import Place

SAVE: Final = "Open it in the program that made it, save it anew as .docx or .odt, and try again."
LOOK: Final = "Look how its name is written, and whether you are allowed to read it."
WARNING: Final = Severity.WARNING
LONGEST: Final = 2_000  # characters of what is left out that a message shows


def _at(place: Place | None) -> str:
    return f"{place}: " if place and place.number else ""


def unreadable(cause: str) -> ValidationError:
    """P701: the file cannot be read."""
    return refused("P701", f"the document cannot be read: {cause}", LOOK)


def unknown_format(ending: str, known: str) -> ValidationError:
    """P702: no reader knows files with this ending."""
    return refused("P702", f"{ending or 'a file without an ending'} is no format that can be imported", f"Use {known}.")


def damaged(cause: str) -> ValidationError:
    """P703: the file is no such file."""
    return refused("P703", f"the document is damaged, or not what its name says: {cause}", SAVE)


def too_large(cause: str) -> ValidationError:
    """P704: the file goes beyond a limit of size, depth or time."""
    hint = "A programme is text: take out large pictures and whatever else was pasted into it, or import it in parts."
    return refused("P704", f"the document is too large: {cause}", hint)


def no_text(cause: str) -> ValidationError:
    """P705: nothing that could be a programme is in it."""
    return refused("P705", f"there is no programme in the document: {cause}", "Look whether it is the right file.")


def refused(code: str, message: str, hint: str) -> ValidationError:
    """A problem that ends the import."""
    return ValidationError([Problem(code=code, message=message, hint=hint)])


def lacking(what: str, hint: str) -> Problem:
    """P706: a programme needs what the document does not say."""
    return Problem(code="P706", message=f"the document does not say {what}", hint=hint)


def no_alternative(place: Place) -> Problem:
    """P707: nobody who does not see the image knows what it says (WCAG 2.2, 1.1.1)."""
    hint = (
        "Write the text alternative in Word (right click on the image, View Alt Text) and import again with --update, "
        "or mark the image as decorative there. Until then `validate` refuses the source."
    )
    return Problem(code="P707", message=f"{_at(place)}the image has no alternative text", hint=hint)


def no_caption(place: Place) -> Problem:
    """P708: a table needs a caption."""
    hint = (
        "Put a caption above the table in Word (References, Insert Caption) and import again with --update. "
        "Until then `validate` refuses the source."
    )
    return Problem(code="P708", message=f"{_at(place)}the table has no caption", hint=hint)


def unusable_image(place: Place, words: str) -> Problem:
    """P709: the image cannot be published. `words` is what it says."""
    message = "the image is left out: it is not in the document, or no PNG or JPEG"
    message += f'; it says "{_shown(words)}"' if words else ""
    return _warning("P709", place, message, "Save the image as PNG or JPEG and put it in anew.")


def guessed_heading(place: Place, why: str) -> Problem:
    """P710: a line became a heading by its look or its words."""
    return _warning("P710", place, f"taken as a heading, since {why}", "Give it a heading style if it is one.")


def guessed_type(place: Place, title: str, kind: str) -> Problem:
    """P711: what a section is was not said."""
    hint = "Change `type` in the source if it is something else; --update keeps what you choose."
    return _warning("P711", place, f"the section {title!r} is taken as {kind}: its title does not say what it is", hint)


def guessed_promises(place: Place, title: str, count: int, why: str) -> Problem:
    """P712: lines became commitments that may be prose."""
    hint = "Make them a list, or put them into the prose, where this is not so."
    return _warning("P712", place, f"{count} commitments of {title!r} are taken from {why}", hint)


def guessed_fact(place: Place | None, what: str, found: str, why: str) -> Problem:
    """P713: a fact about the programme was found in an unusual place."""
    return _warning("P713", place, f"{what} is taken to be {found!r}, {why}", "Correct it in the source if it is not.")


def tracked(insertions: int, deletions: int) -> Problem:
    """P714: changes count as accepted."""
    message = f"the document has tracked changes: {insertions} insertions and {deletions} deletions, taken as accepted"
    return _warning("P714", None, message, "Accept or reject them in Word first if some are not decided.")


def comment(author: str, text: str) -> Problem:
    """P715: a comment is no text."""
    said = f'a comment is left out: {author or "nobody"} writes "{_shown(text)}"'
    return _warning(
        "P715", None, said, "Deal with it in Word, or keep the document: comments are no part of a programme."
    )


def left_out(place: Place | None, what: str, text: str) -> Problem:
    """P716: words that the source does not have."""
    hint = "Write it into the text where it belongs to the programme."
    return _warning("P716", place, f'{what} is left out: "{_shown(text)}"', hint)


def lost(text: str) -> Problem:
    """P717: words whose place is not known."""
    hint = "Look where it belongs, and put it there in Word as an ordinary paragraph."
    return _warning(
        "P717",
        None,
        f'these words were put at the end of the document, since their place is unknown: "{_shown(text)}"',
        hint,
    )


def unsafe_link(place: Place, address: str) -> Problem:
    """P718: a link that a programme may not have."""
    hint = "Its words are kept. Only links to https:, http:, mailto:, tel: and places in the programme can stand."
    return _warning("P718", place, f"the link to {address[:80]!r} is left out", hint)


def reshaped(place: Place, what: str) -> Problem:
    """P719: something stands otherwise in the source."""
    return _warning("P719", place, what, "Look at it in the source: nothing that it says is lost.")


def encoding(name: str) -> Problem:
    """P720: the encoding was guessed."""
    return _warning("P720", None, f"the text is not UTF-8; it was read as {name}", "Look at å, ä and ö in the result.")


def gone(kind: str, name: str, text: str) -> Problem:
    """P721: the source had it, the document has it not."""
    hint = "Nothing is to be done if it was taken out on purpose. Its id is not used again."
    return _warning("P721", None, f'the {kind} {name} is not in the document: "{text[:300]}"', hint)


def no_source(problem: Problem) -> Problem:
    """P722: `load` refuses what was made of the document."""
    message = f"what the document says cannot stand in a source, at {problem.pointer}: {problem.message}"
    return Problem(code="P722", message=message, hint=problem.hint)


def unfit(problem: Problem) -> Problem:
    """P723: what the document says can stand in a source, and not be published."""
    message = (
        f"the source is written, but `validate` refuses it at {problem.pointer} ({problem.code}): {problem.message}"
    )
    return Problem(code="P723", message=message, hint=problem.hint)


def _shown(text: str) -> str:
    """The words that a message shows: all of them, or so many that one knows what to look for, and how many follow."""
    rest = len(text) - LONGEST
    return text if rest <= 0 else f"{text[:LONGEST]}… ({rest:,} characters more)"


def _warning(code: str, place: Place | None, message: str, hint: str) -> Problem:
    return Problem(code=code, severity=WARNING, message=f"{_at(place)}{message}", hint=hint)
