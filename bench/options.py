"""What may follow `./run bench --`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.municipalities import CODES
from bench.rows import NAMES

SIZES = (1, 4, 16, 64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is measured, how often, and where the result goes."""

    rounds: int
    sizes: tuple[int, ...]
    rows: frozenset[str]
    programmes: int
    out: Path
    publish: bool

    def turns(self, size: int) -> int:
        """The rounds at a size: a larger programme takes longer, and its runs differ less."""
        return max(1, self.rounds // {1: 1, 4: 2}.get(size, 4))


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """The options that were given."""
    parser = ArgumentParser(prog="./run bench --", description="Measure progpipe beside other tools.")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="rounds at 1× (fewer above; default: 9)")
    parser.add_argument(
        "--sizes", type=_sizes, default=SIZES, metavar="N,…", help="sizes (default: 1,4,16,64; 1 always)"
    )
    parser.add_argument("--rows", type=_rows, default=frozenset(NAMES), metavar="NAME,…", help=", ".join(NAMES))
    parser.add_argument(
        "--programmes", type=int, default=len(CODES), metavar="N", help=f"of the batch (default: {len(CODES)})"
    )
    parser.add_argument("--quick", action="store_true", help="one round at 1×, and a batch of 20: does it work at all?")
    parser.add_argument("--out", type=Path, default=Path("dist", "bench"), metavar="DIR", help="default: dist/bench")
    parser.add_argument("--publish", action="store_true", help="write docs/performance.* too")
    given = parser.parse_args(arguments)
    return Options(
        rounds=1 if given.quick else max(1, given.rounds),
        sizes=(1,) if given.quick else given.sizes,
        rows=given.rows,
        programmes=20 if given.quick else min(max(1, given.programmes), len(CODES)),
        out=given.out.resolve(),
        publish=given.publish,
    )


def _sizes(text: str) -> tuple[int, ...]:
    found = tuple(sorted({int(size) for size in text.split(",")}))
    if not set(found) <= set(SIZES):
        raise ArgumentTypeError(f"sizes are some of {', '.join(map(str, SIZES))}")
    return found


def _rows(text: str) -> frozenset[str]:
    found = frozenset(text.split(","))
    if unknown := found - set(NAMES):
        raise ArgumentTypeError(f"no row is called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return found
