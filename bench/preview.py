"""How long it takes until a change is on the screen, with `progpipe preview` running.

TO FINISH when the command is there: `_shown_after` must ask the preview, through the interface that its page uses, when
the page, and then the PDF, of the new text is served. Until then the row says that nothing was measured.
"""

from __future__ import annotations

from pathlib import Path


def measure(source: Path, folder: Path) -> tuple[float | None, float | None]:  # noqa: ARG001
    """Seconds from the moment when the file is saved until the HTML, and until the PDF, of the change are there.

    To be made so: copy the source into the folder; start `progpipe preview` on the copy and wait for its first build;
    then several times write another commitment (`bench.ours.Writer`) and take the time until each format is shown;
    medians; end the process that was started.
    """
    return None, None
