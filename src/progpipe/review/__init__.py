"""Easy-read text in step with its source: how far it has come, the sheet for a review group, and its answers back."""

from progpipe.review.accept import Acceptance, accept
from progpipe.review.answers import Answer, Sheet, read_sheet
from progpipe.review.apply import Change, Outcome, apply_sheet
from progpipe.review.files import docx_sheet, html_sheet
from progpipe.review.sheet import Remark, sheet
from progpipe.review.status import EditionStatus, NodeStatus, PartStatus, of_variety, status

__all__ = [
    "Acceptance",
    "Answer",
    "Change",
    "EditionStatus",
    "NodeStatus",
    "Outcome",
    "PartStatus",
    "Remark",
    "Sheet",
    "accept",
    "apply_sheet",
    "docx_sheet",
    "html_sheet",
    "of_variety",
    "read_sheet",
    "sheet",
    "status",
]
