"""The flow, from a programme to a published bundle: a plan of steps, the cache, and the workers."""

from progpipe.build.contexts import introduce, source_date
from progpipe.build.flow import build, prepare
from progpipe.build.run import Made, Progress
from progpipe.build.workers import cores

__all__ = ["Made", "Progress", "build", "cores", "introduce", "prepare", "source_date"]
