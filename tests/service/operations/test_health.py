"""Whether the service lives and is ready."""

import pyoxigraph as ox
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore


def test_ready_with_data(client: TestClient, store: OxigraphStore) -> None:
    """A service with data lives and is ready."""
    assert client.get("/health/live").json() == {"status": "live"}
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "statements": store.size()})


def test_not_ready_without_data() -> None:
    """A service over an empty store lives but is not ready."""
    with TestClient(create_app(OxigraphStore(ox.Store()))) as client:
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 503
        assert client.get("/").status_code == 200
