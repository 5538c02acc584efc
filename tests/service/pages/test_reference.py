"""The HTTP reference."""

from fastapi.testclient import TestClient


def test_every_operation_is_listed(client: TestClient) -> None:
    """The page lists each path of the OpenAPI description."""
    paths = client.get("/openapi.json").json()["paths"]
    page = client.get("/docs").text

    assert "/sparql" in paths
    for path in paths:
        assert f">{path}<" in page
