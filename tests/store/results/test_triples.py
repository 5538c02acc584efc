"""RDF read back as plain terms."""

from hrgraph.rdf.term import Term, iri, literal
from hrgraph.store.results.triples import triples_of


def test_every_kind_of_term() -> None:
    """IRIs, blank nodes, plain strings, languages and datatypes come out as they were written."""
    turtle = b'<a:s> <a:p> <a:o>, "x", "y"@lv, 1 . _:b <a:p> "2020"^^<a:year> .'
    found = list(triples_of(turtle))

    assert [triple[2] for triple in found] == [
        iri("a:o"),
        literal("x"),
        literal("y", language="lv"),
        literal("1", "http://www.w3.org/2001/XMLSchema#integer"),
        literal("2020", "a:year"),
    ]
    assert found[0][:2] == (iri("a:s"), iri("a:p"))
    assert found[-1][0].kind == "blank"


def test_a_triple_about_a_triple() -> None:
    """A triple term (RDF 1.2) is shown as it is written, not lost."""
    found = list(triples_of(b"<a:s> <a:p> <<( <a:x> <a:y> <a:z> )>> ."))

    assert isinstance(found[0][2], Term)
    assert "a:y" in found[0][2].text
