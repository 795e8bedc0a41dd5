"""The page about the document itself: who publishes it, for which years. No text of the programme."""

from __future__ import annotations

from progpipe import labels
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Definitions, Document, words_of
from progpipe.intake.steps.front import YEARS, years
from progpipe.intake.steps.glossary import section
from progpipe.intake.steps.release import day


def colophon(document: Document) -> Document:
    """Take it out, and keep what it says of publisher, period and release."""
    blocks, inside, heading = section(document.blocks, labels.COLOPHON)
    rows = {
        words_of(term): words_of(said)
        for block in inside
        if isinstance(block, Definitions)
        for term, said in block.entries
    }
    if heading is None or not rows:
        return document
    facts: dict[str, object] = {}
    if labels.PUBLISHER in rows:
        facts["publisher"] = rows[labels.PUBLISHER]
    if found := YEARS.search(rows.get(labels.PERIOD, "")):
        facts["period"] = years(found)
    if labels.VERSION in rows:
        facts["version"] = rows[labels.VERSION]
    if date := day(rows.get(labels.DATE, "")):
        facts["date"] = date
    if rows.get(labels.STATUS) == labels.ADOPTED:
        facts["status"] = "adopted"
    texts = [words_of(line) for line in lines_of(inside)]
    return document.with_blocks(blocks).knowing(**facts).without("colophon", words_of(heading.line), *texts)
