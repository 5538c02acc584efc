"""What --store names."""

import os
from pathlib import Path

import pytest

from hrgraph.errors import DataError, StoreError
from hrgraph.store.base import Store
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.opening import MEMORY, open_served, open_store
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool


def test_each_kind(named: Path, folder: Path, in_oxigraph: Endpoint) -> None:
    """Memory, a folder and an address are three stores with the same graph, for oneself and for others."""
    for where in (MEMORY, str(folder), in_oxigraph.address.query):
        found: Store = open_store(where, named)
        assert b"true" in found.query("ASK { <https://example.org/a> ?p ?o }").content()
        served = open_served(where, named)
        assert isinstance(served, Pool | Endpoint)
        try:
            assert (served.size(), served.version()) == (4, in_oxigraph.version())
        finally:
            served.close()


def test_without_fork(named: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot fork, queries run in this one."""
    monkeypatch.delattr(os, "fork")
    for where in (MEMORY, str(folder)):
        assert isinstance(open_served(where, named), OxigraphStore)


@pytest.mark.parametrize("opens", [open_store, open_served])
def test_what_is_not_there(opens: object, tmp_path: Path) -> None:
    """A folder without a store, a server that is away and a password in an address are errors that say so."""
    assert callable(opens)
    with pytest.raises(StoreError, match="there is no store"):
        opens(str(tmp_path / "none"), tmp_path / "hrgraph.nq")
    with pytest.raises(DataError, match="must hold no password") as caught:
        opens("http://name:secret@127.0.0.1/", tmp_path)
    assert "secret" not in str(caught.value)


def test_an_endpoint_that_is_away(tmp_path: Path) -> None:
    """Nobody is served from an endpoint that does not answer at the start."""
    with pytest.raises(StoreError, match="does not answer"):
        open_served("http://127.0.0.1:9/", tmp_path)
