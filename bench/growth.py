"""How CPU grows with the size of a programme, and memory with the length of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from typing import Final

from bench.measure import Cost
from bench.model import Results

FROM_SIZE: Final = 4  # growth is looked at from here on: below, what every run costs hides it
ENOUGH: Final = 80  # programmes of a batch, to compare its beginning with its end


def points(results: Results, name: str) -> dict[int, Cost]:
    """What something cost at the sizes that growth is looked at."""
    return {size: costs[name] for size, costs in _from_four(results) if name in costs}


def _from_four(results: Results) -> Iterator[tuple[int, Mapping[str, Cost]]]:
    return ((size, costs) for size, costs in results.costs.items() if size >= FROM_SIZE)


def exponent(costs: Mapping[int, Cost]) -> float | None:
    """How CPU grows with size: the slope of its logarithm, by least squares. None for fewer than two sizes."""
    if len(costs) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    across, up = [log(size) for size in costs], [log(cost.cpu) for cost in costs.values()]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    slopes = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return slopes / sum((x - middle) ** 2 for x in across)


def flatness(samples: tuple[tuple[float, int], ...], finished: list[float]) -> float | None:
    """Memory while the last 30 programmes were made over that of the 30 after the 20th; None for fewer than 80.

    The medians of what was seen: sizes come in turns of ten, so that both times hold the same sizes.
    """
    if len(finished) < ENOUGH:
        return None
    early, late = (finished[19], finished[49]), (finished[-31], finished[-1])
    seen = [sorted(memory for when, memory in samples if begin <= when <= end) for begin, end in (early, late)]
    return seen[1][len(seen[1]) // 2] / seen[0][len(seen[0]) // 2] if all(seen) else None
