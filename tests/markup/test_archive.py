"""ZIP containers: the same bytes, whatever machine wrote them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from progpipe.markup.archive import write_zip

ENTRIES = {"mimetype": b"application/epub+zip", "b.txt": b"b" * 500, "a.txt": b"a"}


def read(content: bytes) -> ZipFile:
    return ZipFile(BytesIO(content))


def test_entries_keep_their_order_and_content() -> None:
    archive = read(write_zip(ENTRIES, stored=frozenset({"mimetype"}), epoch=0))
    assert archive.namelist() == ["mimetype", "b.txt", "a.txt"]
    assert {name: archive.read(name) for name in archive.namelist()} == ENTRIES


def test_stored_is_not_compressed_and_has_no_extra_field() -> None:
    content = write_zip(ENTRIES, stored=frozenset({"mimetype"}), epoch=0)
    kinds = {info.filename: info.compress_type for info in read(content).infolist()}
    assert kinds == {"mimetype": ZIP_STORED, "b.txt": ZIP_DEFLATED, "a.txt": ZIP_DEFLATED}
    assert content[30:58] == b"mimetypeapplication/epub+zip"  # OCF 3.3, 4.2.2


def test_nothing_of_the_machine_is_in_it() -> None:
    info = read(write_zip(ENTRIES.items(), epoch=0)).infolist()[0]
    assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
    assert write_zip(ENTRIES, epoch=0) == write_zip(ENTRIES.items(), epoch=0)


@pytest.mark.parametrize(
    ("epoch", "moment"),
    [
        (0, (1980, 1, 1, 0, 0, 0)),
        (-5, (1980, 1, 1, 0, 0, 0)),
        (1_793_188_800, (2026, 10, 28, 12, 0, 0)),
        (10**12, (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_times_are_those_of_the_source_within_what_zip_can_say(epoch: int, moment: tuple[int, ...]) -> None:
    assert read(write_zip(ENTRIES, epoch=epoch)).infolist()[0].date_time == moment
