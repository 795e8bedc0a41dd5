"""The flow, from a programme to a published bundle."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from progpipe.bundle import Bundle, EditionOutput, publish_bundle
from progpipe.check import Progress
from progpipe.check.verified import publish_verified
from progpipe.compose import Requirement, compose
from progpipe.editions import find_editions
from progpipe.errors import BuildError, MachineError, Problem, UsageError
from progpipe.interfaces import Artefact, Context, Sibling
from progpipe.load import load
from progpipe.model import Edition, Programme
from progpipe.paginate import paginate
from progpipe.plugins import run_emitter, run_stage
from progpipe.publication import Block, NoteReference, Publication, Reference, Section, places, walk
from progpipe.theme import PDF_PROFILES, Theme, missing_characters, read_theme


def build(
    programme: Programme | Path | str,
    *,
    out: Path | str = "dist",
    editions: Sequence[Edition | str] | None = None,
    formats: Sequence[str] | None = None,
    theme: Path | str = "default",
    sections: Sequence[str] = (),
    require: Requirement | str = Requirement.DRAFT,
    base_url: str | None = None,
    pdf_profile: str | None = None,
    verified: bool = False,
    progress: Progress | None = None,
) -> Bundle:
    """Publish a programme: every edition in every format, in one bundle below `out`.

    `editions` are those of the source where left out, `formats` those of each edition. `sections`
    chooses sections by id (an offprint). `require` is the least status that a rendition must have. `pdf_profile`
    is what the PDF keeps, `1.7` or `2.0`: that of the theme where left out. With `verified` every installed validator
    reads the files first; what one of them finds, or cannot look at, is not published. `progress` is told how far that
    has come.

    Raises `ValidationError` for a source with problems, `BuildError` for one that cannot be published
    as asked, `UsageError` for names that do not exist, `MissingDependencyError` where Pango, Pandoc or a validator is
    missing, `PluginError` for a stage or an emitter that fails, and `MachineError` where the bundle cannot
    be written. The old bundle stays untouched by each.
    """
    for what, names in (("editions", editions), ("formats", formats), ("sections", sections)):
        if isinstance(names, str):
            raise UsageError(f"{what} is the text {names!r}; it must be a list of names: [{names!r}]")
    programme = programme if isinstance(programme, Programme) else load(programme)
    prepared = prepare(
        programme,
        editions=editions,
        theme=theme,
        sections=sections,
        require=_requirement(require),
        base_url=base_url,
        pdf_profile=pdf_profile,
    )
    prepared = introduce(prepared, formats)
    outputs = [
        EditionOutput(context=context, publication=publication, artefacts=tuple(_emit(publication, context, formats)))
        for context, publication in prepared
    ]
    if verified:
        return publish_verified(programme, outputs, Path(out), progress)
    return publish_bundle(programme, outputs, Path(out))


def _requirement(require: Requirement | str) -> Requirement:
    try:
        return Requirement(require)
    except ValueError as error:
        raise UsageError(f"require is {require!r}; it can be {', '.join(Requirement)}") from error


def prepare(
    programme: Programme,
    *,
    editions: Sequence[Edition | str] | None = None,
    theme: Path | str = "default",
    sections: Sequence[str] = (),
    require: Requirement = Requirement.DRAFT,
    base_url: str | None = None,
    pdf_profile: str | None = None,
) -> list[tuple[Context, Publication]]:
    """Everything up to the emitters: each edition composed, staged and found fit for the theme's fonts.

    Raises `BuildError` with all problems of all editions, and `UsageError`.
    """
    dressing = _with_pdf_profile(read_theme(theme), pdf_profile)
    chosen = find_editions(programme, editions)
    once = tuple(dict.fromkeys(sections))
    address = None if base_url is None else _address(base_url)
    contexts = [_context(programme, edition, dressing, once, address) for edition in chosen]
    return list(zip(contexts, _publications(programme, contexts, require), strict=True))


def _with_pdf_profile(theme: Theme, wanted: str | None) -> Theme:
    """The theme, with the PDF profile that was asked for: it wins over the theme's own."""
    if wanted is None:
        return theme
    if wanted not in PDF_PROFILES:
        raise UsageError(f"pdf_profile is {wanted!r}; it can be {' or '.join(PDF_PROFILES)}")
    return replace(theme, pdf_profile=wanted)


def introduce(
    prepared: Sequence[tuple[Context, Publication]], formats: Sequence[str] | None = None
) -> list[tuple[Context, Publication]]:
    """Each edition with a context that knows the others: their names, formats and sections."""
    known = [_sibling(context, publication, formats) for context, publication in prepared]
    return [
        (replace(context, editions=(*known[:place], *known[place + 1 :])), publication)
        for place, (context, publication) in enumerate(prepared)
    ]


def _sibling(context: Context, publication: Publication, formats: Sequence[str] | None) -> Sibling:
    return Sibling(
        stem=context.stem,
        language=publication.metadata.language,
        easy_read=publication.metadata.easy_read,
        formats=tuple(context.edition.emitters if formats is None else formats),
        sections=frozenset(node.id for node in walk(publication) if isinstance(node, Section)),
    )


def _context(
    programme: Programme, edition: Edition, theme: Theme, sections: tuple[str, ...], base_url: str | None
) -> Context:
    if edition.profile not in theme.profiles:
        known = ", ".join(sorted(theme.profiles))
        raise UsageError(f"theme {theme.name} has no profile {edition.profile}; it has {known}")
    return Context(
        edition=edition,
        theme=theme,
        stem="-".join((programme.id, *sections)) + edition.suffix,
        whole=programme.id + edition.suffix,
        source_date=source_date(programme),
        base_url=base_url,
        sections=sections,
        source=programme.canonical,
    )


def _address(url: str) -> str:
    """The base URL if links can begin with it (RFC 3986): they stand in the page as they are."""
    if not ADDRESS.fullmatch(url):
        raise UsageError(f"{url!r} is no base URL. Write an address such as https://example.se/program")
    return url


def source_date(programme: Programme) -> int:
    """Seconds since 1970 (UTC): the date of the release, else SOURCE_DATE_EPOCH, else 0."""
    if programme.release.date:
        return int(datetime.fromisoformat(programme.release.date).replace(tzinfo=UTC).timestamp())
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not re.fullmatch(r"[0-9]{1,10}", epoch) or int(epoch) > LATEST:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be a number of seconds since 1970")
    return int(epoch)


LATEST = 4_354_819_199  # the last second that a ZIP file can name, 2107-12-31


ADDRESS = re.compile(r"https?://[A-Za-z0-9._~%@:\[\]-]+(/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?", re.IGNORECASE)


def _publications(programme: Programme, contexts: Iterable[Context], require: Requirement) -> Iterator[Publication]:
    """Each edition, composed and staged. All problems of all editions come at once."""
    made: list[Publication] = []
    problems: list[Problem] = []
    for context in contexts:
        try:
            publication = _stage(compose(programme, context.edition, require=require), context)
        except BuildError as error:
            problems.extend(error.problems)
            continue
        problems.extend((*_loose_ends(publication), *missing_characters(publication, context.theme)))
        made.append(publication)
    if problems:
        raise BuildError(_named(problem, programme.file) for problem in problems)
    yield from made


def _loose_ends(publication: Publication) -> Iterator[Problem]:
    """A problem for each reference that leads nowhere, which only a stage can leave behind: the loader knows all."""
    here = {node.id for node in walk(publication) if isinstance(node, Block)}
    hint = "Keep what is referred to, or replace the reference by its words: look at the stages of the edition."
    for node, place in places(publication):
        if isinstance(node, Reference | NoteReference) and node.target not in here:
            message = f"after the stages of the edition, nothing is called {node.target!r}, to which a reference leads"
            yield Problem(code="P392", pointer=place, message=message, hint=hint)


def _named(problem: Problem, file: str | None) -> Problem:
    return problem if problem.file else replace(problem, file=file)


def _stage(publication: Publication, context: Context) -> Publication:
    for name in context.edition.stages:
        publication = run_stage(name, publication, context)
    return publication


def _emit(publication: Publication, context: Context, formats: Sequence[str] | None) -> Iterator[Artefact]:
    """The artefacts, in the order in which their formats are named.

    The format with the printed pages is made first: the others get the publication with a mark where each page starts.
    """
    names = tuple(dict.fromkeys(context.edition.emitters if formats is None else formats))
    artefacts: dict[str, tuple[Artefact, ...]] = {}
    for name in sorted(names, key=lambda name: name != PRINTED):
        artefacts[name] = made = _made(name, publication, context)
        context = replace(context, siblings=(*context.siblings, *(artefact.name for artefact in made)))
        for artefact in made:
            if name == PRINTED and artefact.facts.page_starts:
                publication = paginate(publication, artefact.facts.page_starts)
                context = replace(context, page_source=artefact.name)
    return (artefact for name in names for artefact in artefacts[name])


PRINTED: Final = "pdf"  # its page numbers are those of every format


def _made(name: str, publication: Publication, context: Context) -> tuple[Artefact, ...]:
    """What the emitter makes. Some engines need temporary files, and the disk for these can be full too."""
    try:
        return run_emitter(name, publication, context)
    except OSError as error:
        cause = error.strerror or str(error)
        raise MachineError(
            f"the format {name} cannot be made: {cause}. Look at the folder for temporary files."
        ) from error
