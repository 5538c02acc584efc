"""Writes named graphs as sorted N-Quads: the same statements always give the same bytes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rdflib import Graph, URIRef
from rdflib.term import Node

from hrgraph.rdf import terms
from hrgraph.rdf.files import GRAPH_FILE, RECORD_FILE, SUMS
from hrgraph.switch import replacing

Graphs = dict[str, Graph]
"""Named graphs by name."""

Statement = tuple[Node, Node, Node]

NQUADS = GRAPH_FILE
RECORD = RECORD_FILE


def things_in(graphs: Iterable[Graph]) -> set[str]:
    """The KEYs of all things that the graphs speak of, parts of documents among them."""
    return {
        str(term).removeprefix(terms.ID)
        for graph in graphs
        for subject, _, object_ in graph
        for term in (subject, object_)
        if isinstance(term, URIRef) and term.startswith(terms.ID)
    }


def nquads(graphs: Mapping[str, Iterable[Statement]]) -> bytes:
    """All graphs, by name, as N-Quads (RDF 1.1 N-Quads), one statement a line, lines sorted."""
    lines: list[str] = []
    for name, graph in graphs.items():
        end = f" {URIRef(terms.graph(name)).n3()} ."
        lines += [triple + end for triple in _triples(graph)]
    return ("\n".join(sorted(lines)) + "\n").encode()


def trig(graphs: Mapping[str, Iterable[Statement]]) -> bytes:
    """All graphs, by name, as TriG (RDF 1.1 TriG) without prefixes, graphs and statements sorted."""
    blocks = [
        f"{URIRef(terms.graph(name)).n3()} {{\n"
        + "".join(f"{triple} .\n" for triple in sorted(_triples(graph)))
        + "}\n"
        for name, graph in sorted(graphs.items())
    ]
    return "".join(blocks).encode()


def _triples(graph: Iterable[Statement]) -> Iterator[str]:
    known: dict[Any, str] = {}
    """IRIs come again and again, and rdflib looks at each of their characters."""

    def written(term: Any) -> str:
        if term.__class__ is not URIRef:
            return _literal(term)
        if term not in known:
            known[term] = term.n3()
        return known[term]

    for subject, predicate, object_ in graph:
        yield f"{written(subject)} {written(predicate)} {written(object_)}"


def _literal(term: Any) -> str:
    """The term in N-Triples; rdflib would write a literal with line breaks in Turtle's long quotes."""
    written: str = term.n3()
    if not written.startswith('"""'):
        return written
    escaped = json.dumps(str(term), ensure_ascii=False)
    return escaped + (
        f"@{term.language}" if term.language else f"^^{term.datatype.n3()}" if term.datatype else ""
    )


def write_build(
    out: Path,
    quads: bytes,
    graphs: Mapping[str, Graph],
    version: str,
    others: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Put the built graph, its record and what `others` holds by path in the place of the folder `out`.

    Readers find all of it or all that stood there before. Raises BuildError when it cannot be written; what
    stood there stays then.
    """
    record = {
        "version": version,
        "sha256": hashlib.sha256(quads).hexdigest(),
        "triples": sum(len(graph) for graph in graphs.values()),
        "graphs": {name: len(graph) for name, graph in sorted(graphs.items())},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    contents = {NQUADS: quads, RECORD: text.encode(), **others}
    sums = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in contents.items())
    contents[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in sums).encode()
    with replacing(out) as new:
        for name, content in contents.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
