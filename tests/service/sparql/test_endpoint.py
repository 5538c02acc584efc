"""The endpoint over HTTP."""

import json
import re
import threading
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from hrgraph.errors import StoreError, TimedOut
from hrgraph.service.app import create_app
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Store

LABEL = 'SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(?l = "ģimenes"@lv) }'
Wrap = Callable[[Callable[[str], None]], Store]
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_three_ways_to_ask(client: TestClient, way: str) -> None:
    """A query sent by GET, as a form and as itself has the same answer."""
    if way == "get":
        response = client.get("/sparql", params={"query": LABEL})
    elif way == "form":
        response = client.post("/sparql", data={"query": LABEL})
    else:
        response = client.post("/sparql", content=LABEL, headers={"Content-Type": "application/sparql-query"})

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["results"]["bindings"] == [
        {"l": {"type": "literal", "value": "ģimenes", "xml:lang": "lv"}}
    ]


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: str(form.name))
def test_solution_formats(client: TestClient, form: object) -> None:
    """Each result format comes by Accept and by ?format=, and says the same."""
    name, media_type = next((known.name, known.media_type) for known in SOLUTION_FORMATS if known == form)
    by_header = client.get("/sparql", params={"query": LABEL}, headers={"Accept": media_type})
    by_field = client.get("/sparql", params={"query": LABEL, "format": name})

    assert by_header.content == by_field.content
    assert by_header.headers["content-type"].startswith(media_type)
    assert "ģimenes" in by_header.text


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: str(form.name))
def test_graph_formats(client: TestClient, form: object) -> None:
    """Each RDF format comes by Accept and can be read back whole."""
    known = next(known for known in GRAPH_FORMATS if known == form)
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o)) }"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": known.media_type})
    triples = client.get("/sparql", params={"query": query, "format": "nt"}).content
    read_as = ox.RdfFormat.from_media_type(known.media_type)
    assert read_as is not None

    found = {quad.triple for quad in ox.parse(response.content, format=read_as)}

    assert response.headers["content-type"].startswith(known.media_type)
    assert found == {quad.triple for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)}


def test_dataset_of_the_request(client: TestClient) -> None:
    """default-graph-uri and named-graph-uri choose what is seen, also against FROM."""
    graph = "https://w3id.org/hrgraph/graph/inferred"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    params = {"query": count, "default-graph-uri": graph, "format": "csv"}

    assert client.get("/sparql", params=params).text == "n\r\n3\r\n"
    params["query"] = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/hrgraph/graph/entities> { ?s ?p ?o }"
    assert client.get("/sparql", params=params).text == "n\r\n3\r\n"
    params = {"query": "ASK { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "https://example.org/none"}
    assert client.get("/sparql", params=params).json()["boolean"] is False


def test_head_is_get_without_the_body(client: TestClient) -> None:
    """HEAD has the headers of GET, the length included, and no body."""
    head = client.head("/sparql", params={"query": LABEL})
    get = client.get("/sparql", params={"query": LABEL})

    assert head.content == b""
    of_each = {"x-request-id", "x-cache", "age"}
    assert {n: v for n, v in head.headers.items() if n not in of_each} == {
        n: v for n, v in get.headers.items() if n not in of_each
    }
    assert (head.status_code, head.content) == (200, b"")


def test_any_origin_may_ask(client: TestClient) -> None:
    """CORS is open to all origins, without credentials, for answers, errors and preflights."""
    origin = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql", headers=origin)
    answers = [client.get("/sparql", params={"query": query}, headers=origin) for query in ("ASK {}", "ASK")]

    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for response in (preflight, *answers):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers


def test_nothing_acceptable_lists_the_formats(client: TestClient) -> None:
    """406 names what there is."""
    response = client.get("/sparql", params={"query": LABEL}, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/csv" in response.json()["detail"]


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("text/plain", 415), ("application/sparql-update", 415), ("application/json", 415)],
)
def test_posting_something_else(client: TestClient, content_type: str, status: int) -> None:
    """Other media types than the two of the protocol are refused."""
    assert (
        client.post("/sparql", content="ASK {}", headers={"Content-Type": content_type}).status_code == status
    )


def test_body_over_the_limit(client: TestClient) -> None:
    """A body over the limit is refused, one at the limit is not."""
    headers = {"Content-Type": "application/sparql-query"}

    assert client.post("/sparql", content="ASK {}".ljust(10_000), headers=headers).status_code == 200
    response = client.post("/sparql", content="ASK {}".ljust(10_001), headers=headers)
    assert (response.status_code, response.json()["type"][-14:]) == (413, "body-too-large")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(client: TestClient, method: str) -> None:
    """Other methods are not allowed."""
    response = client.request(method, "/sparql")

    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "*/*"])
def test_service_description(client: TestClient, accept: str) -> None:
    """Without a query the endpoint describes itself in RDF (SPARQL 1.1 Service Description)."""
    response = client.get("/sparql", headers={"Accept": accept})
    read_as = ox.RdfFormat.from_media_type(response.headers["content-type"].partition(";")[0])
    assert read_as is not None
    triples = {quad.triple for quad in ox.parse(response.content, format=read_as)}
    here = ox.NamedNode("http://testserver/sparql")

    assert ox.Triple(here, ox.NamedNode(SD + "endpoint"), here) in triples
    assert len([triple for triple in triples if triple.predicate.value == SD + "name"]) == 4


def test_description_does_not_trust_the_host(client: TestClient) -> None:
    """A Host header that is no host name cannot put anything into the query behind the description."""
    response = client.get("/sparql", headers={"Host": "x>;drop"})

    assert "drop" not in response.text


def test_no_query_where_results_are_asked_for(client: TestClient) -> None:
    """Whoever asks for results must send a query."""
    response = client.get("/sparql", headers={"Accept": "application/sparql-results+json"})

    assert (response.status_code, response.json()["type"][-8:]) == (400, "no-query")


def test_browser_gets_the_form(browser: TestClient) -> None:
    """A browser gets a page with a query form."""
    page = browser.get("/sparql")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_browser_gets_a_table(browser: TestClient) -> None:
    """A browser that sends a query gets a table with links, and the query back in the form."""
    query = LABEL.replace("?l {", "?s ?l ?n {").replace("FILTER", "BIND(1 AS ?n) FILTER")
    page = browser.get("/sparql", params={"query": query}).text

    assert re.search(r'<td[^>]* title="id:families"><a href="/id/families">families</a>', page)
    assert '<span lang="lv">ģimenes</span>' in page
    assert "rows: 1" in page
    assert "FILTER(?l = &#34;ģimenes&#34;@lv)" in page


def test_browser_gets_yes_no_and_turtle(browser: TestClient) -> None:
    """ASK is answered in words and DESCRIBE as Turtle on the page."""
    assert "Yes" in browser.get("/sparql", params={"query": "ASK {}"}).text
    assert "Jā" in browser.get("/sparql", params={"query": "ASK {}", "lang": "lv"}).text
    described = browser.get("/sparql", params={"query": "DESCRIBE <https://w3id.org/hrgraph/id/families>"})
    assert "id:families a hr:PersonGroup" in described.text
    assert "Nothing matches" in browser.get("/sparql", params={"query": "SELECT * { ?s <a:b> ?o }"}).text


def test_the_query_page_alone_may_run_scripts(browser: TestClient) -> None:
    """Its policy takes scripts of this site and nothing inline; every other page takes none."""
    policy = browser.get("/sparql").headers["content-security-policy"]

    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe" not in policy
    assert "script-src" not in browser.get("/").headers["content-security-policy"]


def test_excel(client: TestClient) -> None:
    """The answer to a SELECT comes as an Excel file; what is no table does not."""
    found = client.get("/sparql", params={"query": LABEL, "format": "xlsx"})
    refused = client.get("/sparql", params={"query": "ASK {}", "format": "xlsx"})

    assert found.headers["content-type"].endswith("spreadsheetml.sheet")
    assert found.headers["content-disposition"] == 'attachment; filename="answer.xlsx"'
    assert found.content.startswith(b"PK")
    assert refused.status_code == 406


def test_browser_sees_where_the_query_is_wrong(browser: TestClient) -> None:
    """An error stands on the query page with its line, its column and the query."""
    page = browser.get("/sparql", params={"query": "SELECT * {\n  ?s rdfs:label ?l }"})

    assert page.status_code == 400
    assert "line 2, column 6" in page.text
    assert "<pre>  ?s rdfs:label ?l }\n     ▲</pre>" in page.text


def test_what_is_asked_is_escaped(browser: TestClient) -> None:
    """Nothing in a query or in the graph becomes markup."""
    query = "SELECT ('<script>alert(1)</script>' AS ?x) {} #<script>"
    page = browser.get("/sparql", params={"query": query}).text

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_shows_the_first_rows(browser: TestClient) -> None:
    """A long answer is cut on the page, which says so."""
    numbers = " ".join(str(number) for number in range(1001))
    page = browser.post("/sparql", data={"query": f"SELECT ?n {{ VALUES ?n {{ {numbers} }} }}"}).text

    assert "rows: 1001; the first 1000 are here" in page
    assert page.count('<td class="number">') == 1000


def test_light_query_is_answered_while_a_heavy_one_runs(wrap: Wrap) -> None:
    """A query that takes long holds up no other."""
    started, go_on = threading.Event(), threading.Event()

    def slow(text: str) -> None:
        if "heavy" in text:
            started.set()
            assert go_on.wait(30)

    answers: dict[str, int] = {}
    with TestClient(create_app(wrap(slow))) as client:

        def ask() -> None:
            answers["heavy"] = client.get("/sparql", params={"query": "ASK {} # heavy"}).status_code

        heavy = threading.Thread(target=ask)
        heavy.start()
        assert started.wait(30)
        answers["light"] = client.get("/sparql", params={"query": "ASK {}"}).status_code
        assert "heavy" not in answers
        go_on.set()
        heavy.join(30)

    assert answers == {"light": 200, "heavy": 200}


@pytest.mark.parametrize(
    ("error", "status"),
    [(StoreError("secret path"), 502), (TimedOut("over 10 s"), 503), (ZeroDivisionError("secret path"), 500)],
)
def test_failures_show_nothing_of_the_inside(wrap: Wrap, error: Exception, status: int) -> None:
    """A failing store is an error with a status and no trace of what happened inside."""

    def fail(_: str) -> None:
        raise error

    with TestClient(create_app(wrap(fail)), raise_server_exceptions=False) as client:
        for accept in ("*/*", "text/html"):
            response = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
            assert response.status_code == status
            assert "secret" not in response.text
            assert "Traceback" not in response.text
        assert json.loads(client.get("/sparql?query=ASK{}").content)["status"] == status
