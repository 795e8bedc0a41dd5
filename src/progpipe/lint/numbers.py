"""What the rules that judge numbers share: of what they speak, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from progpipe.lint.measures import FEWEST, Measures, measure_sections, measure_text
from progpipe.lint.model import Part, Remark, Text


def judge(text: Text, too_hard: Callable[[Measures], str | None], *, sections: bool = True) -> Iterator[Remark]:
    """A remark on the text, and on each of its sections, for which `too_hard` has something to say.

    What has fewer than 150 words is not judged: its numbers are chance. What is said goes on after the name
    of the text or section.
    """
    whole = measure_text(text)
    if whole.words >= FEWEST and (said := too_hard(whole)):
        yield Remark(pointer=text.title.pointer, node=text.title.node, message=f"Texten som helhet {said}")
    for stretch in measure_sections(text) if sections else ():
        if stretch.measures.words >= FEWEST and (said := too_hard(stretch.measures)):
            first = stretch.parts[0]
            yield Remark(pointer=first.heading.pointer, node=first.id, message=f"{named(stretch.parts)} {said}")


def named(parts: tuple[Part, ...]) -> str:
    """Sections by the heading of the first of them."""
    title = " ".join(parts[0].heading.text.split())
    if len(parts) == 1:
        return f"Avsnittet ”{title}”"
    others = "ett kort avsnitt" if len(parts) == 2 else f"{len(parts) - 1} korta avsnitt"  # noqa: PLR2004 - one more
    return f"Avsnittet ”{title}” och {others} till"


def decimal(number: float, places: int = 1) -> str:
    """A number as it is written in Swedish."""
    return f"{number:.{places}f}".replace(".", ",")
