"""/validate: the page, the report by Accept, and everything that stops a check."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import Graph

from hrgraph.service.app import create_app
from hrgraph.service.validation import Checker
from hrgraph.store.base import Store

SH = "http://www.w3.org/ns/shacl#"
ONTOLOGY = Path(__file__).parents[2] / "ontology"
TURTLE = {"Content-Type": "text/turtle"}
BROKEN = """
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/hrgraph/id/riga> a hr:Place ; rdfs:label "Rīga"@lv .
"""
CONTEXT = '{"@context": "http://127.0.0.1:8319/context", "@id": "x:a"}'

Make = Callable[[Checker | None], TestClient]


@pytest.fixture
def client_of(store: Store) -> Iterator[Make]:
    """Makes a client of the service with this checker."""
    clients: list[TestClient] = []

    def make(checker: Checker | None) -> TestClient:
        clients.append(TestClient(create_app(store, checker=checker), raise_server_exceptions=False))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(client_of: Make) -> TestClient:
    """A client of a service that checks against the real shapes."""
    return client_of(Checker(ONTOLOGY))


def test_form_needs_no_script(client: TestClient) -> None:
    """The page holds a plain form that posts to itself, and a way to the other language."""
    page = client.get("/validate", headers={"Accept": "text/html", "Accept-Language": "lv"})

    assert page.status_code == 200
    assert '<form action="/validate" method="post">' in page.text
    assert '<option value="turtle" selected>' in page.text
    assert "<script" not in page.text
    assert 'href="/validate?lang=en"' in page.text


def test_report_in_words(client: TestClient) -> None:
    """Which thing breaks which rule, and what would mend it, in the language asked for."""
    english = client.post("/validate", content=BROKEN, headers={**TURTLE, "Accept-Language": "en"})

    assert english.headers["content-type"] == "text/plain; charset=utf-8"
    assert "VIOLATION: id:riga\n" in english.text
    assert 'to mend: A thing needs two labels, add the missing one: rdfs:label "…"' in english.text


def test_report_as_rdf(client: TestClient) -> None:
    """The standard report in JSON-LD, of data in JSON-LD."""
    data = Graph().parse(data=BROKEN).serialize(format="json-ld")
    headers = {"Content-Type": "application/ld+json", "Accept": "application/ld+json"}
    answer = client.post("/validate", content=data, headers=headers)
    report = list(ox.parse(answer.content, format=ox.RdfFormat.JSON_LD))

    assert answer.headers["content-type"] == "application/ld+json"
    assert [quad.object.value for quad in report if quad.predicate.value == SH + "conforms"] == ["false"]
    assert [quad.object.value for quad in report if quad.predicate.value == SH + "focusNode"] == [
        "https://w3id.org/hrgraph/id/riga"
    ]


def test_page_with_findings(client: TestClient) -> None:
    """A person sees the findings below the form, with the data still in it, in Latvian."""
    fields = {"data": BROKEN, "syntax": "turtle"}
    page = client.post("/validate?lang=lv", data=fields, headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert "Rīga" in page.text
    assert "viens nosaukums latviski un tieši viens angliski, bez liekām atstarpēm." in page.text
    assert "Kā labot" in page.text


def test_malformed_rdf_names_the_line(client: TestClient) -> None:
    """A person sees it on the page, a program as a problem; both are told the line."""
    fields = {"data": "<x:a> <x:b> <x:c> .\n<x:a> ;", "syntax": "turtle"}
    page = client.post("/validate", data=fields, headers={"Accept": "text/html", "Accept-Language": "lv"})
    problem = client.post("/validate", content=CONTEXT, headers={"Content-Type": "application/ld+json"})

    assert page.status_code == 400
    assert "kļūda ir 2. rindā" in page.text
    assert "&lt;x:a&gt; ;" in page.text
    assert problem.status_code == 400
    assert json.loads(problem.text)["type"].endswith("/not-rdf")


@pytest.mark.parametrize(
    ("change", "content", "headers", "status", "code"),
    [
        ({"size": 100}, BROKEN, TURTLE, 413, "body-too-large"),
        ({"seconds": 0}, BROKEN, TURTLE, 503, "check-too-long"),
        ({"megabytes": 1}, BROKEN, TURTLE, 503, "check-failed"),
        ({"at_once": 0}, BROKEN, TURTLE, 503, "check-busy"),
        ({}, BROKEN, {"Content-Type": "text/css"}, 415, "rdf-type"),
        ({}, "a=b", {"Content-Type": "application/x-www-form-urlencoded"}, 400, "no-data"),
        ({}, BROKEN, {**TURTLE, "Accept": "image/png"}, 406, "not-acceptable"),
    ],
    ids=["size", "time", "memory", "number", "content type", "no data", "accept"],
)
def test_limits(
    client_of: Make, change: dict[str, int], content: str, headers: dict[str, str], status: int, code: str
) -> None:
    """Each limit has an error of its own that says what happened."""
    client = client_of(replace(Checker(ONTOLOGY), **change))  # type: ignore[arg-type]
    answer = client.post("/validate", content=content.encode(), headers=headers)

    assert answer.status_code == status
    assert json.loads(answer.text)["type"].endswith("/" + code)


def test_without_a_checker_nothing_is_checked(client_of: Make) -> None:
    """A server that was given no shapes says so."""
    assert client_of(None).post("/validate", content=BROKEN, headers=TURTLE).status_code == 501
