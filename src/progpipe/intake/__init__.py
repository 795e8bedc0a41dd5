"""From a document that people wrote to a source: read, recognise step by step, write as JSON."""

from progpipe.intake.imported import Imported, import_document, update_source
from progpipe.intake.update import Matched, State

__all__ = ["Imported", "Matched", "State", "import_document", "update_source"]
