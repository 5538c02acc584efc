"""Answers that are cut at the limit of rows, and how they say so."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.service.http.truncation import HEADER, Truncation
from hrgraph.service.sparql.spreadsheet import XLSX
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Format
from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool

ABOUT = "http://testserver/docs#limits"
COMMENTED = ("ttl", "nt", "nq", "trig", "rdf")


def select(rows: int, wide: str = "") -> str:
    """A SELECT of so many rows."""
    return f'SELECT ?x ("{wide}" AS ?wide) {{ VALUES ?x {{ {" ".join(map(str, range(rows)))} }} }}'


def construct(rows: int) -> str:
    """A CONSTRUCT of so many statements."""
    values = " ".join(map(str, range(rows)))
    return f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ VALUES ?x {{ {values} }} }}"


@pytest.fixture(scope="module")
def client(store: OxigraphStore) -> Iterator[TestClient]:
    """A client of a service with a limit of five rows."""
    with TestClient(create_app(store, Limits(rows=5)), headers={"Accept-Language": "en"}) as found:
        yield found


def read(form: Format, body: bytes) -> int:
    """The number of rows or statements in a body that a parser can read."""
    if form in GRAPH_FORMATS:
        known = ox.RdfFormat.from_media_type(form.media_type)
        assert known is not None
        return len(list(ox.parse(body, format=known)))
    if form.name == "csv":
        return body.count(b"\r\n") - 1
    results = ox.QueryResultsFormat.from_media_type(form.media_type)
    assert results is not None
    return len(list(ox.parse_query_results(body, format=results)))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [*SOLUTION_FORMATS, *GRAPH_FORMATS], ids=lambda form: str(form.name))
def test_boundary(client: TestClient, form: Format) -> None:
    """As many rows as the limit come whole and silently; one more is cut, and a header says so each time."""
    query = select if form in SOLUTION_FORMATS else construct
    for rows in (5, 6):
        for _ in range(2):
            asked = {"query": query(rows)}
            response = client.get("/sparql", params=asked, headers={"Accept": form.media_type})

            assert response.headers.get(HEADER) == (None if rows == 5 else "5")
            assert read(form, response.content) == 5
            is_said = form.name in (*COMMENTED, "json", "xml") and rows == 6
            assert (ABOUT.encode() in response.content) == is_said


def test_links_in_the_head(client: TestClient) -> None:
    """The link stands where SPARQL Results in JSON and XML have it, after the variables in XML."""
    body = client.get("/sparql", params={"query": select(6)}, headers={"Accept": "application/json"}).json()
    assert body["head"] == {"link": [ABOUT], "vars": ["x", "wide"]}

    accept = {"Accept": "application/xml"}
    tree = ET.fromstring(client.get("/sparql", params={"query": select(6)}, headers=accept).content)
    assert [(child.tag.partition("}")[2], child.get("href")) for child in tree[0]] == [
        ("variable", None),
        ("variable", None),
        ("link", ABOUT),
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "only the first 5 rows"), ("lv", "tikai pirmās 5 rindas")]
)
@pytest.mark.parametrize("query", [select, construct])
def test_page(client: TestClient, language: str, said: str, query: object) -> None:
    """The query page says that it was cut, where, and what to do; a page of a whole answer does not."""
    assert callable(query)
    headers = {"Accept": "text/html", "Accept-Language": language}
    cut, whole = (client.get("/sparql", params={"query": query(n)}, headers=headers) for n in (6, 5))

    assert said in cut.text
    assert "ORDER BY, LIMIT" in cut.text
    assert (cut.headers[HEADER], HEADER in whole.headers, said in whole.text) == ("5", False, False)


def test_excel(client: TestClient) -> None:
    """A cut sheet has the header; a whole one has not."""
    for rows in (5, 6):
        response = client.get("/sparql", params={"query": select(rows)}, headers={"Accept": XLSX.media_type})
        assert response.headers.get(HEADER) == (None if rows == 5 else "5")


def test_ask(client: TestClient) -> None:
    """A yes or no is never cut."""
    assert HEADER not in client.get("/sparql", params={"query": "ASK {}"}).headers


def test_scripts_of_other_sites_see_it(client: TestClient) -> None:
    """The header is one of those that a browser shows to other origins."""
    response = client.get("/sparql", params={"query": select(6)}, headers={"Origin": "https://example.org"})

    assert HEADER in response.headers["access-control-expose-headers"].split(", ")


def test_kept_answers(client: TestClient, store: OxigraphStore) -> None:
    """What the cache kept has the header too; a service with another limit gives another entity tag."""
    answers = [client.get("/sparql", params={"query": select(7)}) for _ in range(2)]
    assert [answer.headers[HEADER] for answer in answers] == ["5", "5"]
    assert answers[1].headers["x-cache"] == "hit"

    with TestClient(create_app(store, Limits(rows=6))) as other:
        assert other.get("/sparql", params={"query": select(7)}).headers["etag"] != answers[0].headers["etag"]


def test_counted(client: TestClient) -> None:
    """The metrics tell how many answers were cut."""
    client.get("/sparql", params={"query": select(8)})

    assert 'outcome="truncated",part="sparql",status="200"' in client.get("/metrics").text


def test_what_the_site_asks_itself(client: TestClient) -> None:
    """Pages and whole graphs are made of all rows, whatever the limit."""
    assert len(list(ox.parse(client.get("/graph?default").content, format=ox.RdfFormat.TURTLE))) > 5


def test_documented(client: TestClient, store: OxigraphStore) -> None:
    """The page that the link names tells the limit, or that there is none."""
    page = client.get("/docs").text
    assert 'id="limits"' in page
    assert "at most 5 rows" in page
    with TestClient(create_app(store, Limits(rows=0)), headers={"Accept-Language": "en"}) as free:
        assert "no limit to the rows" in free.get("/docs").text


def test_large_answers(build: Path) -> None:
    """An answer that comes in pieces has the header before its first byte; without a limit it has none."""
    text = select(3_000, "x" * 1_000)
    for limit, rows in ((2_000, 2_000), (3_000, 3_000), (0, 3_000)):
        pool = Pool(build / "hrgraph.nq", capacity=Capacity(workers=1, at_once=100_000))
        with TestClient(create_app(pool, Limits(rows=limit))) as client:
            for accept in ("application/json", "text/csv"):
                response = client.post("/sparql", data={"query": text}, headers={"Accept": accept})
                assert "content-length" not in response.headers
                assert response.headers.get(HEADER) == ("2000" if limit == 2_000 else None)
                if accept == "text/csv":
                    assert response.content.count(b"\r\n") == rows + 1
                else:
                    body = json.loads(response.content)
                    assert len(body["results"]["bindings"]) == rows
                    assert ("link" in body["head"]) == (limit == 2_000)


def test_breaking_off_is_an_error(build: Path) -> None:
    """With a limit of rows an answer that becomes too large is told of instead of breaking off."""
    pool = Pool(build / "hrgraph.nq", capacity=Capacity(workers=1, result_bytes=2_000_000))
    with TestClient(create_app(pool), headers={"Accept-Language": "en"}) as client:
        response = client.post("/sparql", data={"query": select(3_000, "x" * 1_000)})

    assert response.status_code == 413
    assert "2000000" in response.json()["detail"]


def test_heads_of_other_engines() -> None:
    """A link is put into the heads that other engines write, and never into values."""
    said = Truncation("json", 5, ABOUT)
    for head in (
        b'{ "head": { "vars": [] }',
        b'{"head":{"link":[],"vars":[]}',
        b'\n{\n"head" :\n{"vars":[]}',
    ):
        body = said.begun(head + b', "results": { "bindings": [] } }')
        assert json.loads(body)["head"] == {"link": [ABOUT], "vars": []}
    assert said.begun(b'["{\\"head\\":{"]') == b'["{\\"head\\":{"]'
    assert Truncation("xml", 5, ABOUT).begun(b"<s><head/></s>").count(b'<head><link href="http') == 1
