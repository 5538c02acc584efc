"""Why a query has no answer."""

import pyoxigraph as ox
import pytest

from hrgraph.errors import BadQuery
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.query.empty import explain_empty

EX = "http://example.org/"
DATA = """
@prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:latvia a ex:Country ; ex:label "Latvija"@lv , "Latvia"@en ; ex:capital ex:riga ;
  ex:since "1918"^^xsd:gYear .
ex:riga a ex:City ; ex:label "Rīga"@lv .
"""


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    """Latvia and Riga."""
    engine = ox.Store()
    quads = ox.parse(DATA.encode(), format=ox.RdfFormat.TURTLE)
    engine.extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode("urn:g")) for quad in quads)
    return OxigraphStore(engine)


CASES = [
    ("?x a ex:Contry", "no-class", "?x a ex:Contry", EX + "Country"),
    ("?x a ex:Country ; ex:captal ?y", "no-predicate", "?x ex:captal ?y", EX + "capital"),
    ("?x ex:capital/ex:lable ?y", "no-predicate", "?x ex:capital/ex:lable ?y", EX + "label"),
    ("?x a ex:Country . ?x ex:capital ex:rīga", "no-thing", "?x ex:capital ex:rīga", EX + "riga"),
    ("?x a <http://example.com/Country>", "no-class", "?x a <http://example.com/Country>", EX + "Country"),
    ("?x ex:qqqq ?y", "no-predicate", "?x ex:qqqq ?y", ""),
    ('?x ex:label "Latvija"', "other-literal", '?x ex:label "Latvija"', '"Latvija"@lv'),
    ('?x ex:label ?l FILTER(?l = "Rīga")', "other-literal", 'FILTER(?l = "Rīga")', '"Rīga"@lv'),
    ("?x ex:since 1918", "other-literal", "?x ex:since 1918", '"1918"^^xsd:gYear'),
    (
        '?x ex:label ?l FILTER("Latvija"@en = ?l)',
        "other-literal",
        'FILTER("Latvija"@en = ?l)',
        '"Latvija"@lv',
    ),
    ('?x ex:label ?l FILTER(LANG(?l) = "de")', "filter-empty", 'FILTER(LANG(?l) = "de")', ""),
    ("?x a ex:City ; ex:capital ?y", "no-join", "?x ex:capital ?y", ""),
    ("ex:riga ex:capital ?y", "no-match", "ex:riga ex:capital ?y", ""),
    ("?x a ex:City . { ?x ex:a 1 } UNION { ?x ex:b 1 }", "no-match", "{ ?x ex:a 1 } UNION { ?x ex:b 1 }", ""),
    ("[] ex:capital [ a ex:Country ]", "no-match", "[] ex:capital [ a ex:Country ]", ""),
]


@pytest.mark.parametrize(("where", "code", "condition", "meant"), CASES)
def test_the_first_condition_that_fails(
    store: OxigraphStore, where: str, code: str, condition: str, meant: str
) -> None:
    """The condition that nothing fulfils is named, with the nearest name or literal of the graph."""
    why = explain_empty(store, f"PREFIX ex: <{EX}>\nSELECT * {{ {where} }}")

    assert why is not None
    assert (why.reason.code, why.condition, why.meant, why.line) == (code, condition, meant, 2)


def test_an_answer_needs_no_reason(store: OxigraphStore) -> None:
    """A query with an answer, and a DESCRIBE, are not explained."""
    for query in ("ASK {}", "SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <urn:none>"):
        assert explain_empty(store, query) is None


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s ?p ?o } LIMIT 0", "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (false)"]
)
def test_nothing_is_left_after_the_conditions(store: OxigraphStore, query: str) -> None:
    """Where every condition is fulfilled, what follows them is to blame."""
    why = explain_empty(store, query)

    assert why is not None
    assert (why.reason.code, why.condition) == ("empty-later", "")


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", "SELECT * { ?s ?p ?o }"]
)
def test_dataset_and_form(store: OxigraphStore, query: str) -> None:
    """The dataset of the request or of the query holds, for each form."""
    own = query.replace("{ ?s ?p ?o }", "FROM <urn:none> WHERE { ?s ?p ?o }").replace("WHERE FROM", "FROM")
    for why in (explain_empty(store, query, ("urn:none",)), explain_empty(store, own)):
        assert why is not None
        assert (why.reason.code, why.condition) == ("no-match", "?s ?p ?o")


def test_a_malformed_query(store: OxigraphStore) -> None:
    """A query that cannot be run is an error, not an empty answer."""
    with pytest.raises(BadQuery):
        explain_empty(store, "SELECT * { ?s ?p }")
