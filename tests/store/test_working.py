"""The store that checks fill and question."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri, literal
from hrgraph.rdf.terms import XSD
from hrgraph.store.working import SYNTAXES, WorkingStore

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?o"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def count(store: WorkingStore) -> str:
    """How many statements a query sees."""
    return next(store.rows(COUNT))["n"].text


def test_terms_come_back_as_they_went_in() -> None:
    """IRIs, words with and without a language, dates; language tags in small letters."""
    store = WorkingStore()
    store.read(
        b'<x:s> <x:p> <x:o> , "a\\n\\"b" , "l"@LV , "2021-05-19"^^<%sdate> .' % XSD.encode(), "turtle", "x:g"
    )

    assert {row["o"] for row in store.rows(ALL)} == {
        iri("x:o"),
        literal('a\n"b'),
        literal("l", language="lv"),
        literal("2021-05-19", XSD + "date"),
    }
    assert literal('a\n"b').n3() == '"a\\n\\"b"'
    assert literal("l", language="LV").n3() == '"l"@lv'
    assert Term("blank", "b").n3() == "_:b"


def test_numbers_are_known_as_they_were_written() -> None:
    """The engine takes all integers for one type; what was written differently than expected is kept."""
    store = WorkingStore({"x:p": XSD + "positiveInteger"})
    lines = [("a", "7", "positiveInteger"), ("b", "007", "positiveInteger"), ("c", "7", "long")]
    for subject, digits, type_ in lines:
        store.read(f'<x:{subject}> <x:p> "{digits}"^^<{XSD}{type_}> .'.encode(), "n-triples", "x:g")

    rows = list(store.rows(ALL))
    assert {row["o"] for row in rows} == {literal("7", XSD + "integer")}
    assert [store.written(row["s"], "x:p", row["o"]) for row in rows] == [
        literal(digits, XSD + type_) for _, digits, type_ in lines
    ]
    assert [subject.text for subject, _ in store.unexpected("x:p")] == ["x:b", "x:c"]


def test_a_repeated_statement_counts_once() -> None:
    """The union of graphs holds a statement once, however many graphs have it."""
    store = WorkingStore()
    store.read(
        b"<x:s> <x:p> <x:o> <x:g> .\n<x:s> <x:p> <x:o> <x:h> .\n<x:s> <x:p> <x:s> .\n", "n-quads", "x:g"
    )
    assert count(store) == "3"
    store.forget_repeats()
    assert count(store) == "2"
    assert len(store) == 2


@pytest.mark.parametrize("shared", ["<x:s> <x:p> <x:o> <x:h> .", ""])
def test_part_holds_its_graphs_alone(shared: str) -> None:
    """Some graphs as one, whether they share a statement or not; the others are not seen."""
    store = WorkingStore()
    lines = f"<x:s> <x:p> <x:o> <x:g> .\n{shared}\n<x:t> <x:p> <x:o> <x:h> .\n<x:u> <x:p> <x:o> <x:i> .\n"
    store.read(lines.encode(), "n-quads", "x:g")
    part = store.part("x:g", "x:h")

    assert [row["s"].text for row in part.rows(ALL)] == ["x:s", "x:t"]
    assert count(part) == "2"


def test_graphs_are_found_by_what_they_hold() -> None:
    """The names of the graphs with a thing of a class."""
    store = WorkingStore()
    store.read(b"<x:g> { <x:a> a <x:C> } <x:h> { <x:a> a <x:D> } <x:b> a <x:C> .", "trig", "x:rest")

    assert store.graphs_with("x:C") == ["x:g", "x:rest"]


def test_this_is_bound_beforehand() -> None:
    """A query can be asked of one thing."""
    store = WorkingStore()
    store.read(b'<x:a> <x:p> "1" . <x:b> <x:p> "2" .', "turtle", "x:g")

    assert [row["v"].text for row in store.rows("SELECT $this ?v { $this ?p ?v }", iri("x:b"))] == ["2"]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_malformed_rdf_is_an_error(syntax: str) -> None:
    """It says which syntax was expected and names the file."""
    with pytest.raises(
        DataError, match=rf"mine: ?.*no valid RDF \({syntax}\)|mine:1: no valid RDF \({syntax}\)"
    ):
        WorkingStore().read(b'{"@id": <', syntax, "x:g", "mine")


def test_error_tells_how_to_write_a_name_with_a_slash() -> None:
    """The IRIs of parts have slashes, and Turtle does not take them after a prefix."""
    with pytest.raises(DataError, match="written in full"):
        WorkingStore().read(b"@prefix id: <x:> . id:a/b a id:c .", "turtle", "x:g")


def test_error_names_the_line(tmp_path: Path) -> None:
    """The line of the mistake stands beside the name of the file."""
    file = tmp_path / "mine.ttl"
    file.write_text("<x:a> <x:b> <x:c> .\n\n<x:a> <x:b> ; .\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"mine\.ttl:3: no valid RDF") as caught:
        WorkingStore().read(file, "turtle", "x:g")
    assert caught.value.line == 3


def test_context_elsewhere_is_not_fetched() -> None:
    """JSON-LD that names a context on the web is refused, not completed from there."""
    with pytest.raises(DataError, match="no valid RDF"):
        WorkingStore().read(b'{"@context": "http://127.0.0.1:9/c", "@id": "x:a", "b": "c"}', "json-ld", "x:g")


@pytest.mark.parametrize("query", ["SELECT", "ASK { ?s ?p ?o }"])
def test_what_is_no_select_is_an_error(query: str) -> None:
    """A malformed query and one of another form are refused."""
    with pytest.raises(DataError, match=r"no valid SPARQL|has to be a SELECT"):
        list(WorkingStore().rows(query))
