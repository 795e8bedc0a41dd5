"""EPUBCheck on many books in one JVM: `python -m progpipe.check.servers.epubcheck`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jpype

from progpipe.check.servers.jvm import start_jvm
from progpipe.check.servers.serving import serve
from progpipe.check.tools import package_folder


def jar() -> Path:
    """The jar of EPUBCheck; its manifest names those that it needs."""
    return package_folder("epubcheck", "epubcheck") / "epubcheck.jar"


def judge(path: Path) -> Mapping[str, Any]:
    """EPUBCheck's own report, with every message that it has, usage included."""
    report = path.with_suffix(".json")
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")()
    checker.run([str(path), "--json", str(report), "--usage", "--quiet"])
    said: Mapping[str, Any] = {"report": json.loads(report.read_bytes())}
    report.unlink()
    return said


if __name__ == "__main__":
    start_jvm(jar())
    serve(judge)
