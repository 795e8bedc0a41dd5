"""OpenDocument text: what LibreOffice and public bodies use, written by Pandoc on the theme's reference document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from progpipe.interfaces import Artefact, Context, declare
from progpipe.markup.document import document_title
from progpipe.markup.office import finish_odt, look, reference_odt
from progpipe.markup.pandoc import default_file, document, run_pandoc
from progpipe.publication import Figure, Publication, walk

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
REFERENCE: Final = "reference.odt"


@declare(slow=True)
def odt(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as an OpenDocument text (ODF 1.3)."""
    metadata = publication.metadata
    looks = look(context.theme, context.edition.profile, metadata.language)
    reference = reference_odt(default_file(REFERENCE), looks)
    tree = document(publication, looks.language, looks.measure)
    written = run_pandoc(tree, "odt", f"--reference-doc={REFERENCE}", files={REFERENCE: reference})
    content = finish_odt(
        written,
        looks,
        title=document_title(publication),
        creator=metadata.publisher,
        epoch=context.source_date,
        alternatives=[node.alternative for node in walk(publication) if isinstance(node, Figure)],
    )
    yield Artefact(name=f"{context.stem}.odt", media_type=MEDIA_TYPE, format="odt", content=content)
