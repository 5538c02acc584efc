"""What holds for every response."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/health/live", "/nothing", "/static/style.css", "/ontology"]
)
def test_head_and_headers_everywhere(client: TestClient, path: str) -> None:
    """HEAD answers as GET does everywhere; any origin may read; nothing is sniffed."""
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    for response in (head, get):
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["x-content-type-options"] == "nosniff"
