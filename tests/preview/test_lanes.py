"""What takes time is made beside the rest, and each edition by the same worker every time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

import pytest

from progpipe.build.workers import Processes
from progpipe.markup import weasyprint
from progpipe.preview.lanes import Lanes


def keeps_layouts() -> bool:
    return bool(weasyprint._LAYOUTS)


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    begin = partial(Processes, 1, [], [weasyprint.keep_layouts])
    made = Lanes([begin(), begin()], begin)
    yield made
    made.close()


def test_a_lane_is_one_worker_that_stays(lanes: Lanes) -> None:
    first, second = ({lanes.submit(lane, os.getpid).result() for _ in range(3)} for lane in (0, 1))
    assert len(first) == len(second) == 1
    assert first != second
    assert {lanes.submit(2, os.getpid).result()} == first
    assert os.getpid() not in first | second


def test_a_worker_keeps_what_its_emitters_say(lanes: Lanes) -> None:
    assert lanes.submit(0, keeps_layouts).result()
    assert not keeps_layouts()


def test_after_a_worker_was_ended_all_are_others(lanes: Lanes) -> None:
    before = {lanes.submit(lane, os.getpid).result() for lane in (0, 1)}
    with pytest.raises(Exception, match="terminated abruptly"):
        lanes.submit(0, os._exit, 1).result()
    lanes.renew()
    assert before.isdisjoint({lanes.submit(lane, os.getpid).result() for lane in (0, 1)})
