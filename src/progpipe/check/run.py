"""Every validator over every file that it knows, and one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from progpipe.check.judge import judge
from progpipe.check.kinds import DOCUMENTS, kind
from progpipe.check.model import NotVerifiedError, Result, Validator, Verdict
from progpipe.check.report import CheckReport
from progpipe.check.targets import OURS, Found, PassedOver, find_targets
from progpipe.errors import MissingDependencyError, UsageError
from progpipe.plugins import Plugin
from progpipe.plugins import validators as installed

NOBODY: Final = "no validator that is installed knows this kind of file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a check has come: `done` of `total` results. `verdict` is None where a validator only begins."""

    done: int
    total: int
    validator: str
    file: str = ""
    verdict: Verdict | None = None


Progress = Callable[[Step], None]


def check(
    paths: Sequence[Path | str],
    *,
    validators: Sequence[Validator] | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Check files, and what is in folders, with every validator that is installed. Nothing is written there.

    `validators` takes the place of those that are installed. `progress` is told when a validator begins and what it
    says of each file.

    Raises `UsageError` where a path leads nowhere. A validator that cannot look, is not there or breaks is
    "not verified" in the report.
    """
    found = find_targets(paths)
    return _run(found, load_validators() if validators is None else validators, progress or _nobody_listens)


def load_validators() -> tuple[Validator, ...]:
    """Every installed validator. One that cannot be loaded is not verified, for every kind of file."""
    return tuple(_load(plugin) for plugin in installed().values())


def _nobody_listens(_: Step) -> None:
    pass


def _load(plugin: Plugin) -> Validator:
    try:
        loaded = plugin.load()
    except MissingDependencyError as error:
        return _broken(plugin.name, str(error))
    if isinstance(loaded, Validator):
        return loaded
    return _broken(plugin.name, f"{plugin.target} of {plugin.distribution} is no Validator. Tell whoever made it.")


def _broken(name: str, cause: str) -> Validator:
    def version() -> str:
        raise NotVerifiedError(cause)

    return Validator(name=name, media_types=DOCUMENTS, about="", version=version, look=lambda *_: ())


def _run(found: Found, validators: Sequence[Validator], progress: Progress) -> CheckReport:
    _require_names(validators)
    work = [(one, [item for item in found.targets if item.media_type in one.media_types]) for one in validators]
    work = [(validator, targets) for validator, targets in work if targets]
    results, used = [*found.results], []
    count = _Counter(sum(len(targets) for _, targets in work), progress)
    for validator, targets in work:
        count.begin(validator)
        described, said = judge(validator, targets, count.told)
        used.append(described)
        results += said
    unknown = tuple(_unknown(found, {target.path for _, targets in work for target in targets}))
    results += [item for item in unknown if isinstance(item, Result)]
    over = (*found.passed_over, *(item for item in unknown if isinstance(item, PassedOver)))
    places = {name: place for place, name in enumerate(found.order)}
    return CheckReport(
        results=tuple(sorted(results, key=lambda result: places[result.target.path])),
        validators=tuple(used),
        passed_over=tuple(sorted(over, key=lambda item: item.name)),
    )


def _require_names(validators: Sequence[Validator]) -> None:
    names = [OURS, *(validator.name for validator in validators)]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two validators are called {name!r}: nobody could tell what each of them says")


def _unknown(found: Found, looked_at: set[Path]) -> Iterator[Result | PassedOver]:
    """What nobody looks at: not verified where it was named or can be accessible, else passed over."""
    for target in found.targets:
        if target.path in looked_at:
            continue
        reason = f"{NOBODY} ({kind(target.media_type)})"
        if target.path in found.named or target.media_type in DOCUMENTS:
            yield Result(target=target, validator=OURS, reason=reason)
        else:
            yield PassedOver(name=target.name, reason=reason, media_type=target.media_type)


class _Counter:
    """Tells how far the check has come."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._progress, self._done = total, progress, 0

    def begin(self, validator: Validator) -> None:
        self._progress(Step(done=self._done, total=self._total, validator=validator.name))

    def told(self, result: Result) -> None:
        self._done += 1
        self._progress(
            Step(
                done=self._done,
                total=self._total,
                validator=result.validator,
                file=result.target.name,
                verdict=result.verdict,
            )
        )
