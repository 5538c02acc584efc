"""Writing: sorted N-Quads that any reader reads back, and a disk that fails."""

import hashlib
import json
import os
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Dataset, Graph, Literal, Namespace, URIRef

from hrgraph.errors import BuildError
from hrgraph.graph.write import Graphs, nquads, things_in, trig, write_build
from hrgraph.rdf import terms

EX = Namespace("https://example.org/")


def graph_of(*objects: Literal | URIRef) -> Graph:
    """A graph that says something of each of these objects."""
    graph = Graph()
    for number, object_ in enumerate(objects):
        graph.add((EX.s, EX[f"p{number}"], object_))
    return graph


def read_back(quads: bytes) -> dict[str, tuple[str, str, str]]:
    """Value, language and datatype of every literal, by its property, as another reader sees them."""
    found = {}
    for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS):
        literal = quad.object
        assert isinstance(literal, pyoxigraph.Literal)
        found[str(quad.predicate.value)] = (literal.value, literal.language or "", literal.datatype.value)
    return found


STRINGS = {
    "two lines": "viena\notra",
    "carriage return": "viena\r\notra\r",
    "quotation mark": 'saka "jā"',
    "three quotation marks": '"""trīs"""',
    "backslash": "c:\\nav\n",
    "tab": "a\tb",
    "ends with a quotation mark": 'rinda\n"',
    "ends with a backslash": "rinda\n\\",
    "line separators": "a\u2028b\u0085c\u000bd\n",
    "control characters": "a\u0001\u001f\u007f\n",
    "not in the basic plane": "😀\n\uf0b7",
    "empty": "",
    "only a line end": "\n",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in STRINGS.items()])
def test_literals_are_read_back(text: str) -> None:
    """Whatever characters a literal has, another reader reads the same back, one statement a line."""
    graph = graph_of(Literal(text), Literal(text, lang="lv"), Literal(text, datatype=XSD.string))
    quads = nquads({"g": graph})
    assert quads.count(b"\n") == 3
    assert read_back(quads) == {
        str(EX.p0): (text, "", str(XSD.string)),
        str(EX.p1): (text, "lv", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
        str(EX.p2): (text, "", str(XSD.string)),
    }


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_is_read_back(text: str) -> None:
    """Literals of any characters survive writing and reading."""
    assert read_back(nquads({"g": graph_of(Literal(text, lang="lv"))}))[str(EX.p0)][:2] == (text, "lv")


def test_lines_are_sorted_and_named() -> None:
    """Statements of all graphs are sorted together, each with the IRI of its graph."""
    lines = nquads({"b": graph_of(EX.o), "a": graph_of(EX.o, EX.x)}).decode().splitlines()
    assert lines == sorted(lines)
    assert [line.split()[3] for line in lines] == [f"<{terms.GRAPH}{name}>" for name in ("a", "b", "a")]


def test_trig_says_the_same() -> None:
    """TriG and N-Quads of the same graphs hold the same statements, and TriG is sorted by graph."""
    graphs = {"b": graph_of(EX.o, Literal("viena\notra", lang="lv")), "a": graph_of(EX.x)}
    written = trig(graphs)
    assert [line for line in written.decode().splitlines() if line.endswith("{")] == [
        f"<{terms.GRAPH}a> {{",
        f"<{terms.GRAPH}b> {{",
    ]
    assert set(pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.TRIG)) == set(
        pyoxigraph.parse(nquads(graphs), format=pyoxigraph.RdfFormat.N_QUADS)
    )


def test_things_in_graphs() -> None:
    """The KEYs that graphs speak of, as subject or object, parts of documents among them."""
    graph = graph_of(URIRef(terms.ID + "eeas"), EX.other, Literal(terms.ID + "no-thing"))
    graph.add((URIRef(terms.ID + "d/p1"), EX.p, EX.o))
    assert things_in([graph]) >= {"eeas", "d/p1"}
    assert "other" not in things_in([graph])


def test_literal_is_no_thing() -> None:
    """A text that looks like the address of a thing does not make it one."""
    assert things_in([graph_of(Literal(terms.ID + "no-thing"))]) == set()


def test_record_of_a_build(tmp_path: Path) -> None:
    """Beside the graph stands what it is: version, hash and number of statements of each graph."""
    graphs = {"b": graph_of(EX.o), "a": graph_of(EX.o, EX.x)}
    quads = nquads(graphs)
    write_build(tmp_path / "new" / "build", quads, graphs, "1.2")
    assert (tmp_path / "new" / "build" / "hrgraph.nq").read_bytes() == quads
    record = json.loads((tmp_path / "new" / "build" / "build.json").read_text(encoding="utf-8"))
    assert record["version"] == "1.2"
    assert record["sha256"] == hashlib.sha256(quads).hexdigest()
    assert record["triples"] == 3
    assert record["graphs"] == {"a": 2, "b": 1}


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the folder with its bytes."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_checksums_of_a_build(tmp_path: Path) -> None:
    """SHA256SUMS names every other file of the build, those in folders too, with its checksum."""
    write_build(tmp_path, b"", {}, "1.0", {"tables/a.csv": b"a"})
    lines = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}

    assert list(sums) == ["build.json", "hrgraph.nq", "tables/a.csv"]
    assert all(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == sums[name] for name in sums)


@pytest.mark.parametrize("failing", [1, 2])
def test_disk_that_fails_leaves_the_last_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """When the first or the second file cannot be written, both old files stay and nothing lies around."""
    old = {"g": graph_of(EX.old)}
    write_build(tmp_path, nquads(old), old, "1")
    before = files(tmp_path)
    calls = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    new = {"g": graph_of(EX.new, EX.newer)}
    with pytest.raises(BuildError, match="No space left on device; the last build stays"):
        write_build(tmp_path, nquads(new), new, "2")
    assert files(tmp_path) == before


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A place where no folder can be made is a BuildError that names it."""
    (tmp_path / "build").write_text("x", encoding="utf-8")
    with pytest.raises(BuildError, match=r"cannot be written to .*build"):
        write_build(tmp_path / "build", b"", {}, "1")


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_real_graph_is_read_by_two_readers(quads: bytes, graphs: Graphs) -> None:
    """The real graph has as many statements for rdflib and for pyoxigraph as were written, graph by graph."""
    wanted = {terms.GRAPH + name: len(graph) for name, graph in graphs.items()}
    counted: dict[str, int] = {}
    for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS):
        name = str(quad.graph_name).strip("<>")
        counted[name] = counted.get(name, 0) + 1
    assert counted == wanted
    sample = b"\n".join(
        line for line in quads.split(b"\n") if b"textContent" in line or b"press-release-act/p4" in line
    )
    dataset = Dataset()
    dataset.parse(data=sample, format="nquads")
    texts = {str(o) for _, p, o, _ in dataset.quads() if str(p).endswith("textContent")}
    assert texts == {
        str(o) for graph in graphs.values() for o in graph.objects(None, URIRef(terms.HR + "textContent"))
    }


def test_real_graph_is_sorted(quads: bytes) -> None:
    """The lines of the real graph are sorted and none stands twice."""
    lines = quads.decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
