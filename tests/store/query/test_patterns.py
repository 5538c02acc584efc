"""The conditions of a query, one by one."""

import pytest

from hrgraph.store.query.guard import read
from hrgraph.store.query.patterns import conditions_of

CASES = [
    ("SELECT * { ?s ?p ?o }", ["?s ?p ?o"]),
    ("ASK { ?s a <urn:c> ; <urn:p> 'x'@lv , -1 . }", ["?s a <urn:c>", "?s <urn:p> 'x'@lv", "?s <urn:p> -1"]),
    ("ASK { ?s (<urn:p>/^<urn:q>)* ?o . FILTER(?o > 1) }", ["?s (<urn:p>/^<urn:q>)* ?o", "FILTER(?o > 1)"]),
    ("ASK { ?s ?p 'x'^^<urn:d> OPTIONAL { ?s ?p ?o } }", ["?s ?p 'x'^^<urn:d>", "OPTIONAL { ?s ?p ?o }"]),
    ("ASK { { ?s ?p 1 } UNION { ?s ?p 2 } ?s ?q ?z }", ["{ ?s ?p 1 } UNION { ?s ?p 2 }", "?s ?q ?z"]),
    ("ASK { GRAPH ?g { ?s ?p ?o } BIND((1 + 2) AS ?x) }", ["GRAPH ?g { ?s ?p ?o }", "BIND((1 + 2) AS ?x)"]),
    ("ASK { VALUES (?x) { (1) (2) } ?x ?p (1 2) }", ["VALUES (?x) { (1) (2) }", "?x ?p (1 2)"]),
    ("ASK { ?s ?p ?o FILTER NOT EXISTS { ?s a ?c } }", ["?s ?p ?o", "FILTER NOT EXISTS { ?s a ?c }"]),
    ("SELECT (COUNT(*) AS ?n) FROM <urn:g> WHERE { [] a ?c } GROUP BY ?c", ["[] a ?c"]),
    ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", ["?s ?p ?o"]),
    ("CONSTRUCT WHERE { ?s ?p ?o }", ["?s ?p ?o"]),
    ("SELECT * { SELECT ?s { ?s ?p ?o } }", ["{ SELECT ?s { ?s ?p ?o } }"]),
    ("DESCRIBE <urn:a>", []),
]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_conditions(query: str, expected: list[str]) -> None:
    """Each condition is found with its own text; lists of verbs and objects are taken apart."""
    assert [condition.text for condition in conditions_of(read(query)).conditions] == expected


def test_what_stands_before_the_conditions() -> None:
    """The prologue and the dataset are kept, so that each condition can be asked by itself."""
    asked = conditions_of(
        read("PREFIX a: <urn:a> SELECT ?s FROM <urn:g> FROM NAMED <urn:h> WHERE { ?s a a:b }")
    )

    assert asked.prologue == "PREFIX a: <urn:a> "
    assert asked.dataset.split() == ["FROM", "<urn:g>", "FROM", "NAMED", "<urn:h>"]


def test_places() -> None:
    """A condition is where it is written, the second verb of a subject at its verb."""
    query = "ASK { ?s a ?c ;\n <urn:p> ?o }"

    assert [query[c.start :].split()[0] for c in conditions_of(read(query)).conditions] == ["?s", "<urn:p>"]
