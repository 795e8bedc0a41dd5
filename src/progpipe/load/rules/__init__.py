"""What a schema cannot say: rules over the whole source, one in each file, each with its own code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from progpipe.errors import Problem
from progpipe.load.rules.addresses import addresses
from progpipe.load.rules.alternative_words import alternative_words
from progpipe.load.rules.alternatives import alternatives
from progpipe.load.rules.bases import bases
from progpipe.load.rules.dates import dates
from progpipe.load.rules.depth import depth
from progpipe.load.rules.empty_texts import empty_texts
from progpipe.load.rules.header_cells import header_cells
from progpipe.load.rules.headings import headings
from progpipe.load.rules.languages import languages
from progpipe.load.rules.link_words import link_words
from progpipe.load.rules.links import links
from progpipe.load.rules.newlines import newlines
from progpipe.load.rules.normal_form import normal_form
from progpipe.load.rules.notes import notes
from progpipe.load.rules.periods import periods
from progpipe.load.rules.related import related
from progpipe.load.rules.repetitions import repetitions
from progpipe.load.rules.reserved_ids import reserved_ids
from progpipe.load.rules.stale import stale
from progpipe.load.rules.tables import tables
from progpipe.load.rules.unique_ids import unique_ids
from progpipe.load.tree import Document

Rule = Callable[[Document], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    unique_ids,
    reserved_ids,
    links,
    related,
    depth,
    alternatives,
    bases,
    stale,
    periods,
    dates,
    languages,
    addresses,
    newlines,
    notes,
    repetitions,
    tables,
    empty_texts,
    normal_form,
    alternative_words,
    header_cells,
    link_words,
    headings,
)
