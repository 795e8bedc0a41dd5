"""The resident build makes again what a change has touched, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from previewing import Held, text, write

from progpipe.build.workers import Here
from progpipe.cache import Cache
from progpipe.model import Order
from progpipe.preview import resident
from progpipe.preview.lanes import Lanes
from progpipe.preview.resident import Job, Resident
from progpipe.preview.shelf import Shelf

ORDER = Order(editions=("standard", "lattlast"), formats=("html", "epub"), require="none")


class Build:
    """A resident build whose jobs run at once, and which counts what it makes."""

    def __init__(self, source: Path, order: Order, monkeypatch: pytest.MonkeyPatch, cache: Cache | None = None) -> None:
        self.source, self.shelf = source, Shelf()
        self.made: Counter[tuple[str, str]] = Counter()
        self.jobs: list[Job] = []
        monkeypatch.setattr(resident, "emission", self._counted(resident.emission))
        self.resident = Resident(
            source, order, self.shelf, lanes=Lanes([Here()], Here), post=self.jobs.append, cache=cache
        )

    def _counted(self, emission: Any) -> Any:
        def counted(name: str, given: Any) -> Any:
            step = emission(name, given)

            def function(*arguments: Any) -> Any:
                self.made[step.edition, name] += 1
                return step.function(*arguments)

            return type(step)(**{**{item: getattr(step, item) for item in step.__slots__}, "function": function})

        return counted

    def run(self) -> Counter[tuple[str, str]]:
        """Everything that the change brings with it; what was made."""
        self.made.clear()
        self.resident.change(frozenset([str(self.source)]))
        for _ in range(4):
            while self.jobs:
                self.jobs.pop(0)()
            self.resident.settle()
        return self.made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "smastad.json"
    path.write_text(text(), encoding="utf-8")
    return path


def test_an_edition_that_says_what_it_said_is_not_made_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Build(source, ORDER, monkeypatch)
    rendition = f'{{"sv-simple": {{"text": "Fler lärare.", "status": "draft", "basis": "{"0" * 64}"}}}}'
    easy = f'"text": "Anställ 10 lärare.", "renditions": {rendition}'
    write(source, text(('"text": "Anställ 10 lärare."', easy)))
    assert set(build.run()) == {(edition, name) for edition in ("standard", "lattlast") for name in ("html", "epub")}
    write(source, text(('"text": "Anställ 10 lärare."', easy.replace("10", "20"))))
    assert set(build.run()) == {("standard", "html"), ("standard", "epub")}
    write(source, text(('"text": "Anställ 10 lärare."', easy.replace("10", "20").replace("Fler", "Många"))))
    assert set(build.run()) == {("lattlast", "html"), ("lattlast", "epub")}


def test_what_was_made_before_is_remembered(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Build(source, ORDER, monkeypatch)
    build.run()
    write(source, text(("10", "20")))
    assert build.run()
    write(source, text())
    assert not build.run(), "an undone change costs nothing"
    source.touch()
    assert not build.run()


def test_slow_formats_come_from_the_cache_of_the_user(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Order(formats=("txt",))
    assert Build(source, order, monkeypatch, Cache(folder=tmp_path / "cache")).run()
    again = Build(source, order, monkeypatch, Cache(folder=tmp_path / "cache"))
    assert not again.run()
    assert again.shelf.file("smastad-2027.txt")


def test_a_newer_change_takes_the_place_of_an_older_one(source: Path) -> None:
    held, jobs, shelf = Held(), list[Job](), Shelf()
    build = Resident(source, Order(formats=("pdf",)), shelf, lanes=Lanes([held], lambda: held), post=jobs.append)
    build.rebuild()
    write(source, text(("10", "20")))
    build.rebuild()
    write(source, text(("10", "30")))
    build.rebuild()
    held.release()
    assert len(held.cancelled) == 2
    for job in jobs:
        job()
    assert shelf.file("smastad-2027.pdf")
