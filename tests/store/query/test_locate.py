"""Where a malformed query is wrong, and why."""

import pytest

from hrgraph.errors import BadQuery
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.reasons import Reason

CASES = [
    ("", 1, 1, "empty"),
    ("  # only this", 1, 1, "empty"),
    ("SELECT", 1, 7, "ends-early"),
    ("SELECT * WHERE {\n  ?s ?p ?o .\n", 2, 13, "ends-early"),
    ("SELECT ?x WHERE { ?x ?y }", 1, 25, "unexpected"),
    ("SELECT ?x {\n ?x a ?y .\n ?x ?? ?z }", 3, 5, "unexpected"),
    ("SELECT * {\n  ?x rdfs:label ?y }", 2, 6, "undeclared-prefix"),
    ("PREFIX a: <http://a/>\nSELECT * { ?x a:b ?y ; b:c ?z }", 2, 24, "undeclared-prefix"),
    ('ASK { ?s ?p "abc }', 1, 13, "open-string"),
    ('ASK { ?s ?p "ā\\q" }', 1, 13, "open-string"),
    ("ASK { ?s <http://a b> ?o }", 1, 10, "open-iri"),
    ("ASK { ?s ?p ?o FILTER(?o < 1 && 2 > 1) } <b c> ", 1, 42, "open-iri"),
    ("ASK { ?s ?p ?o FILTER(?o < 1 && 2 > 1) ?? }", 1, 40, "unexpected"),
    ('ASK { ?s ?p """abc }', 1, 15, "open-string"),
    ("ASK { <a> ?p ?o }", 1, 7, "bad-iri"),
    ("SELECT * FROM <rel> {}", 1, 15, "bad-iri"),
    ("EXPLAIN SELECT * {}", 1, 1, "no-form"),
    ("SELECT * { ?s ?p ?o } garbage", 1, 23, "unexpected"),
    ("SELECT ?x, ?y { ?x ?p ?y }", 1, 10, "unexpected"),
    ("SELECT * { ?s ?p ?o FILTER(foo(?s)) }", 1, 28, "unexpected"),
    ("SELECT ?x WHERE { ?x a ?t FILTER ?x = 1 }", 1, 34, "unexpected"),
    ("SELECT ?x WHERE {\n ?x a ?t GROUP BY ?x }", 2, 10, "unexpected"),
    ("SELECT * {} LIMIT -1", 1, 19, "unexpected"),
    ("ASK { ?s ?p ?o } ; DROP ALL", 1, 18, "unexpected"),
    ("SELECT ?y (COUNT(*) AS ?c) { ?x a ?y }", 1, 38, "unbound"),
    ("SELECT * { ?x ?p ?o } GROUP BY ?x", 1, 32, "star-group"),
    ("SELECT (1 AS ?x) (2 AS ?x) {}", 1, 29, "reused"),
    ("SELECT * { ?s ?p ?o {} BIND(1 AS ?o) }", 1, 34, "reused"),
    ("SELECT (CONCAT ('ā') AS ?x) { ?x ?? }", 1, 34, "unexpected"),
    ("ASK\r\n{ ?s\r\n ?? }", 3, 2, "unexpected"),
]


@pytest.mark.parametrize(("text", "line", "column", "code"), CASES)
def test_the_place_is_that_of_the_wrong_token(
    store: OxigraphStore, text: str, line: int, column: int, code: str
) -> None:
    """The line and column are those where a reader would mend the query, with the right reason."""
    with pytest.raises(BadQuery) as caught:
        store.query(text)

    reason = caught.value.message
    assert isinstance(reason, Reason)
    assert (caught.value.line, caught.value.column, reason.code) == (line, column, code)


def test_a_very_long_query_has_the_place_of_the_engine(store: OxigraphStore) -> None:
    """A query too long to search still gets a line and a column."""
    text = "ASK { VALUES ?x {\n" + "1 " * 20_001 + "\n ?? } }"

    with pytest.raises(BadQuery) as caught:
        store.query(text)

    assert caught.value.line == 3
