"""Stages and emitters by name, with distributions that the tests lay out on `sys.path`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from progpipe.errors import MissingDependencyError, UsageError
from progpipe.plugins import emitters, find_emitter, find_stage, stages

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a distribution with one module and its entry points onto the path."""

    def put(name: str, module: str, code: str, *points: str, group: str = "progpipe.stages", site: str = "") -> Path:
        folder = tmp_path / (site or name)
        info = folder / f"{name}-1.5.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n")
        (info / "entry_points.txt").write_text(f"[{group}]\n" + "\n".join(points) + "\n")
        (folder / f"{module}.py").write_text(code)
        monkeypatch.syspath_prepend(folder)
        monkeypatch.delitem(sys.modules, module, raising=False)
        return folder

    return put


def test_built_in_plugins_come_through_entry_points() -> None:
    assert {"numbering", "selection", "references", "glossary", "typography"} <= set(stages())
    assert {"pdf", "epub", "html", "docx", "odt", "txt"} <= set(emitters())
    assert emitters()["pdf"].distribution == "progpipe"


def test_a_third_party_stage_is_found_and_called(install: Install) -> None:
    install(
        "shouting", "shouting_stage", "def shout(publication, context): return 'LOUD'", "shout = shouting_stage:shout"
    )
    plugin = stages()["shout"]
    assert (plugin.kind, plugin.distribution, plugin.version) == ("stage", "shouting", "1.5")
    assert find_stage("shout")(None, None) == "LOUD"  # type: ignore[arg-type,comparison-overlap]


def test_only_what_is_asked_for_is_loaded(install: Install) -> None:
    install("explosive", "explosive_stage", "raise SystemError('boom')", "bang = explosive_stage:bang")
    assert "bang" in stages()
    install("quiet", "quiet_stage", "def hush(p, c): return p", "hush = quiet_stage:hush")
    find_stage("hush")
    assert "explosive_stage" not in sys.modules


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("import a_library_that_is_not_there", "ModuleNotFoundError: No module named 'a_library_that_is_not_there'"),
        ("raise ValueError('bad day')", "ValueError: bad day"),
        ("raise SystemExit(9)", "SystemExit: 9"),
        ("def (", "SyntaxError"),
        ("", "AttributeError"),
        ("make = 3", "faulty_module:make is not a function"),
    ],
)
def test_a_plugin_that_fails_to_load_is_an_error(install: Install, code: str, cause: str) -> None:
    install("faulty", "faulty_module", code, "fax = faulty_module:make", group="progpipe.emitters")
    with pytest.raises(MissingDependencyError) as caught:
        find_emitter("fax")
    message = str(caught.value)
    assert message.startswith("the emitter fax of faulty 1.5 cannot be loaded: ")
    assert cause in message
    assert message.endswith("Install what it lacks, or reinstall or remove faulty.")


def test_an_unknown_name_lists_what_exists() -> None:
    with pytest.raises(UsageError, match=r"no emitter called 'epbu'\. Did you mean epub\? Installed: docx, epub, html"):
        find_emitter("epbu")
    with pytest.raises(UsageError, match=r"there is no stage called 'zzz'\. Installed: "):
        find_stage("zzz")


def test_two_with_the_same_name_name_both_distributions(install: Install) -> None:
    install("cuckoo", "cuckoo_stage", "def typography(p, c): return p", "typography = cuckoo_stage:typography")
    with pytest.raises(UsageError) as caught:
        find_stage("typography")
    message = str(caught.value)
    assert "two stages are called 'typography'" in message
    assert "cuckoo 1.5 (cuckoo_stage:typography)" in message
    assert "progpipe " in message


def test_one_name_twice_in_one_distribution_is_an_error_too(install: Install) -> None:
    install("double", "double_stage", "", "twin = double_stage:one", "twin = double_stage:two")
    with pytest.raises(UsageError, match=r"double_stage:one.*double_stage:two"):
        stages()


def test_a_distribution_that_is_on_the_path_twice_counts_once(install: Install) -> None:
    for site in ("here", "there"):
        install("twice", "twice_stage", "def keep(p, c): return p", "keep = twice_stage:keep", site=site)
    assert stages()["keep"].distribution == "twice"
    assert callable(find_stage("keep"))
