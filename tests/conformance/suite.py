"""The manifests of the W3C SPARQL 1.1 test suite in; its tests, with their files, out."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

VARIABLE = "HRGRAPH_CONFORMANCE"
_QUERY_FOLDERS = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-fed",
    "syntax-query",
)


def suite() -> Path | None:
    """The folder `sparql11` of the suite: named by the environment, or in a folder `conformance` nearby."""
    named = os.environ.get(VARIABLE)
    project = Path(__file__).resolve().parents[2]
    places = [Path(named)] if named else sorted(project.parent.glob("*/conformance"))
    return next((found for place in places for found in sorted(place.rglob("sparql11"))), None)


@dataclass(frozen=True)
class QueryTest:
    """A query to be answered, or to be parsed: `kind` is the local name of its class."""

    id: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None


@dataclass(frozen=True)
class Exchange:
    """An HTTP request and what must come back: statuses by prefix, a truth, a kind of format, a graph."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    truth: bool | None = None
    format: str | None = None
    content: str | None = None


@dataclass(frozen=True)
class ProtocolTest:
    """A row of requests over some graphs."""

    id: str
    exchanges: tuple[Exchange, ...]
    graphs: tuple[tuple[str, Path], ...] = ()


def query_tests() -> list[QueryTest]:
    """The tests of queries, and of the syntax and formats of queries; none where there is no suite."""
    home = suite()
    return [] if home is None else [test for name in _QUERY_FOLDERS for test in _queries(home, name)]


def _manifest(file: Path) -> tuple[Graph, list[Node]]:
    graph = Graph().parse(file, publicID=file.as_uri())
    return graph, [entry for head in graph.objects(None, MF.entries) for entry in Collection(graph, head)]


def _queries(home: Path, folder: str) -> Iterator[QueryTest]:
    graph, entries = _manifest(home / folder / "manifest.ttl")
    for entry in entries:
        action = graph.value(entry, MF.action)
        kind = _local(graph.value(entry, RDF.type))
        if action is None or not kind.endswith(("EvaluationTest", "FormatTest", "SyntaxTest11")):
            continue
        query = action if isinstance(action, URIRef) else graph.value(action, QT.query)
        yield QueryTest(
            id=f"{folder}/{_local(entry)}",
            kind=kind,
            query=_file(query),
            data=tuple(_file(node) for node in graph.objects(action, QT.data)),
            graphs=_graphs(graph, graph.objects(action, QT.graphData)),
            result=_file(found) if (found := graph.value(entry, MF.result)) else None,
        )


def _iri(graph: Graph, node: Node) -> str:
    label = graph.value(node, RDFS.label)
    return str(node) if label is None else str(label)


def _graphs(graph: Graph, nodes: Iterable[Node]) -> tuple[tuple[str, Path], ...]:
    return tuple((_iri(graph, node), _data(graph, node)) for node in nodes)


def _data(graph: Graph, node: Node) -> Path:
    named = graph.value(node, UT.graph) or graph.value(node, QT.graph)
    return _file(named or node)


def protocol_tests(*manifests: str) -> list[ProtocolTest]:
    """The tests of HTTP requests in these manifests; none where there is no suite."""
    home = suite()
    return [] if home is None else [test for name in manifests for test in _exchanges(home, name)]


def _exchanges(home: Path, name: str) -> Iterator[ProtocolTest]:
    graph, entries = _manifest(home / name)
    for entry in entries:
        action = graph.value(entry, MF.action)
        requests = graph.value(action, HT.requests)
        assert requests is not None
        yield ProtocolTest(
            id=f"{Path(name).parent}/{_local(entry)}",
            exchanges=tuple(_exchange(graph, node) for node in Collection(graph, requests)),
            graphs=_graphs(graph, graph.objects(entry, UT.graphData)),
        )


def _exchange(graph: Graph, node: Node) -> Exchange:
    answer = graph.value(node, HT.resp)
    truth = graph.value(answer, MF.expectedBoolean)
    form = graph.value(answer, MF.expectedFormat)
    content = graph.value(graph.value(answer, HT.body), CNT.chars)
    body = graph.value(node, HT.body)
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    return Exchange(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers=_headers(graph, node),
        body=str(graph.value(body, CNT.chars) or "").encode(encoding),
        statuses=tuple(_local(status) for status in graph.objects(answer, MF.expectedStatus)),
        truth=None if truth is None else str(truth) == "true",
        format=None if form is None else str(form),
        content=None if content is None else str(content),
    )


def _headers(graph: Graph, node: Node) -> dict[str, str]:
    listed = graph.value(node, HT.headers)
    names = [] if listed is None else list(Collection(graph, listed))
    return {str(graph.value(name, HT.fieldName)): str(graph.value(name, HT.fieldValue)) for name in names}


def _local(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


def _file(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))
