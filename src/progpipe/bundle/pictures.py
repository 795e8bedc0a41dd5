"""Pictures of first pages."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from progpipe.errors import BuildError, Problem
from progpipe.interfaces import Artefact
from progpipe.publication import Resource

WIDTH: Final = 400  # pixels: twice the width at which the page shows it
COLOURS: Final = 32
PDF: Final = "application/pdf"


def first_page(artefact: Artefact) -> Resource:
    """The first page of a PDF as a PNG, 400 pixels wide, with few colours.

    Raises `BuildError` for what calls itself a PDF and is none.
    """
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(artefact.content) as document:
            page = document[0]
            # The engine rounds up: half a pixel less never becomes a pixel too many.
            picture = page.render(scale=(WIDTH - 0.5) / page.get_width()).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError) as error:
        raise _no_pdf(artefact, error) from error
    buffer = BytesIO()
    picture.quantize(COLOURS).save(buffer, "PNG", optimize=True)
    name = f"{artefact.name.rpartition('.')[0]}.png"
    return Resource(
        name=name, media_type="image/png", content=buffer.getvalue(), width=picture.width, height=picture.height
    )


def _no_pdf(artefact: Artefact, error: Exception) -> BuildError:
    return BuildError(
        [
            Problem(
                code="P590",
                message=f"{artefact.name} is not a PDF that can be opened: {error}",
                hint=f"The emitter that made the format {artefact.format} is at fault; leave it out, or repair it.",
            )
        ]
    )
