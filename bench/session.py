"""One run of the benchmark: what each row needs is prepared, measured in rounds, and put together."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Final, TypeVar

from bench import ours, peers, preview, programmes
from bench.growth import flatness
from bench.measure import Command, CommandFailedError, Cost, environment, interleaved, run
from bench.model import Batch, Results
from bench.options import Options
from bench.rows import NEEDS

Found = TypeVar("Found")
SOURCE: Final = Path(__file__).parent.parent / "source" / "alingsas-2027-2030.json"
AGAINST_PEERS: Final = frozenset({"weasyprint", "pandoc-typst", "release", "growth"})
LOOK: Final = 0.25  # seconds between two looks at the memory of a batch
BATCH_SAMPLE: Final = len(programmes.SHARES)  # one programme of each size


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is measured, where its files are, and whom to tell how far it has come; `failed` names what fails."""

    options: Options
    folder: Path
    tell: Callable[[str], None]
    failed: list[str] = field(default_factory=list)

    def measured(self) -> Results:
        """Everything that the options ask for and that progpipe has."""
        known = ours.known_commands()
        wanted = {name for name in self.options.rows if name not in NEEDS or NEEDS[name] in known}
        programme = programmes.read(SOURCE)
        costs = {size: dict(self._at(size, wanted, programme)) for size in self._sizes(wanted)}
        engine_free = self._asked("unchanged", wanted, self._is_engine_free)
        easy_read_same = self._asked("change", wanted, lambda: self._keeps_easy_read(programme))
        shown = self._asked("preview", wanted, lambda: preview.measure(programme, self.folder / "preview"))
        batch = self._asked("batch", wanted, lambda: self._batch(programme))
        return Results(
            costs=costs,
            known=known,
            engine_free=engine_free,
            easy_read_same=easy_read_same,
            preview_html=shown and shown[0],
            preview_pdf=shown and shown[1],
            batch=batch,
        )

    def _asked(self, name: str, wanted: set[str], measure: Callable[[], Found]) -> Found | None:
        """What is found for a row; None where nobody wants it, and where it fails, which is told: the rest goes on."""
        if name not in wanted:
            return None
        try:
            return measure()
        except CommandFailedError as error:
            self.tell(f"{name} fails and is left out: {error}")
            self.failed.append(name)
            return None

    def _sizes(self, wanted: set[str]) -> tuple[int, ...]:
        """The real programme for all rows, the larger ones for growth."""
        return (1, *(size for size in self.options.sizes if size > 1 and "growth" in wanted))

    def _at(self, size: int, wanted: set[str], programme: programmes.Node) -> Iterator[tuple[str, Cost]]:
        folder = self.folder / f"{size} times"
        folder.mkdir(parents=True, exist_ok=True)
        source = folder / "source.json"
        source.write_text(programmes.text_of(programmes.enlarged(programme, size)), encoding="utf-8")
        if wanted & AGAINST_PEERS:
            yield from self._in_rounds(self._beside(source, folder, size), size)
        if size == 1:
            yield from self._in_rounds(self._alone(source, folder, wanted, programme), size)

    def _in_rounds(self, commands: dict[str, Command], size: int) -> Iterator[tuple[str, Cost]]:
        costs = interleaved(commands, self.options.turns(size), lambda said: self.tell(f"{size}×, {said}"))
        self.failed.extend(f"{name} at {size}×" for name in commands.keys() - costs.keys())
        yield from costs.items()

    def _beside(self, source: Path, folder: Path, size: int) -> dict[str, Command]:
        """Our build and its peers; what a release has is looked at for the real programme only."""
        inputs = peers.write_inputs(source, folder / "inputs")
        commands = {
            "six": ours.six(source, folder / "six"),
            "weasyprint": peers.weasyprint(inputs, folder / "weasyprint"),
            "pandoc-typst": peers.pandoc_and_typst(inputs, folder / "pandoc and typst"),
            "pandoc-typst-at-once": peers.pandoc_and_typst(inputs, folder / "both", at_once=True),
        }
        if size == 1:
            commands["weasyprint-both"] = peers.weasyprint(inputs, folder / "weasyprint both", both=True)
            commands["release"] = ours.release(source, folder / "release")
        if browser := peers.chromium(inputs, folder / "chromium"):
            commands["chromium"] = browser
        return commands

    def _alone(self, source: Path, folder: Path, wanted: set[str], programme: programmes.Node) -> dict[str, Command]:
        """What is timed by the clock alone. A whole build has been made before, in the same folder and cache."""
        commands = {
            "unchanged": ours.unchanged(source, folder / "unchanged"),
            "validate": ours.validate(source, folder / "validate"),
            "change": ours.one_change(programme, folder / "change"),
        }
        if "change" in wanted:
            run(ours.unchanged(source, folder / "change"))
        if "unchanged" in wanted:
            run(commands["unchanged"])
        return {name: command for name, command in commands.items() if name in wanted}

    def _is_engine_free(self) -> bool:
        """Whether a build in which nothing has changed goes without WeasyPrint: Python lists what it imports."""
        folder = self.folder / "1 times"
        _, *arguments = ours.unchanged(folder / "source.json", folder / "unchanged").arguments
        listed = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "progpipe", *arguments],
            capture_output=True,
            text=True,
            check=True,
            env=environment(folder / "unchanged" / "cache"),
        )
        return not re.search(r"\|\s+weasyprint\b", listed.stderr)

    def _keeps_easy_read(self, programme: programmes.Node) -> bool:
        """Whether full builds before and after the change have the same easy-read HTML and EPUB."""
        folder = self.folder / "easy read"
        folder.mkdir(exist_ok=True)
        found = []
        for number, made in enumerate((programme, programmes.edited(programme, 1))):
            source = folder / f"{number}.json"
            source.write_text(programmes.text_of(made), encoding="utf-8")
            run(ours.six(source, folder / str(number)))
            files = sorted(Path(folder, str(number), "out").rglob("*-lattlast.*"))
            found.append({file.name: _digest(file) for file in files if file.suffix in {".html", ".epub"}})
        return found[0] == found[1]

    def _batch(self, programme: programmes.Node) -> Batch:
        folder, count = self.folder / "batch", self.options.programmes
        sources = folder / "sources"
        sources.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            made = programmes.municipal(programme, number)
            (sources / f"{made['id']}.json").write_text(programmes.text_of(made), encoding="utf-8")
        self.tell(f"batch of {count} by one process, then by two")
        one = run(ours.batch(sources, folder / "one", 1), every=LOOK)
        two = run(ours.batch(sources, folder / "two", 2), every=LOOK)
        some = sorted(sources.iterdir())[:BATCH_SAMPLE]
        cold = [run(ours.six(source, folder / "cold" / source.stem)) for source in some]
        finished = sorted(file.stat().st_mtime - two.began for file in (folder / "two" / "out").rglob("manifest.json"))
        return Batch(
            programmes=count,
            one=one.wall,
            two=two.wall,
            cpu=two.cpu / count,
            cold=mean(run.cpu for run in cold),
            growth=flatness(two.samples, finished),
        )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
