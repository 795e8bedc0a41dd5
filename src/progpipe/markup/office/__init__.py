"""Word and OpenDocument files: reference documents from the theme, and the last touch on what Pandoc wrote."""

from progpipe.markup.office.look import Look, look
from progpipe.markup.office.opendocument import finish_odt, reference_odt
from progpipe.markup.office.word import finish_docx, reference_docx

__all__ = ["Look", "finish_docx", "finish_odt", "look", "reference_docx", "reference_odt"]
