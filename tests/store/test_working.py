"""The store that checks fill and question."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri, literal, read_term
from hrgraph.rdf.terms import XSD
from hrgraph.store.columns import NotPlain
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
    """The engine takes all integers for one type; the columns keep what was written."""
    store = WorkingStore()
    written = [b'"%s"^^<%s%s>' % (n, XSD.encode(), t) for n, t in ((b"7", b"long"), (b"007", b"integer"))]
    for value in written:
        store.read(b"<x:a> <x:p> %s .\n" % value, "n-triples", "x:g")

    assert [row["o"] for row in store.rows(ALL)] == [literal("7", XSD + "integer")]
    assert store.columns.pairs("x:p") == ([b"<x:a>", b"<x:a>"], written)


def test_equal_terms_have_equal_columns() -> None:
    """However a term is written: with escapes, with its datatype, in capitals, in another syntax."""
    store = WorkingStore()
    store.read(b'<x:a> <x:p> "\\u0101\\\'\\t"@LV <x:g> .\n', "n-quads", "x:g")
    store.read(b'<x:a>  <x:p> "x"^^<%sstring> <x:g> . # more\n' % XSD.encode(), "n-quads", "x:g")
    store.read("<x:a> <x:p> 'ā\\'\t'@lv , 'x' .".encode(), "turtle", "x:g")

    assert store.columns.values("x:p") == {'"ā\'\\t"@lv'.encode(), b'"x"'}
    assert {read_term(value) for value in store.columns.values("x:p")} == {
        row["o"] for row in store.rows(ALL)
    }


def test_plain_content_only_where_that_is_asked() -> None:
    """What may be written in several ways is refused there, and so is what is no N-Quads."""
    store = WorkingStore()
    store.read_plain(b"<x:s> <x:p> <x:o> <x:g> .\n")

    assert (count(store), store.columns.things("x:p")) == ("1", {b"<x:s>"})
    with pytest.raises(NotPlain):
        store.read_plain(b"<x:s> <x:p>  <x:o> <x:g> .\n")
    with pytest.raises(DataError, match="no valid RDF"):
        store.read_plain(b"<x:s> <x:p> <x:o><x:o> <x:g> .\n")


def test_a_graph_without_an_iri_gets_one() -> None:
    """A blank node may name a graph; its statements are seen as those of any other."""
    store = WorkingStore()
    store.read(b"<x:s> <x:p> <x:o> _:g .\n", "n-quads", "x:g")

    assert count(store) == "1"
    assert store.columns.things("x:p") == {b"<x:s>"}


def test_what_is_forgotten_is_gone_from_both() -> None:
    """A graph taken out is seen by no query and in no column; a copy keeps it."""
    store = WorkingStore()
    store.read(b"<x:s> <x:p> <x:o> <x:g> .\n<x:t> <x:p> <x:o> <x:h> .\n", "n-quads", "x:g")
    copy = store.copy()
    store.forget("x:g")

    assert (count(store), store.columns.things("x:p")) == ("1", {b"<x:t>"})
    assert (count(copy), len(copy.columns.things("x:p"))) == ("2", 2)


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
