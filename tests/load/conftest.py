"""A folder with images, good and bad, and with ways out of it."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import PIL.Image
import pytest


def png(width: int, height: int) -> bytes:
    """A black PNG of one bit a pixel: 20 000 × 20 000 of them are 50 kilobytes."""
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outside = tmp_path_factory.mktemp("utanfor")
    (outside / "hemlig.png").write_bytes(png(8, 8))
    base = outside / "program"
    (base / "bilder").mkdir(parents=True)
    (base / "bilder" / "gard.png").write_bytes(png(8, 8))
    small = PIL.Image.new("RGB", (8, 8))
    small.save(base / "gard.jpg")
    small.save(base / "gard.gif")
    small.save(base / "telefon.jpg", "MPO", save_all=True, append_images=[small])
    (base / "gard.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', encoding="utf-8")
    (base / "anteckning.png").write_text("Kom ihåg bilden.", encoding="utf-8")
    (base / "halv.png").write_bytes(png(800, 800)[:80])
    (base / "enorm.png").write_bytes(png(20_000, 20_000))
    (base / "stor.png").write_bytes(png(6_000, 6_000))
    with (base / "tung.png").open("wb") as file:
        file.truncate(13 << 20)
    (base / "lank.png").symlink_to(outside / "hemlig.png")
    (base / "utanfor").symlink_to(outside)
    os.mkfifo(base / "ror.png")
    return base
