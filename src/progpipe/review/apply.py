"""The answers of a sheet, put into the source: all of them, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from progpipe import labels
from progpipe.compose import Standing
from progpipe.errors import Problem, Severity, ValidationError, pointer
from progpipe.load import load
from progpipe.load.editing import at, editable, written
from progpipe.model import Programme, RenditionStatus
from progpipe.publication import plain_text
from progpipe.review.answers import Answer, Sheet, squeeze
from progpipe.review.pairs import Pair, pairs
from progpipe.review.sheet import subject

YES, NO = True, False
VERDICTS: Final = {**dict.fromkeys(labels.REVIEW_YES, YES), **dict.fromkeys(labels.REVIEW_NO, NO)}
LONG_DATE: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(labels.MONTHS)}) (\d{{4}})")
SHOWN: Final = 60  # characters of what somebody wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A rendition that the sheet approves of: what it was, what it is now, who judged it and when."""

    id: str
    before: Standing
    after: Standing
    by: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What applying a sheet means. `text` is the source as a file has it afterwards.

    `kept` are ids that were approved already: a review never takes that back. `rejected` are answers that say no,
    `commented` those with a comment; both leave the source as it is. `warnings` are problems of severity `warning`.
    """

    changes: tuple[Change, ...]
    kept: tuple[str, ...]
    rejected: tuple[Answer, ...]
    commented: tuple[Answer, ...]
    unanswered: int
    margin: tuple[str, ...]
    warnings: tuple[Problem, ...]
    text: str = field(repr=False)


def apply_sheet(programme: Programme, tag: str, sheet: Sheet) -> Outcome:
    """The source with the answers of the sheet in it.

    Raises `ValidationError` with every problem (P606 to P617) of the sheet; nothing of it is applied then.
    """
    applied = _Application(programme, tag, sheet)
    problems = list(applied.problems())
    if problems:
        raise ValidationError(problems)
    return applied.outcome()


class _Application:
    """One sheet and one programme."""

    def __init__(self, programme: Programme, tag: str, sheet: Sheet) -> None:
        self._programme, self._tag, self._sheet = programme, tag, sheet
        self._pairs: dict[str, list[Pair]] = {}
        for pair in pairs(programme, tag):
            self._pairs.setdefault(pair.id, []).append(pair)
        self._date = _day(sheet.fields.get(labels.REVIEW_DATE, ""))
        self._by = sheet.fields.get(labels.REVIEW_BY, "")
        kinds = {word: RenditionStatus(name) for name, word in labels.REVIEW_KINDS.items()}
        self._kind = kinds.get(_word(sheet.fields.get(labels.REVIEW_KIND, "")) or labels.REVIEW_KINDS["reviewed"])

    # --- what is wrong ------------------------------------------------------------------------

    def problems(self) -> Iterator[Problem]:
        other = self._other_subject()
        if other:
            yield other
            return
        yield from self._field_problems()
        for answer in self._sheet.answers:
            if not answer.empty:
                yield from self._answer_problems(answer)
        yield from self._conflicts()

    def _other_subject(self) -> Problem | None:
        about, own = self._sheet.fields.get(labels.REVIEW_SUBJECT, ""), subject(self._programme, self._tag)
        if not about or squeeze(about) == squeeze(own):
            return None
        message = f"the sheet is about {_short(about)}, not about {own}"
        return _problem("P606", message, "Name the source, and by --edition the edition, that it was made from.")

    def _field_problems(self) -> Iterator[Problem]:
        if self._kind is None:
            said = _short(self._sheet.fields[labels.REVIEW_KIND])
            words = " or ".join(labels.REVIEW_KINDS.values())
            yield _problem("P610", f"what the review is says {said}", f"Write {words} in that field of the sheet.")
        if self._date is None and any(_verdict(answer) is YES for answer in self._sheet.answers):
            said = self._sheet.fields.get(labels.REVIEW_DATE, "")
            message = f"the date of the review is {_short(said)}" if said else "the sheet has no date"
            yield _problem("P611", message, "Write the day of the review into the sheet, for example 2026-11-20.")

    def _answer_problems(self, answer: Answer) -> Iterator[Problem]:
        verdict = _verdict(answer)
        if answer.verdict and verdict is None:
            message = f"the answer about {answer.id!r} is {_short(answer.verdict)}, neither ja nor nej"
            yield _problem("P612", message, "Write ja or nej there, and whatever else there is to say as a comment.")
        if verdict is YES and not (answer.name or self._by):
            message = f"nobody stands for the answer about {answer.id!r}"
            yield _problem("P614", message, "Write a name in its row, or who has reviewed at the top of the sheet.")
        if verdict is YES:
            yield from self._text_problems(answer)

    def _text_problems(self, answer: Answer) -> Iterator[Problem]:
        found = self._pairs.get(answer.id, ())
        pair = self._pair(answer)
        again = "Take its row out of the sheet to apply the rest, and have it read anew in a new sheet."
        if not found:
            message = f"the source has no {answer.id!r} with a rendition in {self._tag} any more"
            yield _problem("P615", message, again)
        elif pair is None:
            place = found[0].pointer + pointer("renditions", self._tag)
            message = f"the text of {answer.id!r}, or its rendition, has changed since the sheet was made"
            yield Problem(code="P616", pointer=place, message=message, hint=again, file=self._programme.file)
        elif not self._sheet.texts.issuperset(_shown(pair)):
            message = f"a text of {answer.id!r} was changed in the sheet, and the answer is about that one"
            yield _problem("P617", message, f"Put what is better into the source first. {again}")

    def _conflicts(self) -> Iterator[Problem]:
        said: dict[str, set[bool]] = {}
        for answer in self._sheet.answers:
            verdict = _verdict(answer)
            if verdict is not None:
                said.setdefault(answer.id, set()).add(verdict)
        for name in (name for name, verdicts in said.items() if len(verdicts) > 1):
            message = f"the sheet says both ja and nej about {name!r}"
            yield _problem("P613", message, "Leave one row with its code, with the answer of the group.")

    def _pair(self, answer: Answer) -> Pair | None:
        return next((pair for pair in self._pairs.get(answer.id, ()) if pair.digest.startswith(answer.digest)), None)

    # --- what it means ------------------------------------------------------------------------

    def outcome(self) -> Outcome:
        """Only where there are no problems."""
        answers = self._sheet.answers
        chosen = {pair.pointer: (pair, answer) for answer in answers
                  if _verdict(answer) is YES and (pair := self._pair(answer))}  # fmt: skip
        after = Standing(self._kind or RenditionStatus.REVIEWED)
        kept = [pair.id for pair, _ in chosen.values() if _is_kept(pair, after)]
        changed = [(pair, answer) for pair, answer in chosen.values() if not _is_kept(pair, after)]
        changes = [
            Change(id=pair.id, before=pair.standing, after=after, by=answer.name or self._by, date=self._date or "")
            for pair, answer in changed
        ]
        return Outcome(
            changes=tuple(changes),
            kept=tuple(kept),
            rejected=tuple(answer for answer in answers if _verdict(answer) is NO),
            commented=tuple(answer for answer in answers if answer.comment),
            unanswered=sum(answer.empty for answer in answers),
            margin=self._sheet.margin,
            warnings=tuple(self._warnings()),
            text=self._text([pair for pair, _ in changed], changes),
        )

    def _text(self, changed: Sequence[Pair], changes: Sequence[Change]) -> str:
        source = editable(self._programme)
        for pair, change in zip(changed, changes, strict=True):
            rendition = at(source, pair.pointer)["renditions"][self._tag]
            review = {"by": change.by, "date": change.date}
            rendition.update(status=str(change.after), basis=pair.basis, review=review)
        text = written(source)
        load(text.encode("utf-8"), self._programme.base)  # what a sheet says must not make the source invalid
        return text

    def _warnings(self) -> Iterator[Problem]:
        if self._sheet.margin:
            message = f"there are {len(self._sheet.margin)} comments in the margin of the sheet; they are only listed"
            hint = "Nothing is lost; answers count only in their rows."
            yield Problem(code="P618", severity=Severity.WARNING, message=message, hint=hint)


def _shown(pair: Pair) -> set[str]:
    return {squeeze(plain_text(pair.original)), squeeze(plain_text(pair.words))}


def _is_kept(pair: Pair, after: Standing) -> bool:
    return pair.standing is Standing.APPROVED and after is not Standing.APPROVED


def _verdict(answer: Answer) -> bool | None:
    return VERDICTS.get(_word(answer.verdict))


def _word(text: str) -> str:
    return text.casefold().strip(" .,!:;")


def _day(text: str) -> str | None:
    """The day as ISO 8601 has it, also where it is written "20 november 2026"; None where it is none."""
    text = _word(text)
    long = LONG_DATE.fullmatch(text)
    if long:
        text = f"{long[3]}-{labels.MONTHS.index(long[2]) + 1:02}-{int(long[1]):02}"
    try:
        return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) and date.fromisoformat(text) else None
    except ValueError:
        return None


def _short(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, hint=hint)


__all__ = ["Change", "Outcome", "apply_sheet"]
