"""The ontology's files: they can be read, say what they must, and fit together."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.hygiene import SUFFIX, read_prefixes, run_check, run_checks

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
BROKEN = Path(__file__).parent / "broken"
CHECKS = sorted((ONTOLOGY / "checks").glob("*" + SUFFIX))
NAMES = [check.name.removesuffix(SUFFIX) for check in CHECKS]
MODULES = ontology_files(ONTOLOGY)
HR = "https://w3id.org/hrgraph/ontology#"
TEXTS = sorted((ROOT / "data" / "documents").glob("*/text.txt"))
CATALOG = ONTOLOGY / "catalog-v001.xml"
QUOTED = re.compile(r"„(.*?)”")


def parsed(file: Path) -> Graph:
    """One Turtle file."""
    return Graph().parse(file, format="turtle")


def catalogued() -> dict[str, str]:
    """The catalog: IRI of an ontology, file beside the catalog."""
    return {entry.attrib["name"]: entry.attrib["uri"] for entry in ET.parse(CATALOG).getroot()}


def own_terms(graph: Graph) -> set[Node]:
    """The project's terms that a graph speaks of."""
    return {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(HR)}


def test_every_check_passes() -> None:
    """No check finds anything wrong with the ontology."""
    assert run_checks(ONTOLOGY) == []


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
def test_check_trips_on_its_broken_example(check: Path) -> None:
    """A check that could never fire would be no check: each finds the fault planted for it and says it."""
    broken = parsed(BROKEN / f"{check.name.removesuffix(SUFFIX)}.ttl")
    findings = run_check(check, broken, read_prefixes(ONTOLOGY / "prefixes.ttl"))

    assert findings
    assert all(finding.message_lv and finding.message_en and finding.focus for finding in findings)


def test_no_broken_example_without_a_check() -> None:
    """Checks and broken examples pair one to one."""
    assert sorted(file.stem for file in BROKEN.glob("*.ttl")) == NAMES


def test_folder_without_checks_is_refused(tmp_path: Path) -> None:
    """Running no check at all is an error, not a pass."""
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")

    with pytest.raises(DataError, match="holds no check"):
        run_checks(tmp_path)


def test_catalog_lists_every_import() -> None:
    """Protégé finds every import offline: it is in the catalog, by a relative name, and is that ontology."""
    imports = {str(iri) for module in MODULES for iri in parsed(module).objects(None, OWL.imports)}
    catalog = catalogued()

    assert imports
    assert imports - catalog.keys() == set()
    for iri, name in catalog.items():
        assert "/" not in name
        assert (URIRef(iri), RDF.type, OWL.Ontology) in parsed(ONTOLOGY / name)


def test_root_imports_every_module() -> None:
    """Whoever opens hrgraph.ttl gets all modules."""
    root = parsed(ONTOLOGY / "hrgraph.ttl")
    modules = {ONTOLOGY / catalogued()[str(iri)] for iri in root.objects(None, OWL.imports)}

    assert modules == {module for module in MODULES if module.name != "hrgraph.ttl"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_module_imports_what_it_uses(module: Path) -> None:
    """A module opened alone knows every own term it speaks of, and imports nothing it does not need."""
    graph = parsed(module)
    if module.name in {"hrgraph.ttl", "borrowed.ttl"}:
        return
    everything = read_turtle(MODULES)
    homes = {str(everything.value(term, RDFS.isDefinedBy)) for term in own_terms(graph)}
    imports = {str(iri) for iri in graph.objects(None, OWL.imports)}
    own = str(graph.value(None, RDF.type, OWL.Ontology))

    assert imports == homes - {own} | {HR.rstrip("#") + "/borrowed"}


def test_terms_stand_in_the_module_they_name() -> None:
    """rdfs:isDefinedBy names the file in which a term is declared."""
    for module in MODULES:
        graph = parsed(module)
        own = graph.value(None, RDF.type, OWL.Ontology)
        for term, home in graph.subject_objects(RDFS.isDefinedBy):
            assert not str(term).startswith(HR) or home == own, term


@pytest.mark.skipif(not TEXTS, reason="the source texts are not in data/documents")
def test_quoted_examples_stand_in_the_texts() -> None:
    """What an example quotes between „ and ” stands in a source text, white space aside."""
    words = "".join("".join(text.read_text(encoding="utf-8").split()) for text in TEXTS)
    examples = [str(example) for module in MODULES for example in parsed(module).objects(None, SKOS.example)]
    quotes = [quote for example in examples for quote in QUOTED.findall(example)]

    assert len(quotes) > 100
    assert [quote for quote in quotes if "".join(quote.split()) not in words] == []


def test_header_is_complete() -> None:
    """The root's header says all that repositories of ontologies and citing readers ask for."""
    prefixes = read_prefixes(ONTOLOGY / "prefixes.ttl")
    root = parsed(ONTOLOGY / "hrgraph.ttl")
    iri = URIRef(HR.rstrip("#"))
    wanted = {
        "dct": "abstract publisher issued bibliographicCitation source license creator created modified"
    }
    wanted["vann"] = "preferredNamespacePrefix preferredNamespaceUri"

    for prefix, names in wanted.items():
        for name in names.split():
            assert (iri, URIRef(prefixes[prefix] + name), None) in root, name
    assert root.value(iri, OWL.versionIRI) == URIRef(f"{iri}/{root.value(iri, OWL.versionInfo)}")


def test_prefixes_agree_with_the_files() -> None:
    """The one list of prefixes says what the Turtle files say."""
    prefixes = read_prefixes(ONTOLOGY / "prefixes.ttl")
    declared = re.compile(r"^@prefix (\w+): <([^>]+)> \.$", re.MULTILINE)

    assert prefixes["hr"] == HR
    for file in ONTOLOGY.rglob("*.ttl"):
        for prefix, namespace in declared.findall(file.read_text(encoding="utf-8")):
            assert prefixes[prefix] == namespace, file


def test_shapes_declare_the_prefixes_they_use() -> None:
    """Every prefix declaration hangs on the ontology that the shapes' sh:prefixes names."""
    graph = parsed(ONTOLOGY / "prefixes.ttl")

    assert set(graph.objects(URIRef("https://w3id.org/hrgraph/shapes"), SH.declare)) == set(
        graph.subjects(SH.prefix)
    )
