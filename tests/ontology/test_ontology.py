"""The ontology's files: they can be read, say what they must, and fit together."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.graph.write import Graphs
from hrgraph.pipeline import DocumentReading
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.hygiene import SUFFIX, read_prefixes, run_check, run_checks

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
BROKEN = Path(__file__).parent / "broken"
CHECKS = sorted((ONTOLOGY / "checks").glob("*" + SUFFIX))
NAMES = [check.name.removesuffix(SUFFIX) for check in CHECKS]
MODULES = ontology_files(ONTOLOGY)
HR = "https://w3id.org/hrgraph/ontology#"
CATALOG = ONTOLOGY / "catalog-v001.xml"
OF_OTHER_TEXTS = ("EntryIntoForce", "SigningEvent", "isOrganisedBy", "says", "supports", "welcomes")
"""Terms that the rules use for releases of other ministries; the two first texts have no such sentence."""
QUOTED = re.compile(r"„(.*?)”")
INVENTED = "(izdomāts teikums)"
DOCUMENTS = {"rīcības plāns": "eu-action-plan-hrd-2020-2024", "paziņojums": "press-release-act"}
PLACE = re.compile(rf"\(({'|'.join(DOCUMENTS)}), ([^)]+)\)")


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


def test_every_check_is_told() -> None:
    """The table of checks gives each with the comment it begins with."""
    told = (ONTOLOGY / "checks" / "README.md").read_text(encoding="utf-8")

    for name, check in zip(NAMES, CHECKS, strict=True):
        first = check.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"| [`{name}`]({check.name}) | {first} | " in told


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


def examples() -> list[tuple[Node, str]]:
    """Every example with its term."""
    return [
        (term, str(example))
        for module in MODULES
        for term, example in parsed(module).subject_objects(SKOS.example)
    ]


def place_of(example: str) -> tuple[str, str]:
    """The document and the part that an example names in brackets."""
    places = PLACE.findall(example)
    assert len(places) == 1, example
    return DOCUMENTS[places[0][0]], places[0][1]


def test_quoted_examples_stand_in_their_place(readings: dict[str, DocumentReading]) -> None:
    """What an example quotes between „ and ” stands in the part that it names, white space aside."""
    wrong = []
    quotes = [(*place_of(example), quote) for _, example in examples() for quote in QUOTED.findall(example)]
    for document, part, quote in quotes:
        units = readings[document].outline.units
        parents = {unit.id: unit.parent for unit in units}
        inside = [unit for unit in units if part in chain(unit.id, parents)]
        if not any("".join(quote.split()) in "".join(unit.words.text.split()) for unit in inside):
            wrong.append((document, part, quote))

    assert len(quotes) > 100
    assert wrong == []


def chain(part: str, parents: Mapping[str, str]) -> set[str]:
    """A part and all parts around it."""
    found = set()
    while part and part not in found:
        found.add(part)
        part = parents.get(part, "")
    return found


def test_examples_without_words_are_values_of_the_graph(graphs: Graphs) -> None:
    """An example that quotes no words gives what the graph says of the thing that it names."""
    values = [
        (term, example)
        for term, example in examples()
        if not QUOTED.search(example) and not example.endswith(INVENTED)
    ]

    assert values
    for term, example in values:
        document, part = place_of(example)
        thing = URIRef(f"https://w3id.org/hrgraph/id/{document}/{part}")
        assert example.split(" ")[0] in map(str, graphs[document].objects(thing, URIRef(str(term))))


def test_examples_are_invented_only_where_the_texts_have_none(everything: Graph) -> None:
    """An example that says it is invented is that of a property which no statement of the texts has yet."""
    invented = [term for term, example in examples() if example.endswith(INVENTED)]

    assert invented
    assert [term for term in invented if (None, URIRef(str(term)), None) in everything] == []


def test_version_of_the_root() -> None:
    """The IRI of the version is that of the ontology with the number that the header states."""
    root = parsed(ONTOLOGY / "hrgraph.ttl")
    iri = URIRef(HR.rstrip("#"))

    assert root.value(iri, OWL.versionIRI) == URIRef(f"{iri}/{root.value(iri, OWL.versionInfo)}")


def test_modules_have_the_version_of_the_root() -> None:
    """One version number holds for all modules."""
    assert (
        len({str(version) for file in MODULES for version in parsed(file).objects(None, OWL.versionInfo)})
        == 1
    )


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


def test_every_term_is_used_by_the_data(graphs: Graphs) -> None:
    """No class is without a member and no property without a statement in the graph of the real texts."""
    ontology = graphs["ontology"]
    used: set[Node] = set()
    for graph in graphs.values():
        used |= {*graph.objects(None, RDF.type)}
        used |= {*graph.predicates()} if graph is not ontology else set()
    terms = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(HR)
    }

    of_other_texts = {URIRef(HR + name) for name in OF_OTHER_TEXTS}

    assert len(terms) > 150
    assert terms - used == of_other_texts
