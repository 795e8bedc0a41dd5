"""Stages, emitters, rules and validators, found by name through entry points; the built-in ones arrive the same way.

Installed is not enabled: nothing is loaded before it is asked for, and there are no priorities.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import Distribution, EntryPoint, entry_points
from types import MappingProxyType
from typing import Final, cast

from progpipe.errors import MissingDependencyError, PluginError, ProgpipeError, UsageError
from progpipe.interfaces import Artefact, Context, Declaration, Emitter, Stage, declaration
from progpipe.publication import Publication

STAGES: Final = "progpipe.stages"
EMITTERS: Final = "progpipe.emitters"
RULES: Final = "progpipe.rules"
VALIDATORS: Final = "progpipe.validators"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """An installed stage, emitter, rule or validator, not loaded: its name and where it comes from.

    `kind` is `stage`, `emitter`, `rule` or `validator`; `target` is what the entry point names (`module:function`).
    """

    kind: str
    name: str
    distribution: str
    version: str
    target: str

    def load(self) -> object:
        """The function itself. Raises `MissingDependencyError` with the cause where it cannot be had."""
        try:
            found = EntryPoint(name=self.name, value=self.target, group="").load()
        except (Exception, SystemExit) as error:  # whatever a stranger's module raises while it is imported
            raise self._broken(f"{type(error).__name__}: {error}") from error
        if not callable(found):
            raise self._broken(f"{self.target} is not a function")
        return cast("object", found)

    @contextmanager
    def running(self) -> Iterator[None]:
        """While the plugin runs: what it raises by accident becomes a `PluginError` that names it."""
        try:
            yield
        except (ProgpipeError, OSError):  # what it says on purpose, and what the machine does
            raise
        except Exception as error:
            raise self._failed(f"{type(error).__name__}: {error}") from error

    def _failed(self, cause: str) -> PluginError:
        return PluginError(
            f"the {self.kind} {self.name} of {self.distribution} {self.version} failed: {cause}. "
            f"Report it to whoever makes {self.distribution}, with the traceback that PROGPIPE_TRACEBACK=1 shows."
        )

    def _broken(self, cause: str) -> MissingDependencyError:
        return MissingDependencyError(
            f"the {self.kind} {self.name} of {self.distribution} {self.version} cannot be loaded: {cause}. "
            f"Install what it lacks, or reinstall or remove {self.distribution}."
        )


def stages() -> Mapping[str, Plugin]:
    """The installed stages by name. Raises `UsageError` where two have the same name."""
    return _plugins(STAGES, "stage")


def emitters() -> Mapping[str, Plugin]:
    """The installed emitters by name. Raises `UsageError` where two have the same name."""
    return _plugins(EMITTERS, "emitter")


def rules() -> Mapping[str, Plugin]:
    """The installed rules of the linter by name. Raises `UsageError` where two have the same name."""
    return _plugins(RULES, "rule")


def validators() -> Mapping[str, Plugin]:
    """The installed validators by name. Raises `UsageError` where two have the same name."""
    return _plugins(VALIDATORS, "validator")


def run_stage(name: str, publication: Publication, context: Context) -> Publication:
    """What the stage with that name makes of the publication.

    Raises `UsageError` for a name that does not exist or that two distributions claim, `MissingDependencyError`
    for a stage that cannot be loaded, `PluginError` for one that fails, and what the stage raises on purpose.
    """
    plugin = _find(stages(), "stage", name)
    stage = cast("Stage", plugin.load())
    with plugin.running():
        made = stage(publication, context)
        if not isinstance(made, Publication):
            raise TypeError(f"it gave {type(made).__name__}, not a Publication")
    return made


def run_emitter(name: str, publication: Publication, context: Context) -> tuple[Artefact, ...]:
    """The artefacts that the emitter with that name makes. Raises what `run_stage` raises."""
    plugin = _find(emitters(), "emitter", name)
    emitter = cast("Emitter", plugin.load())
    with plugin.running():
        made = tuple(emitter(publication, context))
        if strange := next((item for item in made if not isinstance(item, Artefact)), None):
            raise TypeError(f"it gave {type(strange).__name__}, not an Artefact")
    return made


def declared(kind: str, name: str) -> tuple[Plugin, Declaration]:
    """The stage or the emitter (`kind`) with that name, and what it says of itself. Raises what `run_stage` raises."""
    plugin = _find(stages() if kind == "stage" else emitters(), kind, name)
    return plugin, declaration(plugin.load())


def _find(plugins: Mapping[str, Plugin], kind: str, name: str) -> Plugin:
    if name in plugins:
        return plugins[name]
    close = get_close_matches(name, plugins, n=1)
    suggestion = f" Did you mean {close[0]}?" if close else ""
    known = ", ".join(plugins) or "none"
    raise UsageError(f"there is no {kind} called {name!r}.{suggestion} Installed: {known}.")


def _plugins(group: str, kind: str) -> Mapping[str, Plugin]:
    return _found(group, kind, tuple(sys.path))


@lru_cache(maxsize=32)
def _found(group: str, kind: str, path: tuple[str, ...]) -> Mapping[str, Plugin]:  # noqa: ARG001 - where they are
    """What is installed on this path: a build asks a dozen times, and every distribution is opened for it."""
    named: defaultdict[str, list[Plugin]] = defaultdict(list)
    # A distribution that is on the path twice is one to `entry_points`: the first wins, as in an import.
    for entry in entry_points(group=group):
        distribution, version = _owner(entry.dist)
        plugin = Plugin(kind=kind, name=entry.name, distribution=distribution, version=version, target=entry.value)
        if plugin not in named[plugin.name]:
            named[plugin.name].append(plugin)
    return MappingProxyType({name: _only(found) for name, found in sorted(named.items())})


@lru_cache(maxsize=64)
def _owner(distribution: Distribution | None) -> tuple[str, str]:
    """The name and the version of a distribution, for which its whole description is parsed."""
    source = distribution.metadata if distribution else None
    return (source and source["Name"]) or "an unnamed distribution", (source and source["Version"]) or ""


def _only(found: list[Plugin]) -> Plugin:
    if len(found) == 1:
        return found[0]
    first = found[0]
    owners = " and ".join(f"{plugin.distribution} {plugin.version} ({plugin.target})" for plugin in found)
    raise UsageError(f"two {first.kind}s are called {first.name!r}: {owners}. Remove one of these distributions.")
