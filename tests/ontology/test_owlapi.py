"""What Protégé would make of ontology and built graph: the OWL API opens them without a network."""

import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from hrgraph.store.files.owl_files import owl_files

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
CATALOG = ONTOLOGY / "catalog-v001.xml"
MODULES = sorted(
    file.name for file in ONTOLOGY.glob("*.ttl") if file.name not in ("prefixes.ttl", "hrgraph.ttl")
)
IMPOSSIBLE = sorted(file.stem for file in (HERE / "impossible").glob("*.ttl"))
HIERARCHY = HERE / "hierarchy.txt"
REASONERS = ["HermiT", "Openllet", "ELK", "JFact"]
WHOLE = REASONERS[:2]
"""Two of different make that take all of OWL 2 DL; ELK takes its EL part, JFact is the slowest."""

OWL, RDF, HR = (
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "https://w3id.org/hrgraph/ontology#",
)
SYMMETRIC = {OWL + name for name in ("disjointWith", "propertyDisjointWith", "sameAs")}
BUILT = ("ontology.owl", "ontology.ttl", "graph-and-ontology.owl")

Result = dict[str, Any]
Opened = dict[str, Result]


@pytest.fixture(scope="session")
def written(quads: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for OWL tools, made from the real graph."""
    folder = tmp_path_factory.mktemp("owl")
    for name, content in owl_files(quads).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def opened(owlapi: Any, written: Path, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Everything that is opened, by name, with what was found."""
    cases = tmp_path_factory.mktemp("cases")
    root = {"file": str(ONTOLOGY / "hrgraph.ttl")}
    jobs: dict[str, Result] = {
        "root": root | {"catalog": str(CATALOG), "reasoners": REASONERS, "hierarchy": True},
        "root without catalog": root,
    }
    for name in MODULES:
        jobs[name] = {"file": str(ONTOLOGY / name), "catalog": str(CATALOG)}
    jobs["alignments"] = {"file": str(ONTOLOGY / "alignments" / "terms.ttl"), "reasoners": REASONERS[:2]}
    for name in BUILT:
        jobs[name] = {"file": str(written / name)}
        if name.endswith(".owl"):
            jobs[name] |= {"save": str(written / f"saved-{name}"), "reasoners": ["HermiT"]}
    for case in (HERE / "possible.ttl", *(HERE / "impossible").glob("*.ttl")):
        head = f"<urn:case:{case.stem}> a <{OWL}Ontology> ; <{OWL}imports> <{HR[:-1]}> .\n"
        (cases / case.name).write_text(head + case.read_text(encoding="utf-8"), encoding="utf-8")
    jobs["cases"] = {
        "file": str(written / "ontology.owl"),
        "reasoners": WHOLE,
        "cases": sorted(map(str, cases.iterdir())),
    }
    return dict(zip(jobs, owlapi(list(jobs.values())), strict=True))


def test_root_opens_with_the_catalog_alone(opened: Opened) -> None:
    """Protégé opens hrgraph.ttl with every module, and fetches nothing: without the catalog it cannot."""
    assert len(opened["root"]["ontologies"]) == 1 + len(MODULES)
    assert "Connection refused" in opened["root without catalog"]["error"]


@pytest.mark.parametrize("name", MODULES)
def test_module_opens_by_itself(opened: Opened, name: str) -> None:
    """Each module is OWL 2 DL with what it imports, and nothing in it is left unread."""
    assert opened[name]["violations"] == []
    assert opened[name]["unparsed"] == []


@pytest.mark.parametrize("name", ["root", *BUILT])
def test_is_owl_2_dl(opened: Opened, name: str) -> None:
    """Ontology and graph keep every rule of the OWL 2 DL profile, and every triple is understood."""
    assert opened[name]["violations"] == []
    assert opened[name]["unparsed"] == []
    assert opened[name]["logical axioms"] > 300


def test_alignments_open_by_themselves(opened: Opened) -> None:
    """The alignments of our terms to others' are OWL 2 DL and consistent, so they can be opened beside."""
    assert opened["alignments"]["violations"] == []
    assert opened["alignments"]["unparsed"] == []
    assert opened["alignments"]["reasoners"] == {"HermiT": [True, []], "Openllet": [True, []]}


def test_merged_ontology_is_the_ontology(opened: Opened) -> None:
    """The import-free file holds what the modules hold together."""
    counted = [key for key, value in opened["root"].items() if isinstance(value, int)]

    assert len(counted) == 8
    for name in ("ontology.owl", "ontology.ttl"):
        assert opened[name]["ontologies"] == ["https://w3id.org/hrgraph/ontology"]
        assert {key: opened[name][key] for key in counted} == {key: opened["root"][key] for key in counted}


def test_evidence_is_an_annotation_of_its_assertion(opened: Opened, quads: bytes) -> None:
    """Each piece of evidence in the graph annotates an assertion, as the @ button of Protégé shows it."""
    said = [
        quad
        for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        if quad.predicate.value == HR + "evidence"
    ]

    assert len(said) > 3000
    assert opened["graph-and-ontology.owl"]["evidence"] == len(said)


def test_turtle_holds_what_rdf_xml_holds(written: Path) -> None:
    """Graph and ontology are the same in both syntaxes."""
    xml, turtle = (
        list(ox.parse(path=str(written / f"graph-and-ontology.{suffix}"), format=form))
        for suffix, form in (("owl", ox.RdfFormat.RDF_XML), ("ttl", ox.RdfFormat.TURTLE))
    )

    assert len(xml) == len(turtle) > 50_000
    assert named(xml) == named(turtle)


def named(triples: list[ox.Quad]) -> set[str]:
    """The statements without blank nodes."""
    return {str(triple) for triple in triples if "_:" not in str(triple)}


def test_reasoners_agree(opened: Opened) -> None:
    """Four reasoners find the ontology consistent and every class possible."""
    assert opened["root"]["reasoners"] == {name: [True, []] for name in REASONERS}
    assert opened["cases"]["cases"]["possible"] == dict.fromkeys(WHOLE, True)


def test_graph_with_ontology_is_consistent(opened: Opened) -> None:
    """Start reasoner in Protégé, with the whole graph open, ends well."""
    assert opened["graph-and-ontology.owl"]["reasoners"] == {"HermiT": [True, []]}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_reasoners_refuse_impossible_data(opened: Opened, case: str) -> None:
    """Data that cannot be is inconsistent to two reasoners of different make."""
    assert opened["cases"]["cases"][case] == dict.fromkeys(WHOLE, False)


def test_inferred_hierarchy_is_the_committed_one(opened: Opened) -> None:
    """What stands above each class by inference is what hierarchy.txt says; FIX=1 writes it anew."""
    found = opened["root"]["hierarchy"]
    lines = [f"{_short(cls)} < {_short(above)}" for cls, above in found["HermiT"]]
    if os.environ.get("FIX"):
        HIERARCHY.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert HIERARCHY.read_text(encoding="utf-8").splitlines() == lines
    assert all(found[name] == found["HermiT"] for name in REASONERS)


@pytest.mark.parametrize("name", ["ontology.owl", "graph-and-ontology.owl"])
def test_saving_loses_no_triple(opened: Opened, written: Path, name: str) -> None:
    """Opened and saved by the OWL API, the file holds every triple it held, the order of sets aside."""
    assert "error" not in opened[name]
    before, after = described(written / name), described(written / f"saved-{name}")

    assert len(before) > 1500
    assert before - after == Counter()


def _short(iri: str) -> str:
    return iri.replace(HR, "hr:").replace(OWL, "owl:")


def described(file: Path) -> Counter[tuple[str, str, str]]:
    """The triples of an RDF/XML file, each blank node in the words of what is said of it."""
    triples = list(ox.parse(path=str(file), format=ox.RdfFormat.RDF_XML))
    about: dict[Any, list[tuple[str, Any]]] = {}
    for triple in triples:
        about.setdefault(triple.subject, []).append((triple.predicate.value, triple.object))

    def items(node: Any) -> list[str]:
        first, rest = (dict(about[node])[RDF + part] for part in ("first", "rest"))
        return [name(first), *(items(rest) if isinstance(rest, ox.BlankNode) else [])]

    def name(node: Any) -> str:
        if not isinstance(node, ox.BlankNode):
            return str(node)
        parts = dict(about[node])
        if RDF + "first" in parts:
            return f"({' '.join(sorted(items(node)))})"
        said = sorted(f"{predicate} {name(value)}" for predicate, value in about[node])
        if str(parts.get(OWL + "annotatedProperty"))[1:-1] in SYMMETRIC:
            said = sorted(re.sub(r"#annotated(Source|Target) ", "#either ", one) for one in said)
        return f"[{' ; '.join(said)}]"

    found: Counter[tuple[str, str, str]] = Counter()
    for triple in triples:
        subject, predicate, value = name(triple.subject), triple.predicate.value, name(triple.object)
        if predicate in SYMMETRIC:
            subject, value = sorted([subject, value])
        if predicate.startswith(OWL + "annotated") or predicate in (RDF + "first", RDF + "rest"):
            continue  # part of the description of its blank node
        found[subject, predicate, value] += 1
    return found
