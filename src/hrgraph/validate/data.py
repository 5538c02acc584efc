"""The data to be checked: named graphs, from memory, from bytes or from files of any RDF syntax."""

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax import SAXParseException

from rdflib import RDF, Dataset, Graph, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.parsers.notation3 import BadSyntax

from hrgraph.errors import DataError
from hrgraph.rdf import terms

HR = Namespace(terms.HR)
DEFAULT = ""
"""The name of the graph of statements that stand in no named graph."""

_OF_MANY_GRAPHS = {"trig", "json-ld"}
_QUAD = re.compile(
    r"""\s*(?P<triple>(?:<[^<>"]*>|_:\S+)\s*<[^<>"]*>\s*
    (?:<[^<>"]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^<>"]*>|@[A-Za-z0-9-]+)?))
    \s*(?:<(?P<graph>[^<>"]*)>)?\s*\.\s*(?:\#.*)?""",
    re.VERBOSE,
)
_FORMATS = {
    ".nq": "nquads",
    ".nt": "nt",
    ".ttl": "turtle",
    ".trig": "trig",
    ".jsonld": "json-ld",
    ".rdf": "xml",
    ".owl": "xml",
    ".xml": "xml",
}


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


def read_quads(content: bytes, form: str = "nquads", file: Path | str | None = None) -> Data:
    """The graphs of `content`, in the syntax that rdflib calls `form`. Raises DataError when it is not."""
    try:
        if form == "nquads":
            return Data({name: _parse(part, "nt") for name, part in _by_graph(content.decode()).items()})
        if form not in _OF_MANY_GRAPHS:
            return Data({DEFAULT: _parse(content, form)})
        dataset = Dataset()
        with warnings.catch_warnings():
            # Dataset.parse of rdflib 7.6 itself calls what rdflib 7.6 deprecates.
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=content, format=form)
    except (BadSyntax, ParserError, SAXParseException, ValueError, IndexError) as problem:
        # rdflib's reader of Turtle runs off the end of a text that is cut short: an IndexError
        raise DataError(f"no valid RDF ({form}): {_first_line(problem)}", file) from problem
    return Data(
        {
            DEFAULT if graph.identifier == DATASET_DEFAULT_GRAPH_ID else str(graph.identifier): graph
            for graph in dataset.graphs()
            if len(graph)
        }
    )


def _parse(content: bytes | str, form: str) -> Graph:
    return Graph().parse(data=content, format=form)


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


def read_files(files: Iterable[Path]) -> Data:
    """The graphs of all `files`, each in the syntax its suffix names.

    Raises DataError when a file cannot be read, has an unknown suffix or is not what its suffix says.
    """
    graphs: dict[str, Graph] = {}
    for file in files:
        form = _FORMATS.get(file.suffix.lower())
        if form is None:
            raise DataError(f"suffix {file.suffix!r} is none of {', '.join(_FORMATS)}", file)
        try:
            content = file.read_bytes()
        except OSError as problem:
            raise DataError(f"cannot be read: {problem.strerror}", file) from problem
        for name, graph in read_quads(content, form, file).graphs.items():
            graphs[name] = graphs[name] + graph if name in graphs else graph
    return Data(graphs)


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
