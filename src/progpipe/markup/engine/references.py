"""References to pages, set with their numbers the first time.

WeasyPrint lays out every page that names the number of another three times: with 0, with what was known then, and
with the numbers. Here a number is put in as soon as its page is there. What refers back is right at once, and only
what refers forward, as the contents do, is laid out a second time.

It also goes through all references for each target, and for each reference again at the end; ours are left out there,
or the time of a book would grow with the square of its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from typing import Any, Final

from progpipe.markup.engine.version import fits

PAGE: Final = "page"
CONTENT: Final = "content"
TEXT: Final = "target-text()"
COUNTERS: Final = frozenset({"counter()", "counters()"})
# What no target has: so WeasyPrint says on which page a reference stands, and does nothing else with it.
NOTHING: Final = {None: (PAGE,)}
Reference = tuple[Any, str]  # the box, and the property with its words


@contextmanager
def early_references() -> Iterator[None]:
    """While the block runs, WeasyPrint lays one document out in this way."""
    if not fits():
        yield
        return
    known = References()
    with known.early():
        yield
    known.let_go()


class References:
    """The references of a document, their targets, and the numbers that each was set with.

    Each method takes a function of WeasyPrint and gives the one that stands in its place.
    """

    def __init__(self) -> None:
        self._targets: defaultdict[Reference, list[Any]] = defaultdict(list)
        self._sources: defaultdict[int, list[Reference]] = defaultdict(list)
        self._set: dict[Reference, list[Any]] = {}
        self._since: dict[Reference, int] = {}  # the page after which a number was put in
        self._all: dict[Reference, Any] = {}  # what WeasyPrint looks up for each reference
        self._others: dict[Reference, Any] = {}  # and for those that are not ours
        self._context: Any = None

    @contextmanager
    def early(self) -> Iterator[None]:
        """While the block runs, WeasyPrint lays out the document of these references."""
        from weasyprint import layout  # noqa: PLC0415
        from weasyprint.css.targets import TargetCollector  # noqa: PLC0415

        names = ("lookup_target", "collect_missing_counters", "cache_target_page_counters")
        stock, all_pages = {name: getattr(TargetCollector, name) for name in names}, layout.make_all_pages
        for name in names:
            setattr(TargetCollector, name, getattr(self, name)(stock[name]))
        layout.make_all_pages = self.make_all_pages(all_pages)
        try:
            yield
        finally:
            for name in names:
                setattr(TargetCollector, name, stock[name])
            layout.make_all_pages = all_pages

    def forget(self, elements: Set[Any], collector: Any) -> None:
        """What refers from these elements is gone; other references may be collected in its place."""
        collector.counter_lookup_items = self._all
        for known in (self._targets, self._set, self._since, self._all, self._others):
            for reference in [reference for reference in known if reference[0].element in elements]:
                del known[reference]
        for name, sources in self._sources.items():
            self._sources[name] = [reference for reference in sources if reference[0].element not in elements]

    def can_follow(self, target: Any, *, stays: bool) -> bool:
        """Whether all that refers to a target stays right when this is another: it asks for nothing but the page."""
        sources = self._sources.get(id(target), ())
        return not sources or (stays and all(self._asks_for_pages_only(reference) for reference in sources))

    def _asks_for_pages_only(self, reference: Reference) -> bool:
        return reference in self._set and all(kind != TEXT for kind, _ in reference[0].style[CONTENT])

    def let_go(self) -> None:
        """The layout has ended: break the circle in which its context holds itself, and with it all boxes and styles.

        Of a book they are hundreds of megabytes, which Python would find only by looking for them.
        """
        if self._context is not None:
            self._context.get_image_from_uri = None
            self._context.target_collector.target_lookup_items.clear()

    def lookup_target(self, stock: Callable[..., Any]) -> Callable[..., Any]:
        def lookup_target(collector: Any, anchor: Any, box: Any, token: str, again: Any) -> Any:
            target = stock(collector, anchor, box, token, again)
            if target not in self._targets[box, token]:
                self._targets[box, token].append(target)
                self._sources[id(target)].append((box, token))
            return target

        return lookup_target

    def collect_missing_counters(self, stock: Callable[..., None]) -> Callable[..., None]:
        """References that ask for nothing but numbers of pages become ours."""

        def collect_missing_counters(collector: Any, box: Any, token: str, again: Any, *counters: Any) -> None:
            if not collector.collecting:  # the margins of pages
                return
            own, asked = counters
            wanted = {name for names in asked.values() for name in names}
            local = any(kind in COUNTERS for kind, _ in box.style[CONTENT]) if token == CONTENT else True
            if wanted == {PAGE} and not local:
                self._set.setdefault((box, token), self._numbers((box, token)))
                own, asked = (), NOTHING
            stock(collector, box, token, again, own, asked)
            self._all = collector.counter_lookup_items
            if (box, token) in self._all and (box, token) not in self._set:
                self._others[box, token] = self._all[box, token]

        return collect_missing_counters

    def cache_target_page_counters(self, stock: Callable[..., None]) -> Callable[..., None]:
        """A page with a target is there: what will refer back to it gets its number."""

        def cache_target_page_counters(collector: Any, anchor: str, counters: Any, index: int, pages: Any) -> None:
            collector.counter_lookup_items = self._others
            stock(collector, anchor, counters, index, pages)
            collector.counter_lookup_items = self._all
            for reference in self._sources.get(id(collector.target_lookup_items.get(anchor)), ()):
                lookup = collector.counter_lookup_items.get(reference)
                if lookup and lookup.page_maker_index is None and self._renew(reference, lookup):
                    self._since[reference] = index

        return cache_target_page_counters

    def make_all_pages(self, stock: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """After all pages, those are laid out again whose references have another number now."""

        def make_all_pages(context: Any, *document: Any) -> Iterator[Any]:
            self._context = context
            context.target_collector.counter_lookup_items = self._all
            yield from stock(context, *document)
            context.target_collector.counter_lookup_items = self._others  # what follows looks for words of bookmarks
            for reference, lookup in self._all.items():
                index, since = lookup.page_maker_index, self._since.pop(reference, None)
                if index is None or index >= len(context.page_maker):
                    continue
                # What refers to its own page was laid out before the number was put in.
                if self._renew(reference, lookup) or index == since:
                    context.page_maker[index][-1]["content_changed"] = True

        return make_all_pages

    def _renew(self, reference: Reference, lookup: Any) -> bool:
        """Set a reference of ours anew, if its numbers have changed."""
        numbers = self._numbers(reference)
        if self._set.get(reference, numbers) == numbers:
            return False
        self._set[reference] = numbers
        lookup.parse_again({})
        return True

    def _numbers(self, reference: Reference) -> list[Any]:
        return [target.cached_page_counter_values.get(PAGE) for target in self._targets[reference]]
