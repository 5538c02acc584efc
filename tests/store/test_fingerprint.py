"""The hash of an answer."""

import pyoxigraph as ox
import pytest

from hrgraph.store.fingerprint import fingerprint
from hrgraph.store.oxigraph import OxigraphStore


def store(*lines: str) -> OxigraphStore:
    """A store of these statements in one graph."""
    quads = "\n".join(f"{line} <urn:g> ." for line in lines)
    engine = ox.Store()
    engine.load(quads.encode(), format=ox.RdfFormat.N_QUADS)
    return OxigraphStore(engine)


TWO = store('<urn:a> <urn:p> "ž"@lv', "<urn:b> <urn:p> <urn:c>")


def test_order_of_rows_and_columns() -> None:
    """The same rows in another order, and under columns in another order, have the same hash."""
    up = fingerprint(TWO, "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s")
    down = fingerprint(TWO, "SELECT ?o ?s { ?s ?p ?o } ORDER BY DESC(?s)")

    assert up == down
    assert up.count == 2


@pytest.mark.parametrize(
    "other",
    [
        "SELECT ?s { ?s <urn:p> ?o }",
        "SELECT ?s ?x { ?s <urn:p> ?x }",
        "SELECT ?s ?o { ?s <urn:p> ?o FILTER(isIRI(?o)) }",
        "SELECT ?s (STR(?x) AS ?o) { ?s <urn:p> ?x }",
        "SELECT ?s ?o { ?s <urn:p> ?o VALUES ?twice { 1 2 } }",
        "ASK {}",
        "CONSTRUCT WHERE { ?s <urn:p> ?o }",
    ],
)
def test_another_answer_has_another_hash(other: str) -> None:
    """Fewer rows, rows more often, another language or type, other names: each changes the hash."""
    assert fingerprint(TWO, other).hash != fingerprint(TWO, "SELECT ?s ?o { ?s <urn:p> ?o }").hash


def test_yes_is_not_no() -> None:
    """A yes has another hash than a no."""
    assert fingerprint(TWO, "ASK {}").hash != fingerprint(TWO, "ASK { <urn:none> ?p ?o }").hash


def test_names_of_blank_nodes_do_not_count() -> None:
    """Graphs that differ only in the names of blank nodes have one hash; others have not."""
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    one = fingerprint(store("_:a <urn:p> _:b", "_:b <urn:p> <urn:x>"), query)
    same = fingerprint(store("_:y <urn:p> <urn:x>", "_:x <urn:p> _:y"), query)
    other = fingerprint(store("_:a <urn:p> _:b", "_:a <urn:p> <urn:x>"), query)

    assert one == same
    assert one.hash != other.hash


def test_blank_nodes_in_rows() -> None:
    """A blank node in a row counts as a blank node, whatever its name."""
    one = fingerprint(store("_:a <urn:p> <urn:x>"), "SELECT ?s { ?s ?p ?o }")
    same = fingerprint(store("_:b <urn:p> <urn:x>"), "SELECT ?s { ?s ?p ?o }")

    assert one == same
    assert one.hash != fingerprint(store("<urn:a> <urn:p> <urn:x>"), "SELECT ?s { ?s ?p ?o }").hash
