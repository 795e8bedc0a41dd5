"""Workers on other machines: the executor of a Dask scheduler, which decides who makes what."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, Final

from progpipe.batch.crew import AHEAD
from progpipe.errors import MachineError, MissingDependencyError, UsageError

PATIENCE: Final = 10  # seconds until there must be an answer, and a worker
ADDRESS: Final = re.compile(r"(?:(?:tcp|tls)://)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):[0-9]{1,5}")
LAST_PORT: Final = 65_535
LOUD: Final = ("distributed", "tornado", "dask")
INSTALL: Final = "the option --scheduler needs Dask: pip install 'progpipe[distributed]', the same on every host"
START: Final = "Start one with: dask worker {address} --nthreads 1"


@contextmanager
def open_scheduler(address: str) -> Iterator[Executor]:
    """An executor of the workers that the Dask scheduler at the address has. It also says how many tasks they take.

    Raises `MissingDependencyError` without `progpipe[distributed]`, `UsageError` for what is no address, and
    `MachineError` where no scheduler answers or no worker is there.
    """
    try:
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise MissingDependencyError(INSTALL) from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions that differ: `make` compares them, and says what matters
        _silence()
        client = _connected(distributed, address)
        try:
            executor = client.get_executor(pure=False)
            executor.capacity = lambda: AHEAD * _workers(client)
            yield executor
        finally:
            client.close(timeout=PATIENCE)


def _workers(client: Any) -> int:
    """How many there are now: some come, others go. None where the scheduler is gone."""
    try:
        return len(client.nthreads())
    except (OSError, RuntimeError, TimeoutError):
        return 0


def _connected(distributed: Any, address: str) -> Any:
    if not ADDRESS.fullmatch(address) or int(address.rpartition(":")[2]) > LAST_PORT:
        raise UsageError(f"{address!r} is no address of a scheduler: write tcp://HOST:8786 or tls://HOST:8786")
    _require_certificates(distributed, address)
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError) as error:
        said = f"no scheduler answers at {address}. Start it with: dask scheduler, and look whether its port is open"
        raise MachineError(said) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close(timeout=PATIENCE)
        raise MachineError(f"the scheduler at {address} has no worker. {START.format(address=address)}") from error
    return client


def _require_certificates(distributed: Any, address: str) -> None:
    """Those that TLS needs are named in Dask's own configuration."""
    if not address.startswith("tls://"):
        return
    try:
        if distributed.Security().get_connection_args("client")["ssl_context"] is not None:
            return
        cause = "the configuration of Dask names none"
    except OSError as error:  # also what OpenSSL says of them
        cause = str(error)
    raise UsageError(
        f"the certificates for {address} cannot be used: {cause}. The page about batch shows how to set them."
    )


def _silence() -> None:
    """What Dask logs of connections and workers is not for whoever waits for programmes."""
    for name in [*LOUD, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in LOUD:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
