"""Amendments that a meeting has adopted, put into the source."""

from progpipe.amend.apply import Amended, amend
from progpipe.amend.model import Action, Amendment, Amendments, Place
from progpipe.amend.read import read_amendments

__all__ = ["Action", "Amended", "Amendment", "Amendments", "Place", "amend", "read_amendments"]
