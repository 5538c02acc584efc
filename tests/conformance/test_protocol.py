"""The W3C tests of the SPARQL 1.1 Protocol, Service Description and Graph Store Protocol."""

import email
import re
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest

from hrgraph.rdf import terms

from .same import same_graph
from .shelf import CLIENT, SHELF, cases, load, needs_suite
from .suite import Exchange, ProtocolTest, protocol_tests

READING = ("GET", "HEAD")
GSP = "http://www.example/gsp/"
NEW = terms.GRAPH + "new"
"""The graph that a server which can write would make at a POST."""

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = {
    "boolean": r"application/sparql-results\+(json|xml)",
    "tabular": r"application/sparql-results\+(json|xml)|text/(csv|tab-separated-values)",
    "RDF": r"text/turtle|application/(n-triples|rdf\+xml|ld\+json)",
}


def _send(exchange: Exchange, path: str) -> tuple[int, str, bytes]:
    response = CLIENT.request(exchange.method, path, content=exchange.body, headers=exchange.headers)
    return response.status_code, response.headers.get("content-type", ""), response.content


def _is_expected(status: int, statuses: tuple[str, ...]) -> bool:
    names = {200: "OK", 404: "NotFound"}
    return f"StatusCode{status // 100}xx" in statuses or names.get(status) in statuses


@needs_suite
@pytest.mark.parametrize(
    "test", cases(test for test in protocol_tests("protocol/manifest.ttl") if "/update_" not in test.id)
)
def test_protocol(test: ProtocolTest) -> None:
    """Each request is answered with the status, the truth and the kind of format that the test expects."""
    SHELF.put([quad for iri, file in test.graphs for quad in load(file, iri)])
    for exchange in test.exchanges:
        status, content_type, body = _send(exchange, exchange.path.replace("/sparql/", "/sparql", 1))

        assert _is_expected(status, exchange.statuses), body
        if exchange.format is not None:
            assert re.match(FORMATS[exchange.format], content_type)
        if exchange.truth is not None:
            assert ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
            assert (b"true" in body) == exchange.truth


@needs_suite
@pytest.mark.parametrize(
    "test", cases(test for test in protocol_tests("protocol/manifest.ttl") if "/update_" in test.id)
)
def test_updates_are_refused(test: ProtocolTest) -> None:
    """An update is refused with a reason, whichever way it is sent, and nothing changes."""
    SHELF.put([quad for iri, file in test.graphs for quad in load(file, iri)])
    before = SHELF.inner.size()
    for exchange in test.exchanges:
        if b"ASK" in exchange.body or "ASK" in exchange.path or b"SELECT" in exchange.body:
            continue  # asks whether the update was done
        status, content_type, body = _send(exchange, exchange.path.replace("/sparql/", "/sparql", 1))

        assert 400 <= status < 500
        assert content_type == "application/problem+json"
        assert b"SPARQL Update" in body
    assert SHELF.inner.size() == before


@needs_suite
@pytest.mark.parametrize(
    "test",
    cases(
        protocol_tests(
            "graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl"
        )
    ),
)
def test_graph_store(test: ProtocolTest) -> None:
    """Graphs are read as the test expects; each request to write one is refused and done aside instead."""
    held: dict[str, list[ox.Quad]] = {}
    for exchange in test.exchanges:
        path, iri = _here(exchange.path)
        SHELF.put([quad for quads in held.values() for quad in quads])
        status, content_type, body = _send(exchange, path)
        if exchange.method not in READING:
            assert (status, content_type) == (405, "application/problem+json"), body
            _write(held, exchange, iri)
            continue

        assert _is_expected(status, exchange.statuses), body
        if exchange.content is not None:
            assert content_type == "text/turtle; charset=utf-8"
            assert same_graph(body, ox.RdfFormat.TURTLE, exchange.content.encode(), ox.RdfFormat.TURTLE)


def _here(path: str) -> tuple[str, str]:
    """The address of the test on this service, and the IRI of the graph meant."""
    for there, here in ((quote(GSP, safe=""), quote(terms.GRAPH, safe="")), (GSP, terms.GRAPH)):
        path = path.replace(there, here)
    ours = path.replace("/gsp", "/graph", 1).replace("$LOCATION$", quote(NEW, safe=""))
    _, _, given = ours.partition("?graph=")
    if ours == "/graph":
        return ours, NEW
    return ours, unquote(given) if given else terms.GRAPH + ours.removeprefix("/graph/")


def _write(held: dict[str, list[ox.Quad]], exchange: Exchange, iri: str) -> None:
    if exchange.method == "DELETE":
        held.pop(iri, None)
        return
    quads = []
    for content in _contents(exchange):
        found = ox.parse(content, format=ox.RdfFormat.TURTLE)
        quads += [ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(iri)) for quad in found]
    held[iri] = quads if exchange.method == "PUT" else held.get(iri, []) + quads


def _contents(exchange: Exchange) -> list[bytes]:
    """The documents in a request: its body, or the parts of a form."""
    content_type = exchange.headers.get("content-type", "")
    if not content_type.startswith("multipart/"):
        return [exchange.body]
    header = f"Content-Type: {content_type}\r\n\r\n".encode()
    parts = email.message_from_bytes(header + exchange.body).walk()
    return [str(part.get_payload()).encode() for part in parts if part.get_content_type() == "text/turtle"]


@needs_suite
def test_service_description() -> None:
    """GET of the endpoint gives RDF with a matching sd:endpoint, of the shape of the vocabulary."""
    SHELF.put([ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:g"))])
    response = CLIENT.get("/sparql")
    assert (response.status_code, response.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    graph = ox.Dataset(ox.parse(response.content, format=ox.RdfFormat.TURTLE))
    here = ox.NamedNode("http://testserver/sparql")

    assert [quad.object for quad in graph.quads_for_predicate(ox.NamedNode(SD + "endpoint"))] == [here]
    typed = graph.quads_for_predicate(ox.NamedNode(terms.RDF_TYPE))
    types = {str(quad.subject): quad.object for quad in typed}
    ranges = {
        "defaultDataset": "Dataset",
        "defaultGraph": "Graph",
        "namedGraph": "NamedGraph",
        "graph": "Graph",
    }
    for name, kind in ranges.items():
        objects = [quad.object for quad in graph.quads_for_predicate(ox.NamedNode(SD + name))]
        assert objects, name
        assert {types[str(node)] for node in objects} == {ox.NamedNode(SD + kind)}
