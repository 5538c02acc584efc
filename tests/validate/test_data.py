"""Reading the data to be checked."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from hrgraph.errors import DataError
from hrgraph.validate.data import DEFAULT, ontology_files, read_quads, read_turtle

G = "https://example.org/g"
P = URIRef("https://example.org/p")


def objects(graph: Graph) -> list[str]:
    """The values of the one property that the examples use."""
    return sorted(str(value) for value in graph.objects(None, P))


def test_quads_are_told_apart_by_graph() -> None:
    """Each line goes to its graph, one without a graph to the default graph; comments go nowhere."""
    lines = f'# nothing\n<x:a> <{P}> "1" <{G}> .\n\n<x:a> <{P}> <{G}> .\n_:b <{P}> "3"@lv <{G}> . # why\n'

    data = read_quads(lines.encode())

    assert {name: objects(graph) for name, graph in data.graphs.items()} == {G: ["1", "3"], DEFAULT: [G]}
    assert objects(data.union()) == ["1", "3", G]


def test_literals_with_quotes_and_line_ends_survive() -> None:
    """Escapes, and text that looks like the name of a graph, stay what they are."""
    value = 'teica "jā" <https://example.org/g> .\n\tun \\ gāja'
    written = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    line = f'<x:a> <{P}> "{written}" <{G}> .'

    assert objects(read_quads(line.encode()).graphs[G]) == [value]


@pytest.mark.parametrize("content", [b"<x:a> <x:p> .\n", b"x\n", b'<x:a> <x:p> "open .\n', b"\xff\xfe"])
def test_malformed_quads_are_refused(content: bytes) -> None:
    """What is no N-Quads is an error that says so."""
    with pytest.raises(DataError, match="no valid RDF"):
        read_quads(content)


def test_absent_and_malformed_turtle_is_refused_by_name(tmp_path: Path) -> None:
    """The error names the file and what is wrong with it."""
    (tmp_path / "b.ttl").write_text("{ <", encoding="utf-8")

    with pytest.raises(DataError, match=r"b\.ttl: no valid Turtle"):
        read_turtle([tmp_path / "b.ttl"])
    with pytest.raises(DataError, match=r"a\.ttl: cannot be read"):
        read_turtle([tmp_path / "a.ttl"])


def test_folder_without_ontology_is_refused(tmp_path: Path) -> None:
    """An ontology folder with nothing in it is an error; the list of prefixes alone does not count."""
    (tmp_path / "prefixes.ttl").write_text("", encoding="utf-8")

    with pytest.raises(DataError, match="holds no ontology"):
        ontology_files(tmp_path)
