"""Many programmes, each in a bundle of its own: one task for each, made by whoever there is, published here."""

from progpipe.batch.find import find_sources
from progpipe.batch.flow import build_many
from progpipe.batch.model import Batch, Failure, Progress, Published, State, Step
from progpipe.batch.scheduler import open_scheduler

__all__ = ["Batch", "Failure", "Progress", "Published", "State", "Step", "build_many", "find_sources", "open_scheduler"]
