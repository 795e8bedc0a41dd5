"""From a document that people wrote to a source: read, recognise step by step, write as JSON."""

from progpipe.intake.imported import Imported, import_document

__all__ = ["Imported", "import_document"]
