"""The examples of this folder: files in the form of the W3C's SHACL tests, data and expected report in one.

`NAME-passing.ttl` conforms, any other file has things that break shapes; `sht:dataGraph <>` is the file
itself, together with the ontology, and `hrs:` all shapes that the group meets. Files in `document-graph` and
`eu-action-plan` meet the shapes of that name, all others the shapes of ontology/shapes/ together.
"""

from functools import cache
from pathlib import Path

from rdflib import RDF, SH, Graph, Namespace

from hrgraph.store.working import WorkingStore
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.engine import results_of
from hrgraph.validate.reference import reference_results, results_in
from hrgraph.validate.result import Result

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
HR = Namespace("https://w3id.org/hrgraph/ontology#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SPECIAL = {"document-graph": "document-graph/*.ttl", "eu-action-plan": "eu-action-plan.ttl"}
GROUPS = ("", *SPECIAL)
FILES = sorted(HERE.glob("*/*.ttl"))
FAILING = [file for file in FILES if not file.stem.endswith("-passing")]
PASSING = [file for file in FILES if file.stem.endswith("-passing")]


@cache
def ontology() -> Graph:
    """All modules of the ontology."""
    return read_turtle(ontology_files(ONTOLOGY))


@cache
def shapes(group: str) -> Graph:
    """The shapes that the files of one group meet."""
    return read_turtle([*(ONTOLOGY / "shapes").glob(SPECIAL.get(group, "*.ttl")), ONTOLOGY / "prefixes.ttl"])


@cache
def every_shape() -> Graph:
    """All shapes."""
    return shapes("") + shapes("document-graph")


@cache
def parsed(file: Path) -> Graph:
    """One example."""
    return Graph().parse(file, format="turtle")


def group_of(file: Path) -> str:
    """Which shapes a file meets."""
    return file.parent.name if file.parent.name in SPECIAL else ""


def data(files: list[Path], group: str) -> Graph:
    """What the files of a group say, and the ontology, without the expected reports."""
    graph = Graph() + ontology()
    for file in files:
        if group_of(file) == group:
            graph += parsed(file)
    for kind in (SH.ValidationReport, SH.ValidationResult):
        graph.remove((None, RDF.type, kind))
    return graph


def by_engine(graph: Graph, shapes: Graph) -> set[Result]:
    """What the set-based engine finds in a graph."""
    store = WorkingStore()
    store.read(graph.serialize(format="nt", encoding="utf-8"), "n-quads", "urn:graph")
    return results_of(store, shapes)


def by_reference(graph: Graph, shapes: Graph) -> set[Result]:
    """What pySHACL finds in a graph."""
    return reference_results(graph, shapes)


def expected(file: Path, graph: Graph) -> set[tuple[str, ...]]:
    """What a file says the shapes find, as `plain` writes it."""
    return {plain(result) for result in results_in(parsed(file), graph)}


def plain(result: Result) -> tuple[str, ...]:
    """Everything of a result but its messages; a blank node has no name."""
    nodes = [
        "" if term is None else "blank" if term.kind == "blank" else term.n3()
        for term in (result.focus, result.value)
    ]
    return (*nodes, result.path, result.shape, result.component, result.severity)
