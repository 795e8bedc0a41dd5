"""The download page as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from progpipe import labels
from progpipe import publication as p
from progpipe.bundle.manifest import CHECKSUMS, NAME
from progpipe.bundle.model import EditionOutput, PublishedArtefact
from progpipe.publication import Publication, Resource

LANGUAGE = "sv"  # of our own words, whatever the programme's


def download_page(
    outputs: Sequence[EditionOutput],
    artefacts: Sequence[PublishedArtefact],
    pictures: Sequence[Resource | None],
    check_page: str | None = None,
) -> Publication:
    """The page that leads to every artefact: a section for each edition, and one about the files.

    `pictures` has for each edition its first page, or None. `check_page` is the page that tells how the files were
    checked, where they were.

    Classes for the theme: sections `downloads`, `checked` and `checksums`; groups `preview` (the picture)
    and `formats` (the list).
    """
    shared = _shared_notices(outputs)
    editions = [
        _edition(output, [item for item in artefacts if item.edition == output.context.edition.id], picture, shared)
        for output, picture in zip(outputs, pictures, strict=True)
    ]
    return Publication(
        metadata=_metadata(outputs[0].publication.metadata),
        notices=(*shared, _about(len(outputs))),
        sections=(*editions, *([_checked(check_page)] if check_page else []), _checksums(artefacts)),
        resources={picture.name: picture for picture in pictures if picture},
    )


def _metadata(metadata: p.Metadata) -> p.Metadata:
    title = labels.DOWNLOADS_TITLE.format(title=metadata.title)
    return replace(
        metadata, title=title, language=LANGUAGE, variety=LANGUAGE, edition="", edition_title="", easy_read=False
    )


def _shared_notices(outputs: Sequence[EditionOutput]) -> tuple[p.Notice, ...]:
    """What is said on the cover of every edition is said once, on top."""
    covers = [{p.plain_text(notice.children) for notice in output.publication.notices} for output in outputs]
    everywhere = set.intersection(*covers)
    return tuple(n for n in outputs[0].publication.notices if p.plain_text(n.children) in everywhere)


def _about(editions: int) -> p.Notice:
    text = labels.DOWNLOADS_ABOUT if editions == 1 else labels.DOWNLOADS_ABOUT_EDITIONS
    return p.Notice(id="om-formaten", pointer="", kind="about", children=_text(text))


# --- one edition ------------------------------------------------------------------------------


def _edition(
    output: EditionOutput,
    artefacts: Sequence[PublishedArtefact],
    picture: Resource | None,
    shared: Sequence[p.Notice],
) -> p.Section:
    edition = output.context.edition
    name = f"utgava-{edition.id}"
    own = (notice for notice in output.publication.notices if notice not in shared)
    notices = (replace(notice, id=f"{name}-upplysning-{n}") for n, notice in enumerate(own, start=1))
    rows = tuple(_description(f"{name}-{row}", *pair) for row, pair in enumerate(_facts(output.publication), start=1))
    return p.Section(
        id=name,
        pointer="",
        kind="downloads",
        title=_text(_edition_title(output)),
        blocks=(
            *notices,
            *([_preview(name, picture)] if picture else []),
            p.Group(id=f"{name}-format", pointer="", kind="formats", blocks=(_formats(output, artefacts),)),
            p.Descriptions(id=f"{name}-fakta", pointer="", items=rows),
        ),
    )


def _edition_title(output: EditionOutput) -> str:
    edition = output.context.edition
    if edition.id != "standard":
        return edition.title
    return labels.THE_OFFPRINT if output.publication.metadata.offprint else labels.BODY


def _preview(name: str, picture: Resource) -> p.Group:
    """The picture is decorative: it shows nothing that the text beside it does not say (WCAG 2.2, 1.1.1)."""
    figure = p.Figure(id=f"{name}-bild", pointer="", resource=picture.name, alternative="", decorative=True)
    return p.Group(id=f"{name}-forsta-sidan", pointer="", kind="preview", blocks=(figure,))


def _formats(output: EditionOutput, artefacts: Sequence[PublishedArtefact]) -> p.List:
    edition = output.context.edition
    title = "" if edition.id == "standard" else edition.title
    ordered = sorted(artefacts, key=_usefulness)
    items = tuple(_format(item, title, f"fil-{edition.id}-{n}") for n, item in enumerate(ordered, start=1))
    return p.List(id=f"filer-{edition.id}", pointer="", items=items)


def _usefulness(artefact: PublishedArtefact) -> int:
    """What most readers want comes first; a format that somebody added, last."""
    known = list(labels.FORMATS)
    return known.index(artefact.format) if artefact.format in known else len(known)


def _format(artefact: PublishedArtefact, edition: str, name: str) -> p.ListItem:
    """The link says what comes, alone and out of its context (WCAG 2.2, 2.4.9)."""
    link = p.Link(href=artefact.path.name, children=_text(_link_text(artefact, edition)))
    lines = [p.Paragraph(id=f"{name}-lank", pointer="", children=(p.Strong(children=(link,)),))]
    if artefact.format in labels.FORMATS:
        suits = labels.FORMATS[artefact.format][1]
        lines.append(p.Paragraph(id=f"{name}-passar", pointer="", children=_text(suits)))
    return p.ListItem(id=name, pointer="", blocks=tuple(lines))


def _link_text(artefact: PublishedArtefact, edition: str) -> str:
    kind = labels.FORMATS[artefact.format][0] if artefact.format in labels.FORMATS else artefact.format.upper()
    online = artefact.format == "html"
    if edition:
        said = labels.READ_EDITION_ONLINE if online else labels.DOWNLOAD_EDITION
    else:
        said = labels.READ_ONLINE if online else labels.DOWNLOAD
    parts = [said.format(name=kind, edition=edition[:1].lower() + edition[1:])]
    if artefact.pages is not None:
        parts.append(labels.ONE_PAGE if artefact.pages == 1 else labels.PAGES.format(number=artefact.pages))
    return ", ".join(part for part in (*parts, labels.file_size(artefact.bytes)) if part)


def _facts(publication: Publication) -> Iterator[tuple[str, str]]:
    metadata = publication.metadata
    yield labels.LANGUAGE, labels.variety(metadata.variety)
    if metadata.period:
        yield labels.PERIOD, metadata.period
    if metadata.version:
        yield labels.VERSION, metadata.version
    if metadata.date:
        yield labels.DATE, labels.long_date(metadata.date)
    yield labels.STATUS, labels.ADOPTED if metadata.adopted else labels.DRAFT


def _description(name: str, term: str, value: str) -> p.Description:
    return p.Description(id=name, pointer="", term=_text(term), children=_text(value))


# --- about the files --------------------------------------------------------------------------


def _checked(page: str) -> p.Section:
    """What was checked stands on a page of its own; here is only the way there."""
    link = p.Link(href=page, children=_text(labels.CHECKED_LINK))
    blocks = (
        p.Paragraph(id="kontrollerat-om", pointer="", children=_text(labels.CHECKED_ABOUT)),
        p.Paragraph(id="kontrollerat-lank", pointer="", children=(link,)),
    )
    return p.Section(id="kontrollerat", pointer="", kind="checked", title=_text(labels.CHECKED), blocks=blocks)


def _checksums(artefacts: Sequence[PublishedArtefact]) -> p.Section:
    about = p.Paragraph(id="kontrollsummor-om", pointer="", children=tuple(_checksums_about()))
    sums = tuple(
        _description(f"kontrollsummor-{number}", item.path.name, item.sha256)
        for number, item in enumerate(artefacts, start=1)
    )
    listing = p.Descriptions(id="kontrollsummor-lista", pointer="", items=sums)
    return p.Section(
        id="kontrollsummor", pointer="", kind="checksums", title=_text(labels.CHECKSUMS), blocks=(about, listing)
    )


def _checksums_about() -> Iterator[p.Inline]:
    before, _, rest = labels.CHECKSUMS_ABOUT.partition("{sums}")
    between, _, after = rest.partition("{manifest}")
    for text, file in ((before, CHECKSUMS), (between, NAME)):
        yield p.Text(value=text)
        yield p.Link(href=file, children=_text(file))
    yield p.Text(value=after)


def _text(value: str) -> p.Inlines:
    return (p.Text(value=value),)
