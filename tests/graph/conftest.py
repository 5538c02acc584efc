"""The real graph as statements, and small graphs of made-up documents."""

from pathlib import Path

import pytest
from rdflib import Graph

from hrgraph.graph.facts import DocumentGraph
from hrgraph.graph.write import Graphs
from hrgraph.knowledge import Knowledge
from hrgraph.rdf.terms import Run
from hrgraph.structure.units import Outline, Unit
from hrgraph.text.source import Source
from hrgraph.text.words import Joining, join

RAW = "Eiropas Pa-\n1\n dome  aicina\n"
RUNS: list[Run] = [(0, 11), (14, 28)]
DOCUMENTS = ("eu-action-plan-hrd-2020-2024", "press-release-act")


@pytest.fixture
def document_graph(knowledge: Knowledge) -> DocumentGraph:
    """The empty graph of a document with one action, whose words a mark cuts in two."""
    words = join(RAW, RUNS, Joining())
    units = (
        Unit("I", "Priority", "", 1, label="I", label_lv="Pirmā", label_en="First"),
        Unit("I.1", "Action", "I", 1, words),
        Unit("ref.1", "NoteReference", "I.1", 1, join(RAW, [(12, 13)], Joining()), "1", "fn.1"),
    )
    source = Source("d", Path("text.txt"), RAW, len(RAW.encode()), "00")
    return DocumentGraph(Outline(source, units, ((27, 28),)), knowledge.labels)


@pytest.fixture(params=DOCUMENTS)
def real(request: pytest.FixtureRequest, graphs: Graphs) -> tuple[str, Graph]:
    """Each real document's id and graph."""
    return str(request.param), graphs[str(request.param)]
