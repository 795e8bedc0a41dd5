"""A theme's CSS, held to what a theme may do: no address, no colour of its own, nothing unknown.

The parser is the one that WeasyPrint uses, so an escape that hides `url(` from a search does not hide it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.theme.description import did_you_mean
from progpipe.theme.values import ADDRESSES, TEXT, Sheet, inside, used_tokens, value_problems

GROUPS: Final = frozenset({"media", "supports"})
# Only in a book does the reader choose the type and not the window: `@media` cannot see that. The engine that prints
# and the checker of our pages know no containers.
IN_BOOKS: Final = GROUPS | {"container"}
BLOCKS: Final = frozenset({"page", "counter-style"})
MARGINS: Final = frozenset(
    f"{side}-{place}"
    for side, places in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for place in places
)
REACHING: Final = frozenset({"import", "font-face", "namespace", "document", "-moz-document", "color-profile"})
BINDINGS: Final = frozenset({"behavior", "-moz-binding"})
# They change colours in ways that no contrast can be computed for.
VEILS: Final = re.compile(
    r"(?:-(?:webkit|moz|ms)-)?(?:opacity|filter|backdrop-filter|(?:mix|background)-blend-mode|mask(?:-.+)?)"
)
BACKGROUNDS: Final = frozenset({"background", "background-color", "background-image"})
DEEPEST: Final = 20  # brackets in brackets
# What an XML document cannot hold, and so no page of ours (XML 1.0, 2.2), and the form feed, a line end in CSS only.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def css_problems(sheet: Sheet) -> Iterator[Problem]:
    """Everything that a theme's style sheet may not do, with its line."""
    import tinycss2  # noqa: PLC0415

    if found := UNPRINTABLE.search(sheet.text):
        message = f"a style sheet stands inside a page, which cannot hold the character U+{ord(found[0]):04X}"
        yield _found(sheet, message, found)
        return
    if found := re.search(r"<[/!]", sheet.text):
        yield _found(sheet, "a style sheet stands inside a page: it cannot have '</' or '<!'", found)
    values = tinycss2.parse_component_value_list(sheet.text, skip_comments=True)
    if deep := _too_deep(values):
        yield sheet.problem("P408", f"more than {DEEPEST} brackets stand in each other", "Write it flat.", deep)
        return
    if not _is_closed(sheet.text):
        yield sheet.problem("P408", "a bracket or a comment does not end", "Close it.", values[-1] if values else None)
    yield from _addresses(sheet, values)
    yield from _rules(sheet, tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True))


def value_faults(value: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the value of a token, as code, message and hint: it goes where any value may stand."""
    import tinycss2  # noqa: PLC0415

    sheet = Sheet(file="", text=value, tokens=frozenset())
    values = tinycss2.parse_component_value_list(value)
    if _too_deep(values):
        yield "P405", f"more than {DEEPEST} brackets stand in each other", "Write it flat."
        return
    for problem in (*_addresses(sheet, values), *value_problems(sheet, values, "color")):
        yield problem.code, problem.message, problem.hint


def _found(sheet: Sheet, message: str, found: re.Match[str]) -> Problem:
    line = sheet.text.count("\n", 0, found.start()) + 1
    return sheet.problem("P408", message, "Remove it.").at(
        line, found.start() - sheet.text.rfind("\n", 0, found.start())
    )


def _is_closed(text: str) -> bool:
    """Whether what follows the text stands on its own: the style sheets of a theme are joined."""
    import tinycss2  # noqa: PLC0415

    last = tinycss2.parse_component_value_list(f"{text}\nend")[-1]
    return bool(last.type == "ident" and last.value == "end")


def _too_deep(values: list[Any]) -> Any:
    """The first value below the deepest level; None where there is none. Everything after this may recurse."""
    for _ in range(DEEPEST):
        values = [child for value in values for child in inside(value)]
    return values[0] if values else None


def _addresses(sheet: Sheet, values: Iterable[Any]) -> Iterator[Problem]:
    """Whatever names an address, wherever it stands: also where no engine of today would look."""
    for value in values:
        if value.type == "url" or (value.type == "function" and value.lower_name in ADDRESSES):
            hint = "Draw ornaments with borders and gradients; a theme names no address at all."
            yield sheet.problem("P409", "an address in a style sheet reaches out of the theme", hint, value)
        elif value.type == "at-keyword" and value.lower_value in REACHING:
            hint = "Leave it out: the build writes the font faces, and nothing comes from anywhere else."
            yield sheet.problem("P409", f"@{value.lower_value} reaches out of the theme", hint, value)
        else:
            yield from _addresses(sheet, inside(value))


def _rules(sheet: Sheet, nodes: Iterable[Any]) -> Iterator[Problem]:
    """What stands on top, and in groups such as @media: rules."""
    import tinycss2  # noqa: PLC0415

    groups = IN_BOOKS if sheet.file.endswith("epub.css") else GROUPS
    for node in nodes:
        if node.type == "error":
            yield _no_css(sheet, node)
        elif node.type == "qualified-rule":
            yield from _selector(sheet, node.prelude)
            yield from _block(sheet, node.content)
        elif node.lower_at_keyword in groups | BLOCKS and node.content is None:
            yield sheet.problem("P408", f"@{node.lower_at_keyword} has no block", "Write { and } after it.", node)
        elif node.lower_at_keyword in groups:
            yield from _selector(sheet, node.prelude)
            rules = tinycss2.parse_rule_list(node.content or [], skip_comments=True, skip_whitespace=True)
            yield from _rules(sheet, rules)
        elif node.lower_at_keyword in BLOCKS:
            yield from _block(sheet, node.content, MARGINS if node.lower_at_keyword == "page" else frozenset())
        elif node.lower_at_keyword not in REACHING:
            yield _unknown(sheet, node, groups | BLOCKS)


def _selector(sheet: Sheet, prelude: Iterable[Any]) -> Iterator[Problem]:
    """A selector or a query: any shape, as long as it is CSS."""
    yield from (_no_css(sheet, value) for value in _all(prelude) if value.type == "error")


def _all(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        yield value
        yield from _all(inside(value))


def _block(sheet: Sheet, content: Any, margins: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """What stands between the braces of a rule: declarations, and in @page the margins with theirs."""
    import tinycss2  # noqa: PLC0415

    nodes = tinycss2.parse_blocks_contents(content or [], skip_comments=True, skip_whitespace=True)
    for node in nodes:
        if node.type == "declaration":
            yield from _declaration(sheet, node)
        elif node.type == "error":
            yield _no_css(sheet, node)
        elif node.type == "at-rule" and node.lower_at_keyword in margins:
            yield from _block(sheet, node.content)
        elif node.type == "at-rule" and margins:
            yield _unknown(sheet, node, margins)
        else:
            hint = "Write it on its own, with the whole selector."
            yield sheet.problem("P408", "a rule stands inside a rule", hint, node)
    yield from _colours(sheet, [node for node in nodes if node.type == "declaration"])


def _declaration(sheet: Sheet, node: Any) -> Iterator[Problem]:
    name = node.lower_name
    if name.startswith("--"):
        yield sheet.problem("P411", f"{name} is set in CSS", f"Set {name[2:]!r} in theme.toml.", node)
    if name in BINDINGS:
        yield sheet.problem("P409", f"{name} runs code of somebody else", "Remove it.", node)
    if VEILS.fullmatch(name):
        yield sheet.problem("P410", f"{name} makes the contrast unknown", "Use a colour of theme.toml.", node)
    yield from value_problems(sheet, node.value, name)


def _colours(sheet: Sheet, declarations: Iterable[Any]) -> Iterator[Problem]:
    """The colours of one rule: a text that is one, a ground that is one, and both a pair that was measured."""
    fronts: dict[str, Any] = {}
    backs: dict[str, Any] = {}
    for node in declarations:
        found = dict.fromkeys(used_tokens(node.value), node)
        fronts |= found if node.lower_name in TEXT else {}
        backs |= found if node.lower_name in BACKGROUNDS else {}
    paired = sheet.colours - sheet.unpaired  # of the others it has been said
    drawn, grounds = fronts.keys() & paired, backs.keys() & paired
    hint = "Say in theme.toml, under [[pairs]], what stands on what, as text or large."
    for token in sorted(drawn - {front for front, _ in sheet.texts}):
        yield sheet.problem("P413", f"the colour {token!r} is in no pair as text", hint, fronts[token])
    for token in sorted(grounds - sheet.grounds):
        yield sheet.problem("P413", f"the colour {token!r} is in no pair as a background", hint, backs[token])
    for front, back in sorted({(front, back) for front in drawn for back in grounds} - sheet.texts):
        yield sheet.problem("P413", f"no pair has {front!r} as text on {back!r}", hint, fronts[front])


def _no_css(sheet: Sheet, node: Any) -> Problem:
    return sheet.problem("P408", f"this is not CSS: {node.message}", "Mend the rule.", node)


def _unknown(sheet: Sheet, node: Any, known: Iterable[str]) -> Problem:
    names = sorted(known)
    hint = did_you_mean(node.lower_at_keyword, names) or f"Here may stand {', '.join(f'@{word}' for word in names)}."
    return sheet.problem("P408", f"@{node.lower_at_keyword} is not for themes", hint, node)
