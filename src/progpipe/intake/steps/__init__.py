"""What is recognised in a document, one step in each file, in this order."""

from __future__ import annotations

from typing import Final

from progpipe.intake.model import Step
from progpipe.intake.steps.alternatives import alternatives
from progpipe.intake.steps.bold_headings import bold_headings
from progpipe.intake.steps.capitals import capitals
from progpipe.intake.steps.captions import captions
from progpipe.intake.steps.colophon import colophon
from progpipe.intake.steps.commitments import commitments
from progpipe.intake.steps.contents import contents
from progpipe.intake.steps.definitions import definitions
from progpipe.intake.steps.empty_sections import empty_sections
from progpipe.intake.steps.front import front
from progpipe.intake.steps.glossary import glossary
from progpipe.intake.steps.levels import levels
from progpipe.intake.steps.lists import lists
from progpipe.intake.steps.manual_numbers import manual_numbers
from progpipe.intake.steps.plain_headings import plain_headings
from progpipe.intake.steps.quotes import quotes
from progpipe.intake.steps.release import release

STEPS: Final[tuple[Step, ...]] = (
    contents,
    definitions,
    alternatives,
    captions,
    quotes,
    release,
    bold_headings,
    plain_headings,
    manual_numbers,
    capitals,
    front,
    lists,
    levels,
    glossary,
    colophon,
    commitments,
    empty_sections,
)
