"""Word: real heading and list styles, written by Pandoc on a reference document from the theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from progpipe.interfaces import Artefact, Context, declare
from progpipe.markup.document import document_title
from progpipe.markup.office import finish_docx, look, reference_docx
from progpipe.markup.pandoc import default_file, document, run_pandoc
from progpipe.publication import Publication

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REFERENCE: Final = "reference.docx"


@declare(slow=True)
def docx(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as a Word document (ECMA-376, transitional)."""
    metadata = publication.metadata
    looks = look(context.theme, context.edition.profile, metadata.language)
    reference = reference_docx(default_file(REFERENCE), looks)
    tree = document(publication, looks.language, looks.measure)
    written = run_pandoc(tree, "docx", f"--reference-doc={REFERENCE}", files={REFERENCE: reference})
    content = finish_docx(
        written, looks, title=document_title(publication), creator=metadata.publisher, epoch=context.source_date
    )
    yield Artefact(name=f"{context.stem}.docx", media_type=MEDIA_TYPE, format="docx", content=content)
