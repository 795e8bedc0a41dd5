"""Links the first mention of a glossary entry in each section to its definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from progpipe.interfaces import Context, declare
from progpipe.publication import (
    Cell,
    Definition,
    Definitions,
    Emphasis,
    Figure,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Node,
    Paragraph,
    Publication,
    Reference,
    Section,
    Strong,
    Text,
    plain_text,
    rewrite,
    walk,
)

Container = Emphasis | Strong | Language
OPAQUE = "\ufffc"  # stands for what is never searched: links, notes, other languages

# A hyphen or a colon inside a word belongs to it: APL-platser, mark-, IOP:s are other words than APL, mark, IOP.
WORD_STARTS = r"(?<![\w-])(?<!\w[:.’'@])"
WORD_ENDS = r"(?![\w-])(?![:.’'@]\w)"


@declare()
def glossary(publication: Publication, context: Context, /) -> Publication:  # noqa: ARG001
    """Make a reference of the first mention of each glossary entry in each section.

    A mention is a whole word or phrase: the entry's term or one of its forms, with a small or a capital
    first letter; what is all capitals (LOV) is found only so. Longer phrases win over shorter. Titles, links,
    notes and text in other languages are not searched. Each explanation is searched for the other entries.
    No word is changed. In an offprint, the entries that nothing leads to are left out.
    """
    definitions = [node for node in walk(publication) if isinstance(node, Definition)]
    if not definitions:
        return publication
    terms = _terms(definitions, publication.metadata.language)
    linked = replace(publication, sections=tuple(_section(section, terms) for section in publication.sections))
    return _with_back_links(_without_unused(linked) if publication.metadata.offprint else linked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """Every spelling that is looked for: its definition, and the pattern that finds them all."""

    definitions: dict[str, str]
    pattern: re.Pattern[str]
    language: str


def _terms(definitions: Iterable[Definition], language: str) -> _Terms:
    exact: dict[str, str] = {}
    for definition in definitions:
        for form in (plain_text(definition.term), *definition.forms):
            exact.setdefault(" ".join(form.split()), definition.id)
    exact.pop("", None)
    found = dict(exact)
    for spelling, target in exact.items():
        if not spelling.isupper():
            found.setdefault(spelling[0].upper() + spelling[1:], target)
            found.setdefault(spelling[0].lower() + spelling[1:], target)
    pattern = re.compile(f"{WORD_STARTS}(?:{_any_of(found)}){WORD_ENDS}")
    return _Terms(definitions=found, pattern=pattern, language=_primary(language))


def _any_of(spellings: Iterable[str]) -> str:
    """A pattern for all spellings, the longest first; by first letter, so that most words are passed at once."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in sorted(spellings, key=lambda spelling: (-len(spelling), spelling)):
        by_letter[spelling[0]].append(r"\s+".join(map(re.escape, spelling[1:].split(" "))))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


# --- where mentions are looked for ------------------------------------------------------------


def _section(section: Section, terms: _Terms) -> Section:
    if section.kind == "colophon":
        return section
    own = replace(section, sections=())
    seen = {node.target for node in walk(own) if isinstance(node, Reference) and node.kind == "glossary"}

    def link(node: Node) -> Node:
        match node:
            case Paragraph() | Cell():
                return replace(node, children=_mentions(node.children, terms, seen, section.id))
            case Figure():
                return replace(node, caption=_mentions(node.caption, terms, seen, section.id))
            case Definition():
                return replace(node, children=_mentions(node.children, terms, _explained(node), node.id))
        return node

    return replace(rewrite(own, link), sections=tuple(_section(child, terms) for child in section.sections))


def _explained(node: Definition) -> set[str]:
    """What an explanation does not lead to: itself, and what it leads to already."""
    return {node.id, *(part.target for part in walk(node) if isinstance(part, Reference))}


def _mentions(line: Inlines, terms: _Terms, seen: set[str], place: str) -> Inlines:
    """A line of text with its first mentions as references. Adds to `seen` what it finds.

    The id of a mention is the definition's and the section's with two hyphens between, which no id of a
    source can have: it stays the same when the text around it changes.
    """
    found = []
    for match in terms.pattern.finditer(_spelling(line, terms.language)):
        target = terms.definitions[" ".join(match[0].split())]
        if target not in seen:
            seen.add(target)
            found.append((match, Reference(kind="glossary", target=target, id=f"{target}--{place}", children=())))
    for match, reference in reversed(found):
        line = _wrap(line, match.start(), match.end(), reference, terms.language)
    return line


# --- text over nodes ----------------------------------------------------------------------------


def _is_searched(node: Node, language: str) -> bool:
    return isinstance(node, Emphasis | Strong) or (isinstance(node, Language) and _primary(node.tag) == language)


def _spelling(line: Inlines, language: str) -> str:
    """A line as one string, in which every node keeps its place."""
    return "".join(_piece(node, language) for node in line)


def _piece(node: Inline, language: str) -> str:
    match node:
        case Text(value=value):
            return value
        case LineBreak():
            return "\n"
        case Emphasis() | Strong() | Language() if _is_searched(node, language):
            return _spelling(node.children, language)
    return OPAQUE


def _wrap(line: Inlines, start: int, end: int, reference: Reference, language: str) -> Inlines:
    """The line with the characters from `start` to `end` inside the reference."""
    offset = 0
    for place, node in enumerate(line):
        size = len(_piece(node, language))
        if isinstance(node, Container) and offset <= start and end <= offset + size:
            inner = _wrap(node.children, start - offset, end - offset, reference, language)
            return (*line[:place], replace(node, children=inner), *line[place + 1 :])
        offset += size
    before, rest = _split(line, start, language)
    inside, after = _split(rest, end - start, language)
    return (*before, replace(reference, children=inside), *after)


def _split(line: Inlines, at: int, language: str) -> tuple[Inlines, Inlines]:
    """The line in two, after `at` characters; a node on the border is divided."""
    before: list[Inline] = []
    after: list[Inline] = []
    for node in line:
        size = len(_piece(node, language))
        if size <= at:
            before.append(node)
        elif at <= 0:
            after.append(node)
        else:
            left, right = _halves(node, at, language)
            before.append(left)
            after.append(right)
        at -= size
    return tuple(before), tuple(after)


def _halves(node: Inline, at: int, language: str) -> tuple[Inline, Inline]:
    match node:
        case Text(value=value):
            return replace(node, value=value[:at]), replace(node, value=value[at:])
        case Emphasis() | Strong() | Language():
            left, right = _split(node.children, at, language)
            return replace(node, children=left), replace(node, children=right)
    raise TypeError(f"{type(node).__name__} has one place in the text and cannot be divided")


# --- the way back -------------------------------------------------------------------------------


def _targets(nodes: Iterable[Node]) -> Iterator[str]:
    yield from (part.target for node in nodes for part in walk(node) if isinstance(part, Reference))


def _without_unused(publication: Publication) -> Publication:
    """The publication without definitions that its text does not lead to, at first or at second hand."""
    definitions = {node.id: node for node in walk(publication) if isinstance(node, Definition)}
    needed: set[str] = set()
    fresh = set(_targets(section for section in publication.sections if section.kind != "glossary"))
    while fresh:
        needed |= fresh
        fresh = set(_targets(definitions[target] for target in fresh if target in definitions)) - needed

    def drop(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case Definition() if node.id not in needed:
                return ()
            case Definitions(items=()):
                return ()
            case Section(kind="glossary") if not any(isinstance(part, Definition) for part in walk(node)):
                return ()
        return node

    return rewrite(publication, drop)


def _with_back_links(publication: Publication) -> Publication:
    mentions: dict[str, list[str]] = {}
    for node in walk(publication):
        if isinstance(node, Reference) and node.kind == "glossary" and node.id:
            mentions.setdefault(node.target, []).append(node.id)

    def tie(node: Node) -> Node:
        return replace(node, references=tuple(mentions.get(node.id, ()))) if isinstance(node, Definition) else node

    return rewrite(publication, tie)
