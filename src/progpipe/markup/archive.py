"""ZIP containers with the same bytes every time: EPUB, Word and OpenDocument files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# APPNOTE 6.3.10, 4.4.6: two digits of MS-DOS time, from 1980 to 2107, in steps of two seconds.
EARLIEST: Final = datetime(1980, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
UNIX: Final = 3
REGULAR_FILE: Final = 0o100644


def write_zip(
    entries: Mapping[str, bytes] | Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset(), epoch: int
) -> bytes:
    """A ZIP file with the entries in the order given, all with the same time and rights.

    `stored` names the entries that are not compressed: `mimetype` in EPUB (OCF 3.3, 4.2.2) and in
    OpenDocument (ODF 1.3 part 2, 3.3). `epoch` is in seconds since 1970 (UTC); what a ZIP file
    cannot express becomes the nearest that it can.
    """
    moment = moment_of(epoch)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            info = ZipInfo(name, moment.timetuple()[:6])
            info.create_system = UNIX
            info.external_attr = REGULAR_FILE << 16
            kind = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(info, content, compress_type=kind, compresslevel=9)
    return buffer.getvalue()


def moment_of(epoch: int) -> datetime:
    """The moment, moved into the years that a ZIP file can express."""
    earliest, latest = int(EARLIEST.timestamp()), int(LATEST.timestamp())
    return datetime.fromtimestamp(min(max(epoch, earliest), latest), UTC)
