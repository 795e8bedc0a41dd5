"""Which remarks belong to a sentence, and which sentences are the worst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from progpipe.lint.model import Level, Paragraph, Part, Remark, Sentence, Text

WEIGHTS: Final = {Level.FEL: 9, Level.VARNING: 3, Level.TIPS: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place of the text and the remarks on it. `part` is None for the title of the text."""

    part: Part | None
    text: str
    remarks: tuple[Remark, ...]

    @property
    def weight(self) -> int:
        """How much it needs work."""
        return sum(WEIGHTS[remark.level] for remark in self.remarks)


def sentences(text: Text, remarks: Iterable[Remark]) -> list[Found]:
    """Every sentence with a remark, the worst first; of equals the one that a reader meets first."""
    return sorted(_sentences(text, remarks), key=lambda found: -found.weight)


def _sentences(text: Text, remarks: Iterable[Remark]) -> Iterator[Found]:
    by_pointer = _by_pointer(remarks)
    for part, paragraph in placed(text):
        said = by_pointer.get(paragraph.pointer, [])
        for sentence in paragraph.sentences if said else ():
            inside = tuple(remark for remark in said if _is_inside(remark, sentence))
            if inside:
                yield Found(part=part, text=_line(sentence.text), remarks=inside)


def others(text: Text, remarks: Iterable[Remark]) -> list[Found]:
    """What is said of more than a sentence, or of none: section by section."""
    paragraphs = {paragraph.pointer: (part, paragraph) for part, paragraph in placed(text)}
    parts = {part.id: part for part in text.walk()}
    found: dict[str, tuple[Part | None, list[Remark]]] = {}
    for remark in remarks:
        part, paragraph = paragraphs.get(remark.pointer, (parts.get(remark.node), None))
        if paragraph is None or not any(_is_inside(remark, sentence) for sentence in paragraph.sentences):
            found.setdefault(part.id if part else "", (part, []))[1].append(remark)
    return [Found(part=part, text="", remarks=tuple(said)) for part, said in found.values()]


def placed(text: Text) -> Iterator[tuple[Part | None, Paragraph]]:
    """Every paragraph with the section that it stands in, in reading order."""
    yield None, text.title
    for part in text.walk():
        for paragraph in (part.heading, *part.paragraphs):
            yield part, paragraph


def _by_pointer(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        found[remark.pointer].append(remark)
    return found


def _is_inside(remark: Remark, sentence: Sentence) -> bool:
    return sentence.start <= remark.start < remark.end <= sentence.end


def _line(text: str) -> str:
    return " ".join(text.split())
