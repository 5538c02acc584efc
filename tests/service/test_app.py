"""The application as a whole."""

from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore


def test_unknown_address(client: TestClient) -> None:
    """An address that there is not is a 404 problem."""
    response = client.get("/no/such/address")

    assert (response.status_code, response.json()["type"][-12:]) == (404, "unknown-page")


def test_closing(store: OxigraphStore) -> None:
    """What is to be done at the end is done when the application shuts down."""
    closed: list[bool] = []
    with TestClient(create_app(store, on_close=lambda: closed.append(True))):
        assert closed == []

    assert closed == [True]
