"""Reading the data to be checked."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from hrgraph.errors import DataError
from hrgraph.validate.data import DEFAULT, ontology_files, read_files, read_quads, read_turtle

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


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", f'<x:a> <{P}> "1" .'),
        ("a.trig", f'<{G}> {{ <x:a> <{P}> "1" }}'),
        ("a.nt", f'<x:a> <{P}> "1" .\n'),
        ("a.jsonld", f'{{"@id": "x:a", "{P}": "1"}}'),
        (
            "a.rdf",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
            '<r:Description r:about="x:a"><e:p>1</e:p></r:Description></r:RDF>',
        ),
    ],
)
def test_suffix_names_the_syntax(tmp_path: Path, name: str, content: str) -> None:
    """A user's file is read by its suffix."""
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")

    assert objects(read_files([file]).union()) == ["1"]


@pytest.mark.parametrize("name", ["a.ttl", "a.trig", "a.nt", "a.nq", "a.jsonld", "a.rdf"])
def test_malformed_file_is_named(tmp_path: Path, name: str) -> None:
    """A file that is not what its suffix says is refused by name."""
    file = tmp_path / name
    file.write_text("{ <", encoding="utf-8")

    with pytest.raises(DataError, match=rf"{name}: no valid RDF"):
        read_files([file])


def test_files_of_one_graph_are_put_together(tmp_path: Path) -> None:
    """Two files that speak of the default graph give one graph."""
    for number in "12":
        (tmp_path / f"{number}.ttl").write_text(f'<x:a> <{P}> "{number}" .', encoding="utf-8")

    data = read_files(sorted(tmp_path.glob("*.ttl")))

    assert {name: objects(graph) for name, graph in data.graphs.items()} == {DEFAULT: ["1", "2"]}


def test_unknown_suffix_and_absent_file_are_refused(tmp_path: Path) -> None:
    """Both name the file and what is wrong with it."""
    with pytest.raises(DataError, match=r"a\.csv: suffix '\.csv' is none of"):
        read_files([tmp_path / "a.csv"])
    with pytest.raises(DataError, match=r"a\.ttl: cannot be read"):
        read_files([tmp_path / "a.ttl"])
    with pytest.raises(DataError, match=r"a\.ttl: cannot be read"):
        read_turtle([tmp_path / "a.ttl"])


def test_folder_without_ontology_is_refused(tmp_path: Path) -> None:
    """An ontology folder with nothing in it is an error; the list of prefixes alone does not count."""
    (tmp_path / "prefixes.ttl").write_text("", encoding="utf-8")

    with pytest.raises(DataError, match="holds no ontology"):
        ontology_files(tmp_path)
