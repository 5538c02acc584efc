"""Short links to queries."""

import zlib
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from fastapi.testclient import TestClient

from hrgraph.service.sparql.share import code_of, query_of

QUERY = 'SELECT ?s WHERE {\n  ?s ?p "plāns"@lv .\n}'


@pytest.mark.parametrize("query", [QUERY, "ASK {}", "x" * 5000, "ž"])
def test_there_and_back(query: str) -> None:
    """A code stands for just the query that it was made of."""
    assert query_of(code_of(query), 10_000) == query


def test_links_are_short(root: Path) -> None:
    """The competency questions need less than half of what their queries need in an address."""
    queries = [file.read_text(encoding="utf-8") for file in (root / "queries" / "cq").glob("*.rq")]

    assert sum(len(code_of(query)) for query in queries) < sum(len(quote(query)) for query in queries) / 2


def test_links_in_use_stay() -> None:
    """A code made by an earlier version still means the same."""
    assert query_of("cwz2hugoVrAvUFAqyDnSmFes5JBTBpSrBQA", 1000) == 'ASK {\n  ?s ?p "plāns"@lv .\n}'


def test_a_link_leads_to_the_query(client: TestClient) -> None:
    """The link opens the query page with the query, in the language chosen by hand."""
    found = client.get(f"/q/{code_of(QUERY)}?lang=lv")
    fields = parse_qs(urlsplit(found.headers["location"]).query)

    assert (found.status_code, fields) == (303, {"query": [QUERY], "format": ["html"], "lang": ["lv"]})


def test_the_query_page_offers_link_and_programs(browser: TestClient) -> None:
    """Beside a query stand its short link and programs that ask it."""
    page = browser.get("/sparql", params={"query": QUERY, "format": "html"}).text

    assert f"http://testserver/q/{code_of(QUERY)}" in page
    assert "curl -s http://testserver/sparql" in page
    assert "/q/" not in browser.get("/sparql").text


def bomb() -> str:
    """A short code for a great deal."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return urlsafe_b64encode(packer.compress(b"x" * 1_000_000) + packer.flush()).rstrip(b"=").decode()


@pytest.mark.parametrize("code", ["!!!", "AAAA", "a", bomb(), code_of(QUERY)[:-4]])
def test_no_link(client: TestClient, code: str) -> None:
    """What is no code, or one for more than a query may have, is not found."""
    assert client.get(f"/q/{quote(code)}").status_code == 404
