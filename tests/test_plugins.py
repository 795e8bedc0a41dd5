"""Stages and emitters by name, with distributions that the tests lay out on `sys.path`."""

from __future__ import annotations

import sys

import pytest

from progpipe.build import prepare
from progpipe.errors import BuildError, MissingDependencyError, PluginError, UsageError
from progpipe.model import Edition, Programme
from progpipe.plugins import emitters, run_emitter, run_stage, stages
from tests.every_kind import context, every_kind
from tests.installing import Install


def test_built_in_plugins_come_through_entry_points() -> None:
    assert {"numbering", "selection", "references", "glossary", "typography"} <= set(stages())
    assert {"pdf", "epub", "html", "docx", "odt", "txt"} <= set(emitters())
    assert emitters()["pdf"].distribution == "progpipe"


def test_a_third_party_stage_is_found_and_called(install: Install) -> None:
    code = "from dataclasses import replace\ndef shout(publication, context): return replace(publication, sections=())"
    install("shouting", "shouting_stage", code, "shout = shouting_stage:shout")
    plugin = stages()["shout"]
    assert (plugin.kind, plugin.distribution, plugin.version) == ("stage", "shouting", "1.5")
    assert run_stage("shout", every_kind(), context()).sections == ()


def test_only_what_is_asked_for_is_loaded(install: Install) -> None:
    install("explosive", "explosive_stage", "raise SystemError('boom')", "bang = explosive_stage:bang")
    assert "bang" in stages()
    install("quiet", "quiet_stage", "def hush(p, c): return p", "hush = quiet_stage:hush")
    run_stage("hush", every_kind(), context())
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
        run_emitter("fax", every_kind(), context())
    message = str(caught.value)
    assert message.startswith("the emitter fax of faulty 1.5 cannot be loaded: ")
    assert cause in message
    assert message.endswith("Install what it lacks, or reinstall or remove faulty.")


def test_an_unknown_name_lists_what_exists() -> None:
    with pytest.raises(UsageError, match=r"no emitter called 'epbu'\. Did you mean epub\? Installed: docx, epub, html"):
        run_emitter("epbu", every_kind(), context())
    with pytest.raises(UsageError, match=r"there is no stage called 'zzz'\. Installed: "):
        run_stage("zzz", every_kind(), context())


def test_two_with_the_same_name_name_both_distributions(install: Install) -> None:
    install("cuckoo", "cuckoo_stage", "def typography(p, c): return p", "typography = cuckoo_stage:typography")
    with pytest.raises(UsageError) as caught:
        run_stage("typography", every_kind(), context())
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
    assert run_stage("keep", every_kind(), context()) == every_kind()


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("def fax(p, c): return [][0]", "IndexError: list index out of range"),
        ("def fax(p, c): yield {}['x']", "KeyError: 'x'"),
        ("def fax(p): return ()", "TypeError: "),
        ("def fax(p, c): return ['paper']", "TypeError: it gave str, not an Artefact"),
        ("def fax(p, c): return None", "TypeError: "),
    ],
)
def test_an_emitter_that_fails_while_it_runs_is_named(install: Install, code: str, cause: str) -> None:
    install("faulty", "faulty_module", code, "fax = faulty_module:fax", group="progpipe.emitters")
    with pytest.raises(PluginError) as caught:
        run_emitter("fax", every_kind(), context())
    assert str(caught.value).startswith("the emitter fax of faulty 1.5 failed: " + cause)
    assert caught.value.__cause__ is not None


def test_a_stage_that_forgets_to_return_is_named(install: Install) -> None:
    install("faulty", "faulty_module", "def lose(p, c): pass", "lose = faulty_module:lose")
    with pytest.raises(PluginError, match=r"the stage lose of faulty 1\.5 failed: TypeError: it gave NoneType, not"):
        run_stage("lose", every_kind(), context())


def test_what_a_plugin_says_on_purpose_is_passed_on(install: Install) -> None:
    code = "from progpipe.errors import UsageError\ndef no(p, c): raise UsageError('not so')"
    install("firm", "firm_module", code, "no = firm_module:no")
    with pytest.raises(UsageError, match="not so"):
        run_stage("no", every_kind(), context())


def test_a_stage_that_leaves_a_loose_end_is_told(install: Install, provkommun: Programme) -> None:
    code = "from dataclasses import replace\ndef cut(p, c): return replace(p, sections=p.sections[:1])"
    install("cutter", "cutter_stage", code, "cut = cutter_stage:cut")
    edition = Edition(id="kort", title="Kort", stages=("numbering", "references", "cut"), emitters=("html",))
    with pytest.raises(BuildError) as caught:
        prepare(provkommun, editions=[edition])
    assert {problem.code for problem in caught.value.problems} == {"P392"}
