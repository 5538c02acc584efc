"""What `--store` names in, the store it means out: `memory`, a folder, or the address of an endpoint."""

import os
from pathlib import Path

from hrgraph.store.base import Store
from hrgraph.store.disk import DiskGraph, require_store
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.endpoints.remote import Address, Credentials, is_address
from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool

MEMORY = "memory"
"""The graph of the build, loaded into memory."""


def open_store(where: str, file: Path, limits: Limits | None = None) -> Store:
    """A store for the queries of whoever runs this process; `file` is the graph of the build.

    Raises StoreError where there is none or it does not answer, DataError for what is no address.
    """
    if is_address(where):
        return Endpoint(Address(where), Credentials.read(), limits)
    if where == MEMORY:
        return OxigraphStore.load(file, limits)
    return DiskGraph.load(Path(where), limits).opened()


def open_served(
    where: str, file: Path, limits: Limits | None = None, capacity: Capacity | None = None
) -> Store | Pool | Endpoint:
    """A store for the queries of anybody: limited, and where processes can fork a query can be stopped.

    Raises what `open_store` raises. A pool or an endpoint has to be closed.
    """
    can_fork = hasattr(os, "fork")
    if is_address(where):
        address = Address(where)
        # The syntax of a query is checked on no statements, which can take long too.
        checker = Pool(Path(os.devnull), limits, capacity) if can_fork else None
        endpoint = Endpoint(address, Credentials.read(), limits, capacity, checker)
        try:
            endpoint.reach()
        except BaseException:
            endpoint.close()
            raise
        return endpoint
    if not can_fork:
        return open_store(where, file, limits)
    if where == MEMORY:
        return Pool(file, limits, capacity)
    require_store(Path(where))
    return Pool(Path(where), limits, capacity)
