"""Validators over a bundle or single files, and one merged report."""

from progpipe.check.model import Finding, NotVerifiedError, Result, Target, Validator, Verdict
from progpipe.check.report import CheckReport, Used
from progpipe.check.run import Progress, Step, check
from progpipe.check.targets import PassedOver

__all__ = [
    "CheckReport",
    "Finding",
    "NotVerifiedError",
    "PassedOver",
    "Progress",
    "Result",
    "Step",
    "Target",
    "Used",
    "Validator",
    "Verdict",
    "check",
]
