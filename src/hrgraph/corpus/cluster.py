"""The processes or machines that shards are made on: Dask, on this machine or at the address of a cluster."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from multiprocessing import get_all_start_methods
from typing import Any, TypeVar

import dask
from distributed import Client, KilledWorker, LocalCluster, as_completed

from hrgraph.errors import BuildError

_AHEAD = 4
"""Tasks for each worker that Dask knows of at once: it is never idle, and memory stays flat."""
_SECONDS = "20s"
_START = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_SETTINGS = {
    "distributed.worker.multiprocessing-method": _START,
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.allowed-failures": 1,
    "distributed.comm.timeouts.connect": _SECONDS,
}
"""A forked worker has Dask loaded. Dask's profiler holds on to what a query of the engine has to let go of. A
shard that has ended two workers would end a third."""
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@contextmanager
def workers(number: int, scheduler: str = "") -> Iterator[Client]:
    """A client of so many processes on this machine, ended afterwards, or of the cluster at an address.

    Raises BuildError when no scheduler answers at that address.
    """
    with dask.config.set(_SETTINGS):
        if scheduler:
            try:
                client = Client(scheduler, timeout=_SECONDS)  # type: ignore[no-untyped-call]
            except (OSError, ValueError) as problem:
                raise BuildError(
                    f"no Dask scheduler answers at {scheduler}; start one with `dask scheduler`, "
                    "and workers that have this project in the same place with `dask worker`"
                ) from problem
            with client:
                yield client
            return
        local = LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=number,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
        with local, Client(local) as client:  # type: ignore[no-untyped-call]
            yield client


def dashboard(client: Client) -> str:
    """The address where the work can be watched: charts where Bokeh is installed, or else tables."""
    page = "status" if find_spec("bokeh") else "info/main/workers.html"
    return str(client.dashboard_link).rsplit("/", 1)[0] + "/" + page


def run_all(
    client: Client, task: Callable[[_Given], _Made], given: Iterable[_Given]
) -> Iterator[tuple[_Given, _Made | None]]:
    """What the task makes of everything given, as it is made; None where workers died of it.

    Only a few of those given are waiting at any time. What the task raises is raised here.
    """
    waiting = iter(given)
    at_once = max(1, len(client.nthreads())) * _AHEAD  # type: ignore[no-untyped-call]
    running: dict[Any, _Given] = {}

    def submit(one: _Given) -> Any:
        future = client.submit(task, one, pure=False)
        running[future.key] = one
        return future

    first = [submit(one) for one in islice(waiting, at_once)]
    done: Any = as_completed(first)  # type: ignore[no-untyped-call]
    for future in done:
        one = running.pop(future.key)
        try:
            made = future.result()
        except KilledWorker:
            made = None
        yield one, made
        for more in islice(waiting, 1):
            done.add(submit(more))
