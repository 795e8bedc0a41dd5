"""The documentation keeps what it says: every example runs, every link leads somewhere.

How a fence of a page is read, by the words after its language (they do not show on the page):

    json [ROLE] [P123 …]     loaded; with codes, those problems and no others. ROLE says what it is a part of
                             (see `whole`); without one it is a whole programme
    python                   executed; the fences of one page share their names
    console                  the lines after `$` are run, and what they print is compared; `…` is anything,
                             and a no-break space is shown as a space
    LANGUAGE … as FILE       saved in the folder of the page first, for the fences below
    console with FILE:NAME   that file of the page, from docs/PAGE/, is laid there as NAME first: what its reader has
                             saved in another program
    LANGUAGE from FILE       a piece of that file of the repository, to the letter; a line `…` leaves some out

Everything else (`text`, `sh`, indented lines) is only shown. A page is a story: its fences run from the top
down, in a folder of their own that begins with the programme of the quick start, `first.json`; a page that has
files of its own begins with an empty one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_architecture import LAYERS

import progpipe
from progpipe.cli.arguments import parser
from progpipe.editions import read_editions
from progpipe.interfaces import Context
from progpipe.lint.model import Rule
from progpipe.lint.report import UNUSED
from progpipe.model import Programme
from progpipe.plugins import EMITTERS, RULES, STAGES, VALIDATORS, rules
from progpipe.theme.values import FUNCTIONS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
MARKDOWN = MarkdownIt().enable("table")
ANYTHING = "…"


def name(page: Path) -> str:
    return page.name


@dataclass(frozen=True)
class Fence:
    """A fenced example: its words, its text and the line where it stands."""

    page: Path
    line: int
    words: tuple[str, ...]
    text: str

    def after(self, word: str) -> str | None:
        """The word after that one."""
        return self.words[self.words.index(word) + 1] if word in self.words else None


def fences(page: Path) -> list[Fence]:
    tokens = MARKDOWN.parse(page.read_text(encoding="utf-8"))
    return [
        Fence(page, (token.map or [0])[0] + 1, tuple(token.info.split()), token.content)
        for token in tokens
        if token.type == "fence" and token.info and not token.info.startswith("{")
    ]


def first_programme() -> str:
    (fence,) = (fence for fence in fences(DOCS / "quickstart.md") if fence.after("as") == "first.json")
    return fence.text


# --- the examples run -------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a page is played: the first programme, an image, and the repository's sources."""
    (tmp_path / "first.json").write_text(first_programme(), encoding="utf-8")
    shutil.copy(ROOT / "tests" / "data" / "provkommun" / "skolgard.png", tmp_path)
    (tmp_path / "source").symlink_to(ROOT / "source")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_examples_of_a_page_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {"__name__": "__page__"}
    if files_of(page).is_dir():
        folder /= "empty"
        folder.mkdir()
        monkeypatch.chdir(folder)
    for fence in fences(page):
        try:
            play(fence, folder, names)
        except Exception as error:
            error.add_note(f"in the example at {page}:{fence.line}")
            raise


def files_of(page: Path) -> Path:
    """The folder with what a page shows or plays with: docs/guide/ for docs/guide.md."""
    return page.with_suffix("")


def play(fence: Fence, folder: Path, names: dict[str, Any]) -> None:
    language, original, saved, laid = fence.words[0], fence.after("from"), fence.after("as"), fence.after("with")
    if original:
        assert_piece(fence.text, (ROOT / original).read_text(encoding="utf-8"))
        return
    if saved:
        (folder / saved).parent.mkdir(parents=True, exist_ok=True)
        (folder / saved).write_text(fence.text, encoding="utf-8")
    if laid:
        name, saved_as = laid.split(":")
        shutil.copy(files_of(fence.page) / name, folder / saved_as)
    if language == "json":
        load_json(fence, folder)
    elif language == "toml":
        read_toml(fence, folder)
    elif language == "console":
        run_commands(fence.text, folder)
    elif language == "python" and not saved:
        exec(compile(fence.text, f"{fence.page}:{fence.line}", "exec"), names)


def assert_piece(piece: str, text: str) -> None:
    place = 0
    for part in re.split(rf"^\s*{ANYTHING}\n", piece, flags=re.MULTILINE):
        assert part in text[place:], f"not to the letter:\n{part}"
        place = text.index(part, place) + len(part)


def load_json(fence: Fence, folder: Path) -> None:
    roles = [word for word in fence.words[1:] if word in ROLES]
    wanted = {word for word in fence.words if re.fullmatch(r"P\d{3}", word)}
    source = whole(json.loads(fence.text), *roles)
    try:
        found: set[str] = {problem.code for problem in progpipe.load(source, base=folder).warnings}
    except progpipe.ValidationError as error:
        found = {problem.code for problem in error.problems}
    assert found == wanted


ROLES = ("properties", "section", "block", "commitment", "entry")


def whole(value: Any, role: str = "programme") -> dict[str, Any]:
    """A programme around an example: a section, a block, a commitment, a glossary entry, or further properties."""
    if role == "programme":
        return dict(value)
    section = {"id": "exempel", "type": "body", "title": "Exempel"}
    parts: dict[str, dict[str, Any]] = {
        "properties": value,
        "section": {"sections": [value]},
        "block": {"sections": [{**section, "blocks": [value]}]},
        "commitment": {"sections": [{**section, "commitments": [value]}]},
        "entry": {"glossary": [value]},
    }
    return {**json.loads(first_programme()), **parts[role]}


def read_toml(fence: Fence, folder: Path) -> None:
    data = tomllib.loads(fence.text)
    if fence.after("as") == "progpipe.toml":
        assert set(data["editions"]) <= set(read_editions(folder))
    if fence.after("as") == "pyproject.toml":
        lay_out(data["project"], folder)


def lay_out(project: dict[str, Any], folder: Path) -> None:
    """What an installer leaves of a distribution: its name, and its entry points."""
    info = folder / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items())
        for group, points in project["entry-points"].items()
    ]
    assert set(project["entry-points"]) <= {STAGES, EMITTERS, RULES, VALIDATORS}
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")


def run_commands(text: str, folder: Path) -> None:
    """Run a fence as one script, and compare what it prints."""
    lines = text.splitlines()
    script = "\n".join(line.removeprefix("$ ") for line in lines if line.startswith("$ "))
    wanted = [line for line in lines if not line.startswith("$ ")]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    modules = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PATH": path, "PYTHONPATH": modules, "NO_COLOR": "1"}
    done = subprocess.run(
        ["/bin/sh"],
        input=script,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
    )
    pattern = "".join(
        r"(?:.*\n)*?" if line == ANYTHING else re.escape(line).replace(ANYTHING, ".*") + r"\n" for line in wanted
    )
    printed = done.stdout.replace("\u00a0", " ")
    assert re.fullmatch(pattern, printed), f"wanted:\n{text}\nfound:\n{printed}"


# --- the links lead somewhere -----------------------------------------------------------------


def inlines(page: Path) -> Iterator[Token]:
    for token in MARKDOWN.parse(page.read_text(encoding="utf-8")):
        yield from token.children or ()


def anchors(page: Path) -> set[str]:
    """The addresses of headings, as both Sphinx and code hosts make them."""
    tokens = MARKDOWN.parse(page.read_text(encoding="utf-8"))
    titles = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [str(token.attrs.get("href") or token.attrs.get("src") or "") for token in inlines(page)]
    for link in links:
        file, _, anchor = unquote(link).partition("#")
        if not link or re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{page.name} links to {link}"
        assert target.is_relative_to(ROOT), f"{page.name} links to {link}, outside the repository"
        assert not anchor or anchor in anchors(target), f"{page.name} links to {link}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_paths_that_are_named_exist(page: Path) -> None:
    folders = ("docs/", "schema/", "source/", "src/", "tests/", "themes/")
    for token in inlines(page):
        path = token.content
        if token.type == "code_inline" and path.startswith(folders) and not set(path) & set("<> *…"):
            assert (ROOT / path).exists(), f"{page.name} names {path}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_is_in_the_contents(page: Path) -> None:
    contents = (DOCS / "index.md").read_text(encoding="utf-8")
    assert page.parent != DOCS or page.name == "index.md" or f"\n{page.stem}\n" in contents


# --- what pages list is what there is ---------------------------------------------------------


def test_every_public_name_is_on_the_api_page() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^\.\. auto(?:class|exception|function):: progpipe\.(\w+)$", text, re.MULTILINE))
    assert shown == set(progpipe.__all__)


def commands() -> dict[str, ArgumentParser]:
    (found,) = (action for action in parser()._actions if isinstance(action, _SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("command", commands())
def test_the_options_of_a_command_are_on_its_page(command: str) -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    (part,) = re.findall(rf"^## {command}\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)
    real = {option for action in commands()[command]._actions for option in action.option_strings} - {"-h", "--help"}
    assert set(re.findall(r"(?<![-\w])-(?:-[a-z][a-z-]*|[a-z]\b)", part)) == real


def test_the_commands_on_the_page_are_those_there_are() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^    progpipe ([a-z]+)", text, re.MULTILINE)) == set(commands())


def test_the_layers_on_the_page_are_those_that_hold() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    (picture,) = re.findall(r"```text\n(errors.*?)```", text, re.DOTALL)
    layers = tuple(tuple(layer.split(", ")) for layer in " ".join(picture.split()).split(" ← "))
    assert layers == LAYERS


def test_the_fields_of_the_context_are_on_the_page_of_extending() -> None:
    text = (DOCS / "extending.md").read_text(encoding="utf-8")
    (part,) = re.findall(r"^## What they are given\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == {field.name for field in fields(Context)}


def test_the_functions_of_css_on_the_page_are_those_that_pass() -> None:
    text = (DOCS / "themes.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"```text\n(calc.*?)```", text, re.DOTALL)
    assert set(listed.split()) == FUNCTIONS


def test_the_rules_of_the_linter_are_on_their_page_with_what_they_say_of_themselves() -> None:
    text = (DOCS / "lint.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (L\d{3}) \| (\w+) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    found = [plugin.load() for plugin in rules().values() if plugin.distribution == "progpipe"]
    real = [(rule.code, rule.level, rule.about, rule.source) for rule in found if isinstance(rule, Rule)]
    assert [row for row in listed if row[0] != UNUSED] == sorted(real)
    assert UNUSED in {row[0] for row in listed}


def test_the_classes_of_the_markup_are_on_the_page_of_themes(provkommun: Programme, tmp_path: Path) -> None:
    bundle = progpipe.build(provkommun, out=tmp_path, formats=["pdf", "html"])
    pages = [*(item.path for item in bundle.artefacts if item.format == "html"), bundle.path / "index.html"]
    trees = [html.document_fromstring(page.read_bytes()) for page in pages]
    used = {word for tree in trees for value in tree.xpath("//@class") for word in value.split()}
    page = DOCS / "themes.md"
    named = {token.content for token in inlines(page) if token.type == "code_inline"}
    assert used <= named
