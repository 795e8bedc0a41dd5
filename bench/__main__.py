"""`python -m bench`: measure, show, and keep the result."""

from __future__ import annotations

import compileall
import os
import sys
import sysconfig
import tempfile
from pathlib import Path

from bench.machine import describe
from bench.options import read_options
from bench.picture import picture
from bench.results import Report, to_json
from bench.rewrite import DOCS, rewrite
from bench.session import SOURCE, Session
from bench.table import tables


def main() -> None:
    """Measure what the options say."""
    options = read_options()
    _compile()
    with tempfile.TemporaryDirectory(prefix="progpipe-bench-") as folder:
        session = Session(options=options, folder=Path(folder), tell=_tell)
        results = session.measured()
    rounds = {f"{size}×": options.turns(size) for size in results.costs}
    report = Report(machine=describe(), rounds=rounds, results=results)
    print(tables(results))
    _write(report, options.out)
    if session.failed:
        sys.exit(f"failed, and left out: {', '.join(session.failed)}")
    if options.publish:
        _write(report, DOCS)
        rewrite(report)


def _compile() -> None:
    """Bytecode of everything that is installed, as pip leaves it: no run pays for what only the first one does."""
    for place in (sysconfig.get_path("purelib"), str(SOURCE.parent.parent / "src")):
        compileall.compile_dir(place, quiet=2, workers=os.cpu_count() or 1)


def _write(report: Report, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "performance.json").write_text(to_json(report), encoding="utf-8")
    (folder / "performance.svg").write_text(picture(report), encoding="utf-8")
    _tell(f"performance.json and performance.svg are in {folder}")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
