"""One validator over its files. What goes wrong with it is a result too: not verified, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from progpipe.check.model import NotVerifiedError, Result, Target, Validator
from progpipe.check.report import Used

SILENT: Final = "it gave no result for this file"
Told = Callable[[Result], None]


def judge(validator: Validator, targets: Sequence[Target], told: Told) -> tuple[Used, list[Result]]:
    """What a validator says about its files: a result for each, whatever happens. `told` gets each as it comes."""
    said: dict[Path, Result] = {}
    version, missing = "", ""
    try:
        version = str(validator.version())
    except NotVerifiedError as error:
        reason = missing = str(error) or "it is not installed"
    except (Exception, SystemExit) as error:  # a validator is a stranger's code
        reason = _accident(error)
    else:
        reason = SILENT
        for answer in _answers(validator, targets, version):
            if isinstance(answer, str):
                reason = answer
                break
            known = said.get(answer.target.path)
            said[answer.target.path] = _merged(known, answer) if known else answer
            if not known:
                told(answer)
    for target in targets:
        if target.path not in said:
            result = Result(target=target, validator=validator.name, version=version, reason=reason)
            said[target.path] = result
            told(result)
    used = Used(
        name=validator.name,
        version=version,
        about=validator.about,
        independent=validator.independent,
        missing=missing,
    )
    return used, [said[target.path] for target in targets]


def _answers(validator: Validator, targets: Sequence[Target], version: str) -> Iterator[Result | str]:
    """The results in the validator's name; last of all, as a text, why it ended before its time."""
    asked = {target.path: target for target in targets}
    results: Iterator[object] = iter(())
    try:
        results = iter(validator.look(targets, version))
        for result in results:
            if not isinstance(result, Result) or result.target.path not in asked:
                yield f"it gave {type(result).__name__} that belongs to none of its files. Tell whoever makes it."
                return
            yield replace(
                result,
                target=asked[result.target.path],
                validator=validator.name,
                version=str(result.version or version),
            )
    except NotVerifiedError as error:
        yield str(error) or SILENT
    except (Exception, SystemExit) as error:  # a validator is a stranger's code
        yield _accident(error)


def _merged(one: Result, other: Result) -> Result:
    """Two results for one file: everything that either says, once."""
    return replace(
        one,
        standards=tuple(dict.fromkeys((*one.standards, *other.standards))),
        findings=tuple(dict.fromkeys((*one.findings, *other.findings))),
        reason="; ".join(dict.fromkeys(reason for reason in (one.reason, other.reason) if reason)),
    )


def _accident(error: BaseException) -> str:
    return f"it broke: {type(error).__name__}: {error}. Run it again; if that does not help, tell whoever makes it."
