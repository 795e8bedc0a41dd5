"""Everything that is done with the project, one session each; `./run SESSION...` brings nox along.

Two environments serve all sessions but two: `runtime` has what progpipe needs, `develop` also what working on it
needs. `validators` has what `conformance` judges files with, `bench` what progpipe is measured beside. All are filled
from the locks in `requirements/`, and only when a lock has changed.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import nox

ROOT = Path(__file__).parent
LOCKS = ROOT / "requirements"
SOURCE = ROOT / "source" / "alingsas-2027-2030.json"
PACKAGES = (str(ROOT), str(ROOT / "tests" / "thirdparty"))
INPUTS = {
    "nox": ["--group=nox"],
    "build": ["--group=build"],
    "runtime": ["pyproject.toml"],
    "bench": ["pyproject.toml", "--extra=preview", "--group=bench"],
    "check": ["pyproject.toml", "--extra=check", "--group=tests"],
    "develop": ["pyproject.toml", *(f"--group={group}" for group in ("tests", "lint", "types", "docs"))],
}
LOCKED = ("--quiet", "--require-hashes", "--requirement")

nox.options.default_venv_backend = "venv"
nox.options.envdir = str(ROOT / ".nox")
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "typecheck", "docs", "wheel", "tests", "conformance"]


# --- environments -----------------------------------------------------------------------------


@nox.session(default=False)
def runtime(session: nox.Session) -> None:
    """The environment .nox/runtime: the checkout, and what it needs."""
    _fill(session, LOCKS / "runtime.txt")


@nox.session(default=False)
def develop(session: nox.Session) -> None:
    """The environment .nox/develop: also what tests, lint, types and docs need. Good for an editor."""
    _fill(session, LOCKS / "develop.txt")


@nox.session(default=False)
def validators(session: nox.Session) -> None:
    """The environment .nox/validators: the checkout, and all validators, from pip and npm. Chromium is the system's."""
    _fill(session, LOCKS / "check.txt")
    session.run("python", "-m", "progpipe.check.install")
    session.run("python", str(ROOT / "tests" / "conformance" / "reading_system" / "install.py"))


def _fill(session: nox.Session, lock: Path) -> None:
    """Install the lock and the checkout, unless exactly these are there.

    What builds a package comes from a lock too: hence no isolated builds, which would fetch it unlocked.
    """
    parts = (LOCKS / "build.txt", lock, ROOT / "pyproject.toml")
    wanted = hashlib.sha256(b"\0".join([bytes(ROOT), *(path.read_bytes() for path in parts)])).hexdigest()
    stamp = Path(session.virtualenv.location, "filled")
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        session.log("has everything that the locks name")
        return
    session.install(*LOCKED, str(LOCKS / "build.txt"))
    session.install(*LOCKED, str(lock), "--no-build-isolation")
    session.install("--quiet", "--no-build-isolation", "--no-deps", "--editable", ".")
    stamp.write_text(wanted, encoding="ascii")


def _python(session: nox.Session, environment: str, *arguments: str) -> None:
    session.run(str(ROOT / ".nox" / environment / "bin" / "python"), *arguments, external=True)


# --- the programme ----------------------------------------------------------------------------


@nox.session(python=False, requires=["runtime"], default=False)
def build(session: nox.Session) -> None:
    """The real programme in all formats, into dist/. Options of `progpipe build` may follow `--`."""
    _publish(session)


@nox.session(python=False, requires=["runtime"], default=False)
def html(session: nox.Session) -> None:
    """The real programme as HTML alone, into dist/."""
    _publish(session, "--format", "html")


@nox.session(python=False, requires=["runtime"], default=False)
def pdf(session: nox.Session) -> None:
    """The real programme as PDF alone, into dist/."""
    _publish(session, "--format", "pdf")


@nox.session(python=False, requires=["runtime"], default=False)
def epub(session: nox.Session) -> None:
    """The real programme as EPUB alone, into dist/."""
    _publish(session, "--format", "epub")


def _publish(session: nox.Session, *options: str) -> None:
    _python(session, "runtime", "-m", "progpipe", "build", str(SOURCE.relative_to(ROOT)), *options, *session.posargs)


# --- what must hold ---------------------------------------------------------------------------


@nox.session(python=False, requires=["develop"])
def lint(session: nox.Session) -> None:
    """Ruff's rules and format; a licence for every file."""
    _python(session, "develop", "-m", "ruff", "check", ".")
    _python(session, "develop", "-m", "ruff", "format", "--check", ".")
    _python(session, "develop", "-m", "reuse", "lint", "--quiet")


@nox.session(python=False, requires=["develop"])
def typecheck(session: nox.Session) -> None:
    """Types, as strict as mypy can be."""
    _python(session, "develop", "-m", "mypy")


@nox.session(python=False, requires=["develop"])
def tests(session: nox.Session) -> None:
    """All tests. Arguments of pytest may follow `--`."""
    _python(session, "develop", "-m", "pytest", "--numprocesses", "auto", *session.posargs)


@nox.session(python=False, requires=["validators"])
def conformance(session: nox.Session) -> None:
    """Every validator on everything that is published, and on damaged files. Arguments of pytest may follow `--`."""
    together = ("--numprocesses", "auto", "--dist", "loadgroup")
    _python(session, "validators", "-m", "pytest", "tests/conformance", *together, *session.posargs)


@nox.session(python=False, requires=["develop"])
def docs(session: nox.Session) -> None:
    """The documentation, into docs/_build/. A warning is an error."""
    _python(session, "develop", "-m", "sphinx", "-W", "--keep-going", "docs", "docs/_build")


@nox.session(python=False, requires=["develop"])
def wheel(session: nox.Session) -> None:
    """The wheel: built, installed elsewhere with nothing but what it needs, and used there.

    It makes the same bytes as the checkout, and finds the emitter of another distribution.
    """
    with tempfile.TemporaryDirectory(prefix="progpipe wheel ") as folder, session.chdir(folder):
        python = _install_elsewhere(session, Path(folder))
        shutil.copy(SOURCE, folder)
        session.run(python, "-m", "progpipe", "build", SOURCE.name, external=True)
        _python(session, "develop", "-m", "progpipe", "build", str(SOURCE), "--out", "checkout")
        with session.chdir(Path("dist", SOURCE.stem)):
            session.run("sha256sum", "--check", "--strict", "SHA256SUMS", external=True)
            session.run("cmp", "SHA256SUMS", f"{folder}/checkout/{SOURCE.stem}/SHA256SUMS", external=True)
        session.run(python, "-m", "progpipe", "build", SOURCE.name, "--format", "loften", external=True)


def _install_elsewhere(session: nox.Session, folder: Path) -> str:
    """The Python of a fresh environment: the locked dependencies, our wheel, and the package in tests/thirdparty."""
    wheels, python = folder / "wheels", str(folder / "venv" / "bin" / "python")
    alone = ("--quiet", "--no-deps", "--no-index")
    _python(session, "develop", "-m", "pip", "wheel", *alone, "--no-build-isolation", "-w", str(wheels), *PACKAGES)
    _python(session, "develop", "-m", "venv", str(folder / "venv"))
    pip = (python, "-m", "pip")
    session.run(*pip, "install", *LOCKED, str(LOCKS / "runtime.txt"), external=True)
    session.run(*pip, "install", *alone, *map(str, sorted(wheels.iterdir())), external=True)
    session.run(*pip, "check", external=True)
    return python


# --- how fast it is ---------------------------------------------------------------------------


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """What progpipe costs beside other tools, in one run: docs/performance.md says how. `-- --help` lists options."""
    _fill(session, LOCKS / "bench.txt")
    session.run("python", "-m", "bench", *session.posargs)


# --- upkeep -----------------------------------------------------------------------------------


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """The locks in requirements/, from pyproject.toml. With `-- --upgrade`, the newest versions.

    One lock serves every Python and every kind of machine.
    """
    session.install("uv==0.13.9")
    compile_lock = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--fork-strategy=fewest")
    plain = ("--generate-hashes", "--no-emit-index-url", "--custom-compile-command=./run lock")
    for name, inputs in INPUTS.items():
        session.run(*compile_lock, *plain, *inputs, f"--output-file=requirements/{name}.txt", *session.posargs)
