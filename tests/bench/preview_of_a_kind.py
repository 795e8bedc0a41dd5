"""Stands in for `progpipe preview`: says its address, serves a page and a PDF, makes both anew for each change, and
tells whoever listens.

Real: a process, its address, files that change a while after the source, events. Not real: the engines, and the bundle.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if not self.path.startswith("/_progpipe/events"):
            super().do_GET()
            return
        self.send_response(200)
        self.end_headers()
        file = Path(self.directory, parse_qs(urlsplit(self.path).query)["name"][0])
        seen = None
        while True:
            content = file.read_bytes() if file.exists() else b""
            if content != seen:
                seen = content
                self.wfile.write(b"data: {}\n\n")
            time.sleep(0.005)


def watch(source: Path, folder: Path) -> None:
    seen = b""
    while True:
        content = source.read_bytes()
        if content and content != seen:
            seen = content
            stem = json.loads(content)["id"]
            (folder / f"{stem}.html").write_bytes(content)
            time.sleep(0.02)
            (folder / f"{stem}.pdf").write_bytes(b"%PDF" + content)
        time.sleep(0.005)


if __name__ == "__main__":
    source = Path(sys.argv[1])
    served = source.parent / "served"
    served.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(served)))
    threading.Thread(target=watch, args=(source, served), daemon=True).start()
    print(f"look at http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
