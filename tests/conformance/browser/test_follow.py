"""A page that follows its source stays where its reader was (WCAG 2.2, 3.2.5: nothing moves by itself)."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from chromium import PROV, Script

from progpipe.build.workers import Here
from progpipe.model import Order
from progpipe.preview import open_preview

BLOCK = "var-politik"


def test_the_reader_stays_at_the_same_place(tmp_path: Path, script: Script) -> None:
    folder = tmp_path / "program"
    shutil.copytree(PROV.parent, folder)
    source = folder / PROV.name
    old, new = '"text": "', '"text": "' + "Nytt ovanför. " * 200
    with open_preview(source, Order(formats=("html",)), port=0, executor=Here) as preview:
        running = threading.Thread(target=preview.run)
        running.start()
        try:
            page = f"{preview.address}provkommun-2027-2030.html"
            seen = script("follow.mjs", page, source, BLOCK, old, new)["preview"]
        finally:
            preview.stop()
            running.join()
    assert seen["first"] == {**seen["first"], "same": True, "focus": True}
    assert seen["longer"]["height"] > seen["first"]["height"] + 300
    assert seen["problems"]["top"] == -1
    for moment in ("longer", "mended"):
        assert abs(seen[moment]["top"] - seen["first"]["top"]) <= 1, moment
        assert seen[moment]["same"], f"{moment}: what did not change was replaced"
        assert seen[moment]["focus"], moment
