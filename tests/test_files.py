"""The change-over of a folder: whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Protocol

import pytest

from progpipe import files
from progpipe.errors import MachineError, UsageError
from progpipe.files import publish, replace_file

OLD = {"index.html": b"old page", "a.pdf": b"old" * 1000, "gone.txt": b"old only"}
NEW = {"index.html": b"new page", "a.pdf": b"new" * 2000, "b.epub": b"new only"}

UNKNOWN_FLAGS = 0x7FFF_0000  # flags of renameat2 that no kernel knows: EINVAL


def anything(folder: Path) -> None:
    """Every folder may be replaced."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the folder changes over: as on Linux, and as where the exchange is refused."""
    if request.param == "two renames":
        monkeypatch.setattr(files, "EXCHANGE", UNKNOWN_FLAGS)
    return str(request.param)


def test_a_folder_is_made_and_changed_over(tmp_path: Path, way: str) -> None:
    target = tmp_path / "deep" / "bundle"
    for content in (OLD, NEW, OLD):
        publish(content, target, may_replace=anything)
        assert contents(target) == content
        assert names(target.parent) == ["bundle"]


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(OLD, tmp_path / "bundle", may_replace=anything)
    finally:
        os.umask(before)
    assert (tmp_path / "bundle").stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "bundle").iterdir()} == {0o644}


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", "/etc/passwd", "a\\b", "a\0b", "a\nb", "\ud800"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is not the name of a file in the bundle"):
        publish({"good.txt": b"", name: b""}, tmp_path / "bundle", may_replace=anything)
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_folder_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    target.write_text("mine")
    with pytest.raises(UsageError, match="is a file, not a folder"):
        publish(NEW, target, may_replace=anything)
    assert target.read_text() == "mine"


@pytest.mark.parametrize("there", [True, False], ids=["whole", "dangling"])
def test_a_symbolic_link_is_kept(tmp_path: Path, there: bool) -> None:
    target, real = tmp_path / "bundle", tmp_path / "real"
    if there:
        real.mkdir()
    target.symlink_to(real)
    with pytest.raises(UsageError, match="is a symbolic link"):
        publish(NEW, target, may_replace=anything)
    assert target.is_symlink()


def test_an_empty_folder_is_replaced_without_asking(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    publish(NEW, tmp_path / "bundle", may_replace=refuse)
    assert contents(tmp_path / "bundle") == NEW


def refuse(folder: Path) -> None:
    raise UsageError(f"{folder.name} stays")


def test_a_folder_that_may_not_be_replaced_is_kept(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "bundle", may_replace=anything)
    with pytest.raises(UsageError, match="bundle stays"):
        publish(NEW, tmp_path / "bundle", may_replace=refuse)
    assert contents(tmp_path / "bundle") == OLD
    assert names(tmp_path) == ["bundle"]


# --- killed ---------------------------------------------------------------------------------


class Trace(Protocol):
    def __call__(self, frame: FrameType, event: str, arg: object, /) -> Trace: ...


def die_at(step: int) -> Trace:
    """A tracer that kills its own process at the given line of what is being run."""
    left = step

    def trace(frame: FrameType, event: str, arg: object, /) -> Trace:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def killed_publish(target: Path, step: int) -> bool:
    """Publish the new files in a process that dies at a step. False where it came to its end first."""
    child = os.fork()
    if child == 0:
        sys.settrace(die_at(step))
        publish(NEW, target, may_replace=anything)
        sys.settrace(None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def steps() -> Iterator[int]:
    """Each line of the first three hundred, then ever fewer: the removal of the old folder is long."""
    step = 0
    while True:
        yield step
        step += 1 if step < 300 else 7


def test_killed_at_any_line_the_bundle_is_whole(tmp_path: Path, way: str) -> None:
    target = tmp_path / "bundle"
    seen = []
    for step in steps():
        publish(OLD, target, may_replace=anything)
        assert names(tmp_path) == ["bundle"], "the next build cleans up after the dead one"
        if not killed_publish(target, step):
            break
        if target.exists():
            state = contents(target)
        else:
            assert way == "two renames"
            with pytest.raises(UsageError, match="bundle stays"):  # a build that fails repairs as well
                publish(NEW, target, may_replace=refuse)
            state = contents(target)
            assert state == OLD
        assert state in (OLD, NEW)
        seen.append(state)
    assert seen[0] == OLD
    assert seen[-1] == NEW
    assert seen == sorted(seen, key=lambda state: state == NEW), "once new, it stays new"


def test_an_interrupted_change_over_takes_itself_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(OLD, tmp_path / "bundle", may_replace=anything)
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name.endswith("-new"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(files, "EXCHANGE", UNKNOWN_FLAGS)
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(NEW, tmp_path / "bundle", may_replace=anything)
    assert contents(tmp_path / "bundle") == OLD
    assert names(tmp_path) == ["bundle"]


def test_folders_of_others_beside_the_bundle_are_left_alone(tmp_path: Path) -> None:
    mine = [tmp_path / name for name in (".bundle.new", ".other.progpipe-new", "bundle.progpipe-old")]
    for folder in mine:
        folder.mkdir()
    publish(OLD, tmp_path / "bundle", may_replace=anything)
    assert all(folder.is_dir() for folder in mine)


# --- at the same time -----------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from progpipe.files import publish
letter, target = sys.argv[1], Path(sys.argv[2])
for _ in range(20):
    publish({f"{n}.txt": letter.encode() * 5000 for n in "abc"}, target, may_replace=lambda folder: None)
"""


def test_builds_at_the_same_time_take_turns(tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    publish({f"{n}.txt": b"0" * 5000 for n in "abc"}, target, may_replace=anything)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, letter, str(target)]) for letter in "123"]
    looks = 0
    while any(writer.poll() is None for writer in writers):
        looks += look(target)
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert looks > 10
    assert look(target)
    assert names(tmp_path) == ["bundle"]


def look(target: Path) -> bool:
    """Whether the folder could be read before it was removed; what was read is of one build."""
    folder = os.open(target, os.O_RDONLY)
    try:
        found = []
        for name in "abc":
            with open(f"{name}.txt", "rb", opener=lambda path, flags: os.open(path, flags, dir_fd=folder)) as file:
                found.append(file.read())
    except FileNotFoundError:
        return False
    finally:
        os.close(folder)
    assert len(set(found)) == 1
    assert len(found[0]) == 5000
    return True


def test_a_build_waits_for_the_lock_of_another(tmp_path: Path) -> None:
    lock = tmp_path / ".bundle.progpipe-lock"
    with lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        build = threading.Thread(target=publish, args=(NEW, tmp_path / "bundle"), kwargs={"may_replace": anything})
        build.start()
        build.join(0.2)
        assert build.is_alive()
        assert not (tmp_path / "bundle").exists()
    build.join(10)
    assert contents(tmp_path / "bundle") == NEW
    assert not lock.exists()


# --- the machine fails ----------------------------------------------------------------------


def test_a_file_size_limit_leaves_the_old_bundle(tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    publish(OLD, target, may_replace=anything)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, before[1]))
    try:
        with pytest.raises(MachineError, match="full: make room"):
            publish(NEW, target, may_replace=anything)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert contents(target) == OLD
    assert names(tmp_path) == ["bundle"]


def test_a_full_disk_leaves_the_old_bundle(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", tmp_path], check=False)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here; the file size limit stands for the full disk")
    try:
        publish(OLD, tmp_path / "bundle", may_replace=anything)
        with pytest.raises(MachineError, match=r"No space left on device.*make room"):
            publish({"big.pdf": bytes(100_000)}, tmp_path / "bundle", may_replace=anything)
        assert contents(tmp_path / "bundle") == OLD
        assert names(tmp_path) == ["bundle"]
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("")
    with pytest.raises(MachineError, match=r"bundle cannot be written: .* choose another one with --out"):
        publish(NEW, tmp_path / "dist" / "bundle", may_replace=anything)


def test_a_folder_that_others_own(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "dist" / "bundle", may_replace=anything)
    child = os.fork()
    if child == 0:
        os._exit(as_nobody(tmp_path / "dist"))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == MachineError.exit_code
    assert contents(tmp_path / "dist" / "bundle") == OLD


def as_nobody(folder: Path) -> int:
    """The exit code of a build by someone who may not write there. The administrator becomes nobody."""
    try:
        folder.chmod(0o555)
        if os.getuid() == 0:
            os.setuid(65534)
        publish(NEW, folder / "bundle", may_replace=anything)
    except MachineError as error:
        return error.exit_code
    except BaseException:
        return 99
    return 0


def test_an_unknown_failure_of_the_exchange_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        files._exchange(tmp_path / "none", tmp_path / "neither")
    assert caught.value.errno == errno.ENOENT


# --- one file -------------------------------------------------------------------------------


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "programme.json"
    path.write_bytes(b"{}")
    path.chmod(0o600)
    replace_file(path, b'{"id": "a"}\n')
    assert path.read_bytes() == b'{"id": "a"}\n'
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["programme.json"]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"{}")
    link.symlink_to(real)
    replace_file(link, b"[]")
    assert link.is_symlink()
    assert real.read_bytes() == b"[]"


def test_a_file_that_does_not_fit_stays(tmp_path: Path) -> None:
    path = tmp_path / "programme.json"
    path.write_bytes(b"{}")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, before[1]))
    try:
        with pytest.raises(MachineError, match="full"):
            replace_file(path, bytes(100))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"{}"
    assert names(tmp_path) == ["programme.json"]
