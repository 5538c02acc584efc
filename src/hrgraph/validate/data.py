"""The data to be checked as rdflib graphs: named graphs from N-Quads, modules and shapes from Turtle."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from hrgraph.errors import DataError
from hrgraph.rdf import terms

HR = Namespace(terms.HR)
DEFAULT = ""
"""The name of the graph of statements that stand in no named graph."""

_QUAD = re.compile(
    r"""\s*(?P<triple>(?:<[^<>"]*>|_:\S+)\s*<[^<>"]*>\s*
    (?:<[^<>"]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^<>"]*>|@[A-Za-z0-9-]+)?))
    \s*(?:<(?P<graph>[^<>"]*)>)?\s*\.\s*(?:\#.*)?""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Data:
    """Graphs by their IRI."""

    graphs: Mapping[str, Graph]

    def union(self) -> Graph:
        """All statements in one graph, as a plain query sees them."""
        union = Graph()
        for graph in self.graphs.values():
            union += graph
        return union

    def of_documents(self) -> dict[str, Graph]:
        """The graphs that hold the words of a document."""
        return {
            name: graph for name, graph in self.graphs.items() if (None, RDF.type, HR.TextSegment) in graph
        }


def read_quads(content: bytes) -> Data:
    """The graphs of N-Quads or N-Triples. Raises DataError when the content is neither."""
    try:
        parts = _by_graph(content.decode())
        return Data({name: Graph().parse(data=part, format="nt") for name, part in parts.items()})
    except (ParserError, ValueError) as problem:
        raise DataError(f"no valid RDF (n-quads): {_first_line(problem)}") from problem


def _by_graph(text: str) -> dict[str, str]:
    """N-Quads taken apart into N-Triples, graph by graph: faster than rdflib's own reader of quads."""
    lines: dict[str, list[str]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _QUAD.fullmatch(line)
        if match is None:
            raise ParserError(f"line {number}: {line[:80]!r}")
        lines.setdefault(match["graph"] or DEFAULT, []).append(match["triple"] + " .")
    return {name: "\n".join(triples) + "\n" for name, triples in lines.items()}


def read_turtle(files: Iterable[Path]) -> Graph:
    """Turtle files of the project as one graph. Raises DataError when one is absent or malformed."""
    graph = Graph()
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except (BadSyntax, ParserError) as problem:
            raise DataError(f"no valid Turtle: {_first_line(problem)}", file) from problem
        except OSError as problem:
            raise DataError(f"cannot be read: {problem.strerror}", file) from problem
    return graph


def ontology_files(folder: Path) -> list[Path]:
    """The modules of the ontology in `folder`: every Turtle file but the list of prefixes."""
    files = sorted(file for file in folder.glob("*.ttl") if file.name != "prefixes.ttl")
    if not files:
        raise DataError("holds no ontology: there is no Turtle file", folder)
    return files


def own(graph: Graph, kind: URIRef) -> set[URIRef]:
    """The project's own terms of one kind, such as owl:Class."""
    return {
        term
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(terms.HR)
    }


def _first_line(problem: Exception) -> str:
    return next(iter(str(problem).strip().splitlines()), type(problem).__name__)
