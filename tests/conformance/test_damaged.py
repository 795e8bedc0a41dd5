"""The gate goes red: each of these files has one fault that we made, and a validator that must find it.

The good file is one that is published. It must pass, or else the damage proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import damaged_epub
import damaged_html
import damaged_pdf
import pytest
from damaged import Damage
from judging import Judge
from published import every_kind

from progpipe.check.model import Finding, Result, Verdict
from progpipe.plugins import validators

DAMAGES = {".pdf": damaged_pdf.DAMAGES, ".epub": damaged_epub.DAMAGES, ".html": damaged_html.DAMAGES}
CASES = [(suffix, damage) for suffix, damages in DAMAGES.items() for damage in damages]
PAIRS = list(dict.fromkeys((suffix, damage.validator) for suffix, damage in CASES))
Judged = Callable[[str, str], Mapping[str, Result]]


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory, judge: Judge) -> Judged:
    """What a validator says of the good file, under the name "", and of all the damaged ones that it must find."""

    @cache
    def said(suffix: str, validator: str) -> Mapping[str, Result]:
        paths = {"": good(suffix)}
        for damage in DAMAGES[suffix]:
            if damage.validator == validator:
                paths[damage.name] = tmp_path_factory.mktemp("damaged") / f"{damage.name}{suffix}"
                damage.make(paths[""], paths[damage.name])
        results = judge(validator, list(paths.values()))
        return {name: results[path] for name, path in paths.items()}

    @cache
    def good(suffix: str) -> Path:
        made = every_kind(tmp_path_factory.mktemp("good"))
        return next(path for path in made if path.name == f"provkommun-2027-2030{suffix}")

    return said


def _what(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.message, finding.place


def _param(suffix: str, damage: Damage) -> object:
    name = f"{suffix[1:]}-{damage.validator}-{damage.name}"
    return pytest.param(suffix, damage, id=name, marks=pytest.mark.xdist_group(suffix))


@pytest.mark.parametrize(("suffix", "damage"), [_param(*case) for case in CASES])
def test_the_damage_is_found(suffix: str, damage: Damage, judged: Judged) -> None:
    results = judged(suffix, damage.validator)
    result = results[damage.name]
    assert result.reason == ""
    known = {_what(finding) for finding in results[""].findings}
    new = [finding for finding in result.findings if _what(finding) not in known]
    found = [finding for finding in new if finding.code == damage.code and damage.place in finding.place]
    assert found, sorted({finding.code for finding in new})
    assert all(finding.message and finding.remedy for finding in found)


@pytest.mark.parametrize(
    ("suffix", "validator"), [pytest.param(*pair, marks=pytest.mark.xdist_group(pair[0])) for pair in PAIRS]
)
def test_the_undamaged_file_passes(suffix: str, validator: str, judged: Judged) -> None:
    result = judged(suffix, validator)[""]
    assert result.reason == ""
    assert [(finding.code, finding.message, finding.place) for finding in result.findings] == []
    assert result.verdict is Verdict.PASSED


def test_every_validator_has_been_seen_red() -> None:
    judged_files = {name for name, plugin in validators().items() if plugin.load().media_types & MEDIA}  # type: ignore[attr-defined]
    assert {damage.validator for _, damage in CASES} >= judged_files - {"bundle"}


def test_there_are_enough_of_them() -> None:
    assert len({damage.name for damage in damaged_pdf.DAMAGES}) >= 16
    assert len({damage.name for damage in damaged_epub.DAMAGES}) >= 13
    assert len({damage.name for damage in damaged_html.DAMAGES}) >= 10


MEDIA = {"application/pdf", "application/epub+zip", "text/html"}
