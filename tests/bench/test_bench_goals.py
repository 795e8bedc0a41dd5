"""Rows, ratios and growth, from numbers that are given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.growth import exponent, flatness
from bench.measure import Cost, Run, cost
from bench.model import Batch, Part, Results
from bench.options import read_options
from bench.results import Report, from_json, to_json
from bench.rows import NAMES, rows
from bench.table import BEGIN, END, page, tables

EVERYTHING = frozenset({"build", "validate", "cache", "preview", "batch"})


def costs(cpu: float, wall: float = 1.0, peak: int = 100) -> Cost:
    return Cost(cpu=cpu, wall=wall, peak=peak, runs=3)


RESULTS = Results(
    costs={
        1: {
            "six": costs(0.6, 0.4),
            "weasyprint": costs(1.0),
            "pandoc-typst": costs(0.6, 0.8),
            "release": costs(1.2, 0.95),
            "unchanged": costs(0.1, 0.110),
            "validate": costs(0.2, 0.251),
            "change": costs(0.2, 0.3),
        },
        4: {"six": costs(2.0), "weasyprint": costs(4.0)},
        16: {"six": costs(8.0, peak=130), "weasyprint": costs(18.0, peak=200)},
    },
    known=EVERYTHING,
    engine_free=True,
    easy_read_same=False,
    preview_html=0.07,
    preview_pdf=0.3,
    batch=Batch(programmes=290, one=190.0, two=100.0, cpu=0.5, cold=0.5, growth=1.0),
)


def test_each_goal_is_one_row_that_says_whether_it_is_met() -> None:
    found = {row.name: row.met for row in rows(RESULTS)}
    assert tuple(found) == NAMES
    assert found == {
        "weasyprint": True,
        "pandoc-typst": False,  # the same CPU is not less
        "release": False,
        "unchanged": True,
        "validate": False,
        "change": False,  # fast enough, but the easy-read files changed
        "preview": True,
        "growth": True,
        "batch": False,
    }


def test_the_ratios_are_ours_over_theirs() -> None:
    made = {(row.name, part.what): part.value for row in rows(RESULTS) for part in row.parts}
    assert made["weasyprint", "CPU"] == pytest.approx(0.6)
    assert made["pandoc-typst", "wall"] == pytest.approx(0.5)
    assert made["release", "CPU"] == pytest.approx(1.2)
    assert made["growth", "exponent of CPU"] == pytest.approx(1.0)
    assert made["growth", "peak memory of WeasyPrint's"] == pytest.approx(0.65)
    assert made["batch", "two processes against one"] == pytest.approx(1.9)


def test_what_progpipe_cannot_do_yet_is_said_in_its_row() -> None:
    made = replace(RESULTS, known=frozenset({"build", "validate"}))
    assert {row.name for row in rows(made) if row.missing} == {"unchanged", "preview", "batch"}
    assert [line.count("not yet there") for line in tables(made).splitlines()[2:11]] == [0, 0, 0, 2, 0, 0, 2, 0, 2]


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    made = rows(Results(costs={}, known=EVERYTHING))
    assert {row.met for row in made} == {None}
    assert "not measured" in tables(Results(costs={}, known=EVERYTHING))


@pytest.mark.parametrize(
    ("part", "met", "share"),
    [
        (Part(what="", value=0.65, limit=0.65), True, 1.0),
        (Part(what="", value=1.0, limit=1.0, below=True), False, 1.0),
        (Part(what="", value=2.0, limit=1.0, least=True), True, 0.5),
        (Part(what="", value=1.0, limit=2.0, least=True), False, 2.0),
        (Part(what="", value=None, limit=1.0), None, None),
    ],
)
def test_a_limit_is_from_above_or_from_below(part: Part, met: bool | None, share: float | None) -> None:
    assert (part.met, part.share) == (met, share)


def test_the_exponent_is_that_of_the_numbers() -> None:
    assert exponent({size: costs(3 * size**1.2) for size in (4, 16, 64)}) == pytest.approx(1.2)
    assert exponent({4: costs(1.0), 16: costs(4.0), 64: costs(4.0)}) == pytest.approx(0.5)
    assert exponent({4: costs(1.0)}) is None


def test_medians_are_those_of_the_timed_runs_and_memory_is_that_of_the_watched_one() -> None:
    timed = [Run(began=0, cpu=cpu, wall=cpu + 1, largest=999) for cpu in (1.0, 5.0, 2.0)]
    watched = Run(began=0, cpu=100, wall=100, largest=50, samples=((0.1, 40), (0.2, 70), (0.3, 10)))
    assert cost(watched, timed, (22, 51)) == Cost(cpu=2.0, wall=3.0, peak=70, runs=3, pages=(22, 51))


def test_memory_of_a_batch_is_flat_or_grows() -> None:
    finished = [float(second) for second in range(1, 291)]
    assert flatness(tuple((second / 2, 100) for second in range(600)), finished) == 1.0
    grown = flatness(tuple((second / 2, 100 + second) for second in range(600)), finished)
    assert grown == pytest.approx((100 + 550) / (100 + 70), rel=0.01)
    assert flatness(((1.0, 1),), finished[:20]) is None


def test_a_report_is_read_back_as_it_was_written() -> None:
    report = Report(machine={"processor": "one"}, rounds={"1×": 3}, results=RESULTS)
    assert from_json(to_json(report)) == report


def test_the_page_gets_the_tables_between_its_marks_and_nowhere_else() -> None:
    report = Report(machine={"processor": "one"}, rounds={"1×": 3}, results=RESULTS)
    made = page(f"before\n{BEGIN}\nof yesterday\n{END}\nafter\n", report)
    assert made.startswith(f"before\n{BEGIN}\n")
    assert made.endswith(f"{END}\nafter\n")
    assert "yesterday" not in made
    assert "| processor | one |" in made
    assert page(made, report) == made


def test_sizes_and_rows_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    made = read_options(["--rows", "growth,validate", "--sizes", "4,1", "--rounds", "8"])
    assert (made.rows, made.sizes, made.turns(1), made.turns(4)) == ({"growth", "validate"}, (1, 4), 8, 4)
    for wrong in (["--rows", "speed"], ["--sizes", "3"], ["--sizes", "x"]):
        with pytest.raises(SystemExit):
            read_options(wrong)
    assert "there are weasyprint, " in capsys.readouterr().err
