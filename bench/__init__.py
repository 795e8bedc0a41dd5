"""The benchmark: progpipe beside other tools that do the same work, in one run. `./run bench` starts it.

Nothing here is part of the wheel. `docs/performance.md` says what is measured, and how.
"""
