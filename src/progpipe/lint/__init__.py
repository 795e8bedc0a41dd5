"""How easy a text is to read: rules that make remarks, and numbers to compare with published easy-read Swedish."""

from progpipe.lint.measures import Measures, Stretch
from progpipe.lint.model import Level, Remark
from progpipe.lint.report import Report, lint

__all__ = ["Level", "Measures", "Remark", "Report", "Stretch", "lint"]
