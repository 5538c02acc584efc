"""The whole way from text to graph: stages in order, one real build, and what stops it."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import DCTERMS, URIRef

from hrgraph import pipeline
from hrgraph.errors import DataError, RuleError, ValidationFailed
from hrgraph.graph.vocabulary import read_turtle
from hrgraph.graph.write import Graphs
from hrgraph.knowledge import Knowledge, load_knowledge
from hrgraph.mentions.match import Matcher
from hrgraph.pipeline import DocumentReading, build, build_graphs, find_mentions, read_document
from hrgraph.structure.documents import read_documents
from hrgraph.structure.units import Outline, Unit
from hrgraph.text.source import Source
from hrgraph.text.words import Words
from hrgraph.validate.finding import Finding, broken

VIOLATION = Finding("https://example.org/x", "", "", "rule", "violation", "kļūda", "wrong here")
WARNING = Finding("https://example.org/x", "", "", "rule", "warning", "piezīme", "note this")
GRAPHS = {
    "eu-action-plan-hrd-2020-2024",
    "press-release-act",
    "questions",
    "ontology",
    "entities",
    "inferred",
    "metadata",
}


def test_real_build(root: Path, tmp_path: Path) -> None:
    """The real data is built, passes every check, and lies in the folder with its record."""
    told: list[str] = []
    findings = build(root, tmp_path / "build", told.append)
    assert broken(findings) == []
    assert sorted(file.name for file in (tmp_path / "build").iterdir()) == [
        "CITATION.cff",
        "SHA256SUMS",
        "build.json",
        "dcat.ttl",
        "forms.json",
        "graph-and-ontology.owl",
        "graph-and-ontology.ttl",
        "hrgraph.jsonld",
        "hrgraph.nq",
        "hrgraph.nt",
        "hrgraph.rdf",
        "hrgraph.rdf12.ttl",
        "hrgraph.trig",
        "hrgraph.ttl",
        "names.json",
        "ontology.en.html",
        "ontology.lv.html",
        "ontology.owl",
        "ontology.ttl",
        "rejected.json",
        "tables",
    ]
    record = read_turtle(tmp_path / "build" / "dcat.ttl")
    listed = {str(name) for name in record.objects(None, DCTERMS.title)} & {
        file.relative_to(tmp_path / "build").as_posix() for file in (tmp_path / "build").rglob("*.*")
    }
    assert {"hrgraph.nq", "hrgraph.ttl", "tables/statements.csv", "tables/statements.parquet"} <= listed
    sums = {str(value) for value in record.objects(None, URIRef("http://spdx.org/rdf/terms#checksumValue"))}
    assert sums == {hashlib.sha256((tmp_path / "build" / name).read_bytes()).hexdigest() for name in listed}
    assert len(told) >= 7
    assert all(
        " / " in message or "eu-action-plan" in message or "press-release" in message for message in told
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge, graphs: Graphs) -> None:
    """A build takes what is known and the graphs as they are, and leaves out the slowest files."""
    monkeypatch.setattr(pipeline, "load_knowledge", lambda root: knowledge)
    monkeypatch.setattr(pipeline, "read_all", lambda root, knowledge, progress: [])
    monkeypatch.setattr(pipeline, "make_graphs", lambda readings, knowledge: graphs)
    for slow in ("owl_files", "documentation", "table_files"):
        monkeypatch.setattr(pipeline, slow, lambda *given: {})


@pytest.mark.usefixtures("quick")
def test_broken_graph_stops_the_build(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One violation stops the build with its words; the last build stays and nothing else appears."""
    (tmp_path / "hrgraph.nq").write_text("old", encoding="utf-8")
    monkeypatch.setattr(pipeline, "check_graphs", lambda quads, root, progress: [WARNING, VIOLATION])
    with pytest.raises(ValidationFailed, match="1 violations: nothing was written") as caught:
        build(root, tmp_path)
    assert "kļūda" in caught.value.report
    assert "piezīme" not in caught.value.report
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {
        "hrgraph.nq": "old"
    }


@pytest.mark.usefixtures("quick")
def test_warnings_stop_nothing(
    root: Path, tmp_path: Path, quads: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Warnings are given back and the graph is written, the very bytes that were checked."""
    checked: list[bytes] = []

    def check_graphs(quads: bytes, root: Path, progress: pipeline.Progress) -> list[Finding]:
        checked.append(quads)
        return [WARNING]

    monkeypatch.setattr(pipeline, "check_graphs", check_graphs)
    assert build(root, tmp_path) == [WARNING]
    assert checked == [quads]
    assert (tmp_path / "hrgraph.nq").read_bytes() == quads


def test_named_graphs(graphs: Graphs) -> None:
    """There is one graph a document, and ontology, entities, inferred and metadata; none is empty."""
    assert set(graphs) >= GRAPHS
    assert all(len(graph) for graph in graphs.values())


def test_same_bytes_in_another_process(root: Path, quads: bytes, tmp_path: Path) -> None:
    """Another process with other hashes of strings makes the same bytes, statement by statement."""
    script = (
        "import sys; from pathlib import Path; from hrgraph import pipeline as p; "
        "Path(sys.argv[2]).write_bytes(p.nquads(p.build_graphs(r := Path(sys.argv[1]), p.load_knowledge(r))))"
    )
    out = tmp_path / "again.nq"
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script, str(root), str(out)], check=True, env=environment)
    assert set(out.read_bytes().splitlines()) ^ set(quads.splitlines()) == set()
    assert out.read_bytes() == quads


def test_progress_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> None:
    """Every stage says what it does, and every document is named."""
    monkeypatch.setattr(pipeline, "load_knowledge", lambda root: knowledge)
    monkeypatch.setattr(pipeline, "read_document", lambda document, knowledge: document.id)
    monkeypatch.setattr(pipeline, "make_graphs", lambda readings, knowledge: dict.fromkeys(readings))
    told: list[str] = []
    assert list(build_graphs(root, knowledge, told.append)) == [
        "eu-action-plan-hrd-2020-2024",
        "press-release-act",
    ]
    assert sum("reading eu-action-plan-hrd-2020-2024" in message for message in told) == 1
    assert sum("reading press-release-act" in message for message in told) == 1


def test_short_names_that_a_text_defines(matcher: Matcher) -> None:
    """A short name defined in one unit names its thing in all units of the document, before it too."""
    texts = ["EP lēma.", "Eiropas Padome (EP) lēma.", "Ar EP."]
    units = tuple(
        Unit(f"p{number}", "Paragraph", "", number, Words.whole(text)) for number, text in enumerate(texts)
    )
    outline = Outline(Source("unknown-document", Path("t"), "", 0, ""), units, ())
    readings, ambiguities = find_mentions(outline, matcher)
    found = {
        reading.unit.id: [(m.key, reading.text[m.start : m.end]) for m in reading.mentions]
        for reading in readings
    }
    assert found == {
        "p0": [("council-of-europe", "EP")],
        "p1": [("council-of-europe", "Eiropas Padome"), ("council-of-europe", "EP")],
        "p2": [("council-of-europe", "EP")],
    }
    assert ambiguities == ()


def test_what_says_a_name_again_is_no_name(matcher: Matcher) -> None:
    """'ministre' and 'A. Liepa' stand among the anaphors, with the place of the name in their unit if it has
    one; the name itself and a short name that the document defines are mentions."""
    texts = ["Tieslietu ministre Anna Liepa tikās ar ANO. Ministre lēma.", "A. Liepa lēma."]
    units = tuple(
        Unit(f"p{number}", "Paragraph", "", number, Words.whole(text)) for number, text in enumerate(texts)
    )
    readings, _ = find_mentions(Outline(Source("d", Path("t"), "", 0, ""), units, ()), matcher)
    assert [[reading.text[m.start : m.end] for m in reading.mentions] for reading in readings] == [
        ["Tieslietu ministre", "ANO"],
        [],
    ]
    again = [[(one.mention.key, one.mention.start, one.since) for one in it.anaphors] for it in readings]
    assert again == [[("minister-for-justice", 44, 0)], [("minister-for-justice", 0, 0)]]


@pytest.fixture
def matcher(knowledge: Knowledge) -> Matcher:
    """The real matcher."""
    return knowledge.matcher


def test_units_that_are_read(plan: DocumentReading) -> None:
    """A unit is read once: not a section, not a mark, and not a paragraph whose items are read."""
    read = {reading.unit.id for reading in plan.readings}
    assert {"I.A.3", "I.A.title", "I.means.1", "intro.1", "fn.8"} <= read
    assert {"I", "I.A", "intro-list", "I.means", "ref.1"} & read == set()


def test_document_whose_text_changed(root: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    """A document with a text other than its record pins is not read."""
    document = read_documents(root / "data" / "documents")[0]
    folder = tmp_path / document.id
    folder.mkdir()
    (folder / "text.txt").write_bytes(document.text_file.read_bytes() + b"\n")
    (folder / "document.toml").write_bytes((document.folder / "document.toml").read_bytes())
    with pytest.raises(DataError, match="has changed"):
        read_document(read_documents(tmp_path)[0], knowledge)


def test_knowledge_of_an_empty_folder(tmp_path: Path) -> None:
    """A folder without data is an error of data and not a traceback."""
    (tmp_path / "ontology").mkdir()
    with pytest.raises(DataError):
        load_knowledge(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "data/lexicon/places.toml",
        "data/lexicon/paradigms.toml",
        "data/rules/patterns.toml",
        "data/rules/action-plan.toml",
        "data/rules/values.toml",
        "data/rules/parts.toml",
        "data/rules/anaphors.toml",
        "ontology/actors.ttl",
    ],
)
def test_data_in_another_encoding(root: Path, tmp_path: Path, name: str) -> None:
    """A file of ours that was saved in another encoding is an error of data that names the file."""
    _spoil(root, tmp_path, name)
    with pytest.raises(DataError) as caught:
        load_knowledge(tmp_path)
    assert caught.value.file == tmp_path / name


@pytest.mark.parametrize(
    "name",
    [
        "data/profiles/government-press-release.toml",
        "data/documents/press-release-act/document.toml",
        "data/documents/press-release-act/curated.toml",
    ],
)
def test_document_in_another_encoding(root: Path, knowledge: Knowledge, tmp_path: Path, name: str) -> None:
    """So is one that belongs to a document or to its layout."""
    _spoil(root, tmp_path, name)
    with pytest.raises(DataError) as caught:
        build_graphs(tmp_path, replace(knowledge, data=tmp_path / "data"))
    assert caught.value.file == tmp_path / name


def _spoil(root: Path, folder: Path, name: str) -> None:
    for part in ("data", "ontology"):
        shutil.copytree(root / part, folder / part)
    with (folder / name).open("ab") as stream:
        stream.write(b"\n# v\xe2rds\n")


def test_rule_whose_example_fails_is_refused(root: Path, tmp_path: Path) -> None:
    """A rule changed so that its example no longer holds stops the reading; it does not wait for a test."""
    for folder in ("data", "ontology"):
        shutil.copytree(root / folder, tmp_path / folder)
    file = tmp_path / "data" / "rules" / "press-release.toml"
    text = file.read_text(encoding="utf-8")
    assert "'^(?:Publicēt[as]|" in text
    file.write_text(text.replace("'^(?:Publicēt[as]|", "'^(?:Izdot[as]|"), encoding="utf-8")
    with pytest.raises(RuleError, match="an example fails: publication-date") as caught:
        load_knowledge(tmp_path)
    assert caught.value.file == file
