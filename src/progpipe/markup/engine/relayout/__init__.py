"""Documents that are laid out again and again, and each time only where they have changed.

A process that stays, such as the one that makes the PDF of a preview, keeps the layout of what it has made. What comes
of it is the same as of a whole layout, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, Final

from progpipe.markup.engine.relayout.again import lay_out_again
from progpipe.markup.engine.relayout.chunks import differences
from progpipe.markup.engine.relayout.kept import Kept

MOST: Final = 3  # documents: the editions of a programme, and then some


class Layouts:
    """The layouts that a process keeps, the last one used at the end, each with what else it depends on."""

    def __init__(self) -> None:
        self._kept: list[tuple[object, Kept]] = []

    def render(self, source: Any, same: object, reported: list[str], **options: Any) -> tuple[Any, Any]:
        """What WeasyPrint renders of a document, and its counter styles.

        Only what agrees in `same` is the same document. `reported` is what WeasyPrint has logged so far.
        """
        same = same, options["font_config"]
        kept = self._changed(source, same, reported)
        if kept:
            made = kept.document(options)
        else:
            kept = Kept(source)
            with kept.recording():
                made = source.render(**options)
            kept.pages = dict(zip(kept.boxes, made.pages, strict=True))
        if kept.divisible:
            self._kept = [*self._kept, (same, kept)][-MOST:]
        return made, kept.context.counter_style

    @contextmanager
    def drawn(self, document: Any) -> Iterator[None]:
        """While the block runs, WeasyPrint writes this document; what is drawn of it already is not drawn again."""
        found = (kept.drawings.used() for _, kept in self._kept if kept.source is document._html)
        with next(found, nullcontext()):
            yield

    def _changed(self, source: Any, same: object, reported: list[str]) -> Kept | None:
        """What is kept of an older version of the document, brought up to date."""
        for number, (known, kept) in enumerate(self._kept):
            chunks = differences(kept.source.etree_element, source.etree_element) if known == same else None
            if chunks is not None:
                del self._kept[number]
                with suppress(Exception), kept.recording():
                    lay_out_again(kept, chunks)
                    if kept.divisible and not reported:
                        return kept
                reported.clear()  # if anything is wrong, a whole layout says what
                return None
        return None
