"""Every class and every property of the project's own ontology serves some question or example query."""

import re
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef

ROOT = Path(__file__).parents[2]
MODULES = ("document", "evidence", "actors", "objectives", "instruments")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
HR = Namespace("https://w3id.org/hrgraph/ontology#")


def own_terms() -> set[str]:
    """The names of all classes and properties that the modules of the ontology define themselves."""
    found = set()
    for module in MODULES:
        graph = Graph().parse(ROOT / "ontology" / f"{module}.ttl", format="turtle")
        found |= {
            term.removeprefix(HR)
            for kind in KINDS
            for term in graph.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term.startswith(HR) and (term, RDFS.isDefinedBy, None) in graph
        }
    return found


def terms_of(query: str) -> set[str]:
    """The names of the ontology's terms in a query; comments do not count."""
    body = re.sub(r"^\s*#.*$", "", query, flags=re.MULTILINE)
    return set(re.findall(r"\bhr:(\w+)", body))


def test_every_term_is_asked_for() -> None:
    """No class or property of the ontology is there without a question or an example that uses it."""
    files = [*(ROOT / "queries" / "cq").glob("*.rq"), *(ROOT / "queries" / "examples").glob("*.rq")]
    asked = {term for file in files for term in terms_of(file.read_text(encoding="utf-8"))}
    terms = own_terms()
    assert terms
    assert sorted(terms - asked) == []


def test_a_comment_asks_for_nothing() -> None:
    """A term that only a comment names does not count as used."""
    assert terms_of("# hr:Crime\nSELECT ?x WHERE { ?x a hr:Actor ; hr:isOrganOf/^hr:joins ?y }") == {
        "Actor",
        "isOrganOf",
        "joins",
    }
