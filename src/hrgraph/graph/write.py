"""Writes named graphs as sorted N-Quads: the same statements always give the same bytes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rdflib import Graph, URIRef

from hrgraph.rdf import terms
from hrgraph.rdf.files import SUMS
from hrgraph.switch import replacing

Graphs = dict[str, Graph]
"""Named graphs by name."""

NQUADS = "hrgraph.nq"
RECORD = "build.json"


def things_in(graphs: Iterable[Graph]) -> set[str]:
    """The KEYs of all things that the graphs speak of, parts of documents among them."""
    return {
        str(term).removeprefix(terms.ID)
        for graph in graphs
        for subject, _, object_ in graph
        for term in (subject, object_)
        if isinstance(term, URIRef) and term.startswith(terms.ID)
    }


def nquads(graphs: Mapping[str, Graph]) -> bytes:
    """All graphs, by name, as N-Quads (RDF 1.1 N-Quads), one statement a line, lines sorted."""
    lines = [
        f"{triple} {URIRef(terms.graph(name)).n3()} ."
        for name, graph in graphs.items()
        for triple in _triples(graph)
    ]
    return ("\n".join(sorted(lines)) + "\n").encode()


def trig(graphs: Mapping[str, Graph]) -> bytes:
    """All graphs, by name, as TriG (RDF 1.1 TriG) without prefixes, graphs and statements sorted."""
    blocks = [
        f"{URIRef(terms.graph(name)).n3()} {{\n"
        + "".join(f"{triple} .\n" for triple in sorted(_triples(graph)))
        + "}\n"
        for name, graph in sorted(graphs.items())
    ]
    return "".join(blocks).encode()


def _triples(graph: Graph) -> Iterator[str]:
    for subject, predicate, object_ in graph:
        yield f"{subject.n3()} {predicate.n3()} {_literal(object_)}"


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
