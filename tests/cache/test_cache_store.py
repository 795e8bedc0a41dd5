"""The folder of contents by key: whole or not at all, bounded, and mended where it is damaged."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from progpipe.cache import Cache, open_cache

KEY = sha256(b"key").hexdigest()
OTHER = sha256(b"other").hexdigest()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(folder=tmp_path)


def entry(cache: Cache) -> Path:
    (path,) = (path for path in cache.folder.rglob("*") if path.is_file())
    return path


def keys(cache: Cache) -> set[str]:
    return {path.parent.name + path.name for path in cache.folder.rglob("*") if path.is_file()}


def test_what_was_put_is_there(cache: Cache) -> None:
    cache.put(KEY, b"words")
    assert cache.get(KEY) == b"words"
    assert cache.get(OTHER) is None
    assert (cache.contents().entries, cache.contents().limit) == (1, cache.limit)


@pytest.mark.parametrize("damage", [b"", b"wo", b"x" * 40, b"\0" * 200])
def test_a_damaged_entry_is_none_and_goes(cache: Cache, damage: bytes) -> None:
    cache.put(KEY, b"words")
    entry(cache).write_bytes(damage)
    assert cache.get(KEY) is None
    assert not keys(cache)


def test_one_byte_too_many_is_damage(cache: Cache) -> None:
    cache.put(KEY, b"words")
    with entry(cache).open("ab") as file:
        file.write(b"!")
    assert cache.get(KEY) is None


def test_what_was_used_least_lately_goes_first(cache: Cache) -> None:
    small = Cache(folder=cache.folder, limit=350)
    for number in range(5):
        small.put(sha256(bytes([number])).hexdigest(), b"x" * 68)  # and its digest: 100 bytes
    for number, path in enumerate(sorted(small.folder.rglob("??/*"))):
        os.utime(path, (number, number))
    first = min(small.folder.rglob("??/*"), key=lambda path: path.stat().st_mtime)
    used = first.parent.name + first.name
    assert small.get(used)
    small.trim()
    assert used in keys(small)
    assert small.contents().bytes <= 350 * 0.8


def test_nothing_goes_below_the_limit(cache: Cache) -> None:
    cache.put(KEY, b"words")
    cache.trim()
    assert cache.get(KEY) == b"words"


def test_what_a_killed_process_left_goes_after_an_hour(cache: Cache) -> None:
    cache.put(KEY, b"words")
    old, new = (entry(cache).with_name(name) for name in ("a.part", "b.part"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.trim()
    assert not old.exists()
    assert new.exists()
    assert cache.contents().entries == 1


def test_cleared(cache: Cache) -> None:
    cache.put(KEY, b"words")
    cache.clear()
    assert cache.get(KEY) is None
    assert cache.contents().entries == 0


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(folder=tmp_path / "file")
    cache.put(KEY, b"words")
    assert cache.get(KEY) is None
    cache.trim()
    cache.clear()


def _write_and_read(folder: Path, number: int) -> int:
    cache = Cache(folder=folder)
    seen = 0
    for turn in range(60):
        cache.put(KEY, b"%d" % (number * 100 + turn) * 5000)
        content = cache.get(KEY)
        assert content is not None
        assert content == content[: len(content) // 5000] * 5000
        seen += 1
    return seen


def test_several_processes_share_it(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        seen = list(pool.map(_write_and_read, [tmp_path] * 4, range(4)))
    assert sum(seen) == 240
    assert keys(Cache(folder=tmp_path)) == {KEY}


# --- where it is --------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", "off"])
def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PROGPIPE_CACHE", value)
    assert open_cache() is None


def test_it_is_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PROGPIPE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache = open_cache()
    assert cache
    assert cache.folder == tmp_path / "progpipe"
    assert cache.folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_can_write_to_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROGPIPE_CACHE", str(tmp_path))
    tmp_path.chmod(0o770)
    assert open_cache() is None
    tmp_path.chmod(0o700)
    assert open_cache()
