"""A bundle that is published only when every validator passes the very bytes that will stand there.

The order is the only honest one. First the artefacts and the download page are checked, with its link to the page about
the check. Then that page is written, from what was found, and the manifest with what each artefact passed. Last these
two are checked themselves: what they say can then no longer change, so the page tells that it was checked, and
not what the result was. Whatever is found at any of these steps, nothing is published.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from progpipe.bundle import (
    MANIFEST,
    Bundle,
    Contents,
    EditionOutput,
    assemble,
    publish_contents,
    seal,
)
from progpipe.check.kinds import DOCUMENTS, kind
from progpipe.check.model import Result, Verdict
from progpipe.check.page import Origin, check_page
from progpipe.check.report import CheckReport
from progpipe.check.run import Progress, check
from progpipe.check.targets import OURS
from progpipe.errors import BuildError, MachineError, MissingDependencyError, Problem
from progpipe.markup.page import html_page
from progpipe.model import Programme

PAGE: Final = "kontroll.html"
PROFILE: Final = "standard"  # of the theme, for the page


def publish_verified(
    programme: Programme, outputs: Sequence[EditionOutput], out: Path, progress: Progress | None = None
) -> Bundle:
    """Check the bundle, and write it below `out` if nothing was found and everything verified.

    Raises `MissingDependencyError` where a validator is not installed, `BuildError` with every finding, and what
    `publish_bundle` raises. The old bundle stays as it is by each.
    """
    contents = assemble(programme, outputs, out, check_page=PAGE)
    report = _check(contents.files, (), progress)
    _require_verified(report)
    origin = Origin(publisher=programme.publisher.name, contact=programme.contact, proved=True)
    page = html_page(check_page(report, origin), outputs[0].context.theme, PROFILE)
    sealed = seal(programme, outputs, _with_page(contents, page, report))
    _require_verified(_check(sealed.files, (PAGE, MANIFEST), progress))
    return publish_contents(sealed)


def _with_page(contents: Contents, page: bytes, report: CheckReport) -> Contents:
    passed = [result for result in report.results if result.verdict is Verdict.PASSED]
    artefacts = tuple(
        replace(
            artefact,
            checked_by=tuple(_named(result) for result in passed if result.target.name == artefact.path.name),
        )
        for artefact in contents.artefacts
    )
    return replace(contents, files={**contents.files, PAGE: page}, artefacts=artefacts)


def _named(result: Result) -> str:
    """A check as the manifest names it: "veraPDF 1.31.50: PDF/UA-1, PDF/A-3a"."""
    validator = f"{result.validator} {result.version}".rstrip()
    return f"{validator}: {', '.join(result.standards)}" if result.standards else validator


def _check(files: Mapping[str, bytes], names: Sequence[str], progress: Progress | None) -> CheckReport:
    """Check files of a bundle, in a folder of their own, somewhere else than the bundle."""
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="progpipe-")))
            for name, content in files.items():
                (folder / name).write_bytes(content)
        except OSError as error:
            cause = error.strerror or str(error)
            raise MachineError(
                f"the files cannot be checked: {cause}. Look at the folder for temporary files."
            ) from error
        return check([folder / name for name in names] or [folder], progress=progress)


# --- what keeps a bundle from being published ---------------------------------------------------


def _require_verified(report: CheckReport) -> None:
    """Raise where anything was found, broke or is missing: all of it at once."""
    missing = [*_not_installed(report), *_unknown(report)]
    found = [*_findings(report), *_broken(report)]
    if found:
        raise BuildError([*found, *(_unverified(what) for what in missing)])
    if missing:
        raise MissingDependencyError(
            "nothing was published, since not everything could be checked. " + " ".join(missing)
        )


def _findings(report: CheckReport) -> Iterator[Problem]:
    for result, finding in report.findings():
        place = f" ({finding.place})" if finding.place else ""
        times = f", {finding.count} times" if finding.count > 1 else ""
        yield Problem(
            code="P580",
            message=f"{result.validator}: {finding.code} ({finding.level}{times}): {finding.message}{place}",
            hint=finding.remedy,
            file=result.target.name,
        )


def _broken(report: CheckReport) -> Iterator[Problem]:
    """Validators that are there and could not look."""
    missing = {used.name for used in report.validators if used.missing}
    for result in report.unverified:
        if result.validator not in missing and result.reason and not _is_unknown(result):
            yield _unverified(f"{result.validator}: {result.reason}", file=result.target.name)


def _unverified(what: str, file: str | None = None) -> Problem:
    return Problem(
        code="P581",
        message=f"not verified: {what}",
        hint="Install or mend what is named, or build without --verified: then the manifest claims no check.",
        file=file,
    )


def _not_installed(report: CheckReport) -> Iterator[str]:
    for used in report.validators:
        if used.missing:
            yield f"{used.name}: {used.missing}"


def _unknown(report: CheckReport) -> Iterator[str]:
    """Documents that nobody but we could look at: a check of our own alone proves nothing."""
    independent = {used.name for used in report.validators if used.independent}
    looked_at = {result.target.path for result in report.results if result.validator in independent}
    alone = {result.target for result in report.results if result.target.media_type in DOCUMENTS}
    for media in sorted({target.media_type for target in alone if target.path not in looked_at}):
        yield f"No independent validator of {kind(media)} is installed; docs/check.md tells which there are."


def _is_unknown(result: Result) -> bool:
    return result.validator == OURS and result.target.media_type in DOCUMENTS and not result.findings
