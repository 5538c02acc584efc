"""What holds for every response."""

import re

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
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "unsafe" not in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/sparql", "/search?q=plans", "/ontology", "/page/families", "/docs"])
def test_nothing_inline(browser: TestClient, path: str) -> None:
    """No page holds what the content security policy forbids: inline scripts, styles, handlers."""
    page = browser.get(path).text

    inline = r'<script(?![^>]*src=|[^>]*json")|<style|\sstyle=|\son[a-z]+=|javascript:'
    assert not re.search(inline, page)
