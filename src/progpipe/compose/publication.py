"""The whole publication of one edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from progpipe import labels, model
from progpipe import publication as p
from progpipe.compose.back_matter import colophon, glossary
from progpipe.compose.blocks import blocks
from progpipe.compose.content import content_digest
from progpipe.compose.notes import with_notes
from progpipe.compose.requirement import Variety, nodes, status, unmet
from progpipe.errors import BuildError, Problem
from progpipe.inline import parse_inline
from progpipe.options import Requirement

SUFFIXES: Final = {"image/png": ".png", "image/jpeg": ".jpg"}


def compose(
    programme: model.Programme, edition: model.Edition, *, require: Requirement = Requirement.DRAFT
) -> p.Publication:
    """What the edition says, in reading order, before any stage.

    Raises `BuildError` with every rendition that is missing (P301), has not come far enough (P302) or
    has a note, which is always in the language of the source (P303).
    """
    variety = Variety(tag=None if edition.variety in {None, programme.language} else edition.variety)
    problems = [*unmet(programme, variety, require), *_noted(programme, variety)]
    if problems:
        raise BuildError(problems)
    resources, names = _resources(programme)
    body = _Body(programme.language, variety, names)
    sections = tuple(body.section(section) for section in programme.sections)
    metadata = _metadata(programme, edition, variety)
    publication = p.Publication(
        metadata=metadata,
        notices=tuple(_notices(programme, variety)),
        sections=(*sections, *glossary(programme, variety), colophon(programme, metadata.content_digest)),
    )
    if not resources:
        return publication
    used = {node.resource for node in p.walk(publication) if isinstance(node, p.Figure)}
    return replace(publication, resources={name: resources[name] for name in sorted(used)})


def _noted(programme: model.Programme, variety: Variety) -> Iterator[Problem]:
    for node, _ in nodes(programme):
        rendition = variety.rendition(node)
        made = (
            (*blocks(rendition.blocks or (), "", _AnyName()), *parse_inline(rendition.text or "")) if rendition else ()
        )
        if rendition and any(isinstance(inside, p.NoteReference) for part in made for inside in p.walk(part)):
            message = f"the rendition of {node.id!r} has a note, and notes have no renditions"
            yield Problem(code="P303", pointer=rendition.pointer, message=message, hint="Say it in the text instead.")


class _AnyName(dict[str, str]):
    """Every image by its own name: for looking at blocks that are not kept."""

    def __missing__(self, key: str) -> str:
        return key


def _resources(programme: model.Programme) -> tuple[Mapping[str, p.Resource], Mapping[str, str]]:
    """The images under names that are safe in every container, and which image has which."""
    names = {
        image: f"bild-{number}{SUFFIXES[programme.images[image].media_type]}"
        for number, image in enumerate(sorted(programme.images), start=1)
    }
    resources = {
        names[image.name]: p.Resource(
            name=names[image.name],
            media_type=image.media_type,
            content=image.content,
            width=image.width,
            height=image.height,
        )
        for image in programme.images.values()
    }
    return resources, names


@dataclass(slots=True)
class _Body:
    """The sections, one after the other; `note` is the number of the next note."""

    language: str
    variety: Variety
    images: Mapping[str, str]
    note: int = 1

    def section(self, source: model.Section) -> p.Section:
        text = (*self._prose(source), *self._commitments(source))
        with_them = with_notes(source.id, source.pointer, text, source.notes, self.note)
        self.note += sum(len(block.items) for block in with_them if isinstance(block, p.Notes))
        return p.Section(
            id=source.id,
            pointer=source.pointer,
            kind=source.type,
            title=self._title(source),
            blocks=with_them,
            sections=tuple(self.section(child) for child in source.sections),
        )

    def _title(self, source: model.Section) -> p.Inlines:
        rendition = self.variety.rendition(source)
        if self.variety.tag is None:
            return _lines(source.title)
        if rendition is None or rendition.title is None:
            # A section needs a heading; this one says in which language it is, and a gap follows.
            return (p.Language(tag=self.language, children=_lines(source.title)),)
        return _lines(rendition.title)

    def _prose(self, source: model.Section) -> p.Blocks:
        rendition = self.variety.rendition(source)
        if self.variety.tag is None:
            return blocks(source.blocks, source.id, self.images)
        if rendition is None:
            return (self._gap(source.id, source.pointer),)
        return blocks(rendition.blocks or (), source.id, self.images)

    def _commitments(self, source: model.Section) -> p.Blocks:
        if not source.commitments:
            return ()
        items = tuple(self._commitment(item) for item in source.commitments)
        return (p.Commitments(id=f"{source.id}-ataganden", pointer=f"{source.pointer}/commitments", items=items),)

    def _commitment(self, source: model.Commitment) -> p.Commitment:
        return p.Commitment(
            id=source.id, pointer=source.pointer, blocks=self._promise(source), related_ids=source.related
        )

    def _promise(self, source: model.Commitment) -> p.Blocks:
        rendition = self.variety.rendition(source)
        text, pointer = source.text, f"{source.pointer}/text"
        if self.variety.tag:
            if rendition is None:
                return (self._gap(source.id, source.pointer),)
            if rendition.blocks:
                return blocks(rendition.blocks, source.id, self.images)
            text, pointer = rendition.text or "", f"{rendition.pointer}/text"
        return blocks((model.Paragraph(pointer=pointer, text=text),), source.id, self.images)

    def _gap(self, owner: str, pointer: str) -> p.Notice:
        text = labels.GAP.format(variety=labels.variety(self.variety.tag or ""))
        return p.Notice(id=f"{owner}-1", pointer=pointer, kind="gap", children=(p.Text(value=text),))


def _lines(title: str) -> p.Inlines:
    """A title, which is plain text; a newline in it is a phrase break."""
    first, *others = title.split("\n")
    further = (part for line in others for part in (p.LineBreak(), p.Text(value=line)))
    return (p.Text(value=first), *further)


def _metadata(programme: model.Programme, edition: model.Edition, variety: Variety) -> p.Metadata:
    rendition = variety.rendition(programme)
    publisher, release, tag = programme.publisher, programme.release, variety.tag or programme.language
    title = (rendition and rendition.title) or programme.title
    return p.Metadata(
        identifier=programme.id + edition.suffix,
        title=title.replace("\n", " "),
        language=tag,
        variety=tag,
        publisher=publisher.name,
        party=publisher.party or "",
        place=publisher.municipality.name if publisher.municipality else "",
        period=f"{programme.period.start}-{programme.period.end}",
        edition=edition.id,
        edition_title=edition.title,
        easy_read=variety.easy_read,
        version=release.version,
        date=release.date or "",
        adopted=release.status is model.ReleaseStatus.ADOPTED,
        rights=programme.licence.name if programme.licence else "",
        evaluation=programme.evaluation,
        content_digest=content_digest(programme.canonical, variety.tag),
    )


def _notices(programme: model.Programme, variety: Variety) -> Iterator[p.Notice]:
    """What a reader must know before the first page."""
    if programme.release.status is model.ReleaseStatus.DRAFT:
        yield _notice("utkast-program", "/release/status", labels.NOT_ADOPTED)
    title = variety.rendition(programme)
    if variety.tag and not (title and title.title):
        text = labels.TITLE_GAP.format(variety=labels.variety(variety.tag))
        yield p.Notice(id="titel-saknas", pointer="/title", kind="gap", children=(p.Text(value=text),))
    found = [status(item) for node, _ in nodes(programme) if (item := variety.rendition(node))]
    if model.RenditionStatus.DRAFT in found:
        whole = set(found) == {model.RenditionStatus.DRAFT}
        yield _notice("utkast-text", "", labels.DRAFT_RENDITION if whole else labels.DRAFT_IN_PART)


def _notice(name: str, pointer: str, text: str) -> p.Notice:
    return p.Notice(id=name, pointer=pointer, kind="draft", children=(p.Text(value=text),))
