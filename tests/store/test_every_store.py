"""What every store answers alike: in memory, in a folder, and behind the endpoints of two other servers."""

import csv
import json
import threading

import pyoxigraph as ox
import pytest

from hrgraph.errors import BadQuery, NotAcceptable, QueryRefused, TooLarge
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Format, Store

WORDS = "SELECT ?o { ?s <https://example.org/says> ?o } ORDER BY ?o"
ONE = "https://example.org/graph/one"
TWO = "https://example.org/graph/two"


@pytest.fixture(params=["memory", "folder", "oxigraph", "virtuoso"], scope="module")
def store(request: pytest.FixtureRequest) -> Store:
    """A store of each kind with the same statements."""
    found: Store = request.getfixturevalue(f"in_{request.param}")
    return found


def words(
    store: Store, text: str = WORDS, default: tuple[str, ...] = (), named: tuple[str, ...] = ()
) -> list[str]:
    """The values of ?o in the answer."""
    found = json.loads(store.query(text, "application/json", default, named).content())
    return [row["o"]["value"] for row in found["results"]["bindings"]]


def test_size_counts_all_graphs(store: Store) -> None:
    """The size is the number of statements over all graphs."""
    assert store.size() == 4


def test_default_graph_is_the_union(store: Store) -> None:
    """A plain query sees every graph, and a statement that stands in two graphs once."""
    assert sorted(words(store)) == ["vārds", "word"]


def test_from_narrows_the_default_graph(store: Store) -> None:
    """FROM in the query replaces the union."""
    assert words(store, WORDS.replace("{", f"FROM <{ONE}> {{", 1)) == ["vārds"]


def test_from_named_leaves_the_default_graph_empty(store: Store) -> None:
    """FROM NAMED alone makes a dataset whose default graph is empty (SPARQL 1.1 Query 13.2)."""
    text = """
        SELECT ?o FROM NAMED <https://example.org/graph/one> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }
    """

    assert words(store, text) == ["vārds"]


def test_graphs_of_the_protocol_win(store: Store) -> None:
    """Graphs given with the request replace those named in the query (SPARQL 1.1 Protocol 2.1.4)."""
    text = WORDS.replace("{", f"FROM <{ONE}> {{", 1)

    assert words(store, text, default=(TWO,)) == ["word"]
    assert words(store, WORDS, named=(TWO,)) == []
    assert words(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", default=(ONE,)) == []
    assert words(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", named=(TWO,)) == ["word"]


def test_relative_graph_iri(store: Store) -> None:
    """A graph is named by an absolute IRI."""
    with pytest.raises(BadQuery, match="names no graph"):
        store.query(WORDS, default_graphs=("one",))


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: str(form.name))
def test_every_solution_format(store: Store, form: object) -> None:
    """SELECT and ASK are answered in each result format under each of its media types."""
    assert form in SOLUTION_FORMATS
    known = next(known for known in SOLUTION_FORMATS if known == form)

    for media_type in (known.media_type, *known.aliases):
        answer = store.query(WORDS, media_type)
        assert answer.media_type == media_type
        assert "vārds" in answer.content().decode()
    assert b"true" in store.query("ASK { ?s ?p ?o }", known.media_type).content()


@pytest.mark.parametrize("name", [form.name for form in GRAPH_FORMATS])
def test_every_graph_format(store: Store, name: str) -> None:
    """CONSTRUCT and DESCRIBE are answered in each RDF format."""
    form = next(form for form in GRAPH_FORMATS if form.name == name)

    for text in ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <https://example.org/a>"):
        answer = store.query(text, form.media_type)
        assert answer.media_type == form.media_type
        assert "vārds" in answer.content().decode()


def test_turtle_is_short(store: Store) -> None:
    """Turtle uses the prefixes of hrgraph."""
    text = "CONSTRUCT { <https://w3id.org/hrgraph/id/latvia> a <https://w3id.org/hrgraph/ontology#State> } {}"

    assert "id:latvia a hr:State ." in store.query(text).content().decode()


def test_without_media_type_the_preferred_format_is_used(store: Store) -> None:
    """JSON for solutions, Turtle for graphs."""
    assert store.query(WORDS).media_type == "application/sparql-results+json"
    assert store.query("DESCRIBE <https://example.org/a>").media_type == "text/turtle"


def test_format_of_another_kind(store: Store) -> None:
    """Solutions cannot be Turtle; the error lists what they can be."""
    with pytest.raises(NotAcceptable) as caught:
        store.query(WORDS, "text/turtle")

    assert caught.value.offered == tuple(form.media_type for form in SOLUTION_FORMATS)


def test_limits_come_before_the_engine(store: Store) -> None:
    """A call to another server and nesting that would crash the process never get to the engine."""
    with pytest.raises(QueryRefused):
        store.query("ASK { SERVICE <http://127.0.0.1:1/> {} }")
    with pytest.raises(TooLarge):
        store.query("ASK " + "{" * 100_000)


def test_unknown_function(store: Store) -> None:
    """A function that the engine lacks is the query's fault, not the store's."""
    with pytest.raises(BadQuery, match="cannot be run"):
        store.query("ASK { FILTER(<https://example.org/f>(1)) }")


def test_many_threads(store: Store) -> None:
    """Several threads ask at once and each gets its own answer."""
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        answers[number] = store.query(f"SELECT ({number} AS ?n) {{}}", "text/csv").content()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {number: f"n\r\n{number}\r\n".encode() for number in range(16)}


_FIVE = 'VALUES ?x { "},{}" "a,b\\n" "<result>" "4" "5" }'
_COUNTED = f"SELECT ?x {{ {{ SELECT ?x {{ {_FIVE} }} LIMIT 500 }} }}"
_MADE = f"CONSTRUCT {{ <https://example.org/a> <https://example.org/says> ?x }} {{ {_FIVE} }}"


def number(store: Store, text: str, media_type: str, rows: int) -> tuple[int, bool]:
    """How many rows or statements there are in an answer of at most so many, read by a parser, and if cut."""
    answer = store.query(text, media_type, rows=rows)
    if media_type == "text/csv":
        return len(list(csv.reader(answer.content().decode().splitlines(keepends=True)))) - 1, answer.is_cut
    if media_type in _SOLUTIONS:
        found = ox.parse_query_results(answer.content(), format=_SOLUTIONS[media_type])
        assert isinstance(found, ox.QuerySolutions)
        return len(list(found)), answer.is_cut
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None
    return len(list(ox.parse(answer.content(), format=form))), answer.is_cut


_SOLUTIONS = {
    form.media_type: found
    for form in SOLUTION_FORMATS
    if (found := ox.QueryResultsFormat.from_media_type(form.media_type)) is not None
}


@pytest.mark.parametrize("form", [*SOLUTION_FORMATS, *GRAPH_FORMATS], ids=lambda form: str(form.name))
def test_limit_of_rows(store: Store, form: Format) -> None:
    """An answer of so many rows is whole; one of one more is cut, says so, and can be read all the same."""
    text = _COUNTED if form in SOLUTION_FORMATS else _MADE

    assert number(store, text, form.media_type, 6) == (5, False)
    assert number(store, text, form.media_type, 5) == (5, False)
    assert number(store, text, form.media_type, 4) == (4, True)
    assert number(store, text, form.media_type, 1) == (1, True)
    assert number(store, text, form.media_type, 0) == (5, False)


@pytest.mark.parametrize(
    ("text", "rows", "is_cut"),
    [
        ("SELECT ?x { VALUES ?x { 1 2 3 4 5 } } LIMIT 3", 3, False),
        ("SELECT ?x { VALUES ?x { 1 2 3 4 5 } } LIMIT 4", 3, True),
        ("SELECT ?x { VALUES ?x { 1 2 3 4 5 } } OFFSET 2", 3, False),
        ("SELECT ?x {} VALUES ?x { 1 2 3 4 5 }", 3, True),
        ("SELECT ?x {} LIMIT 5 VALUES ?x { 1 2 3 4 5 }", 3, True),
        ("SELECT ?x { { SELECT ?x { VALUES ?x { 1 2 3 4 5 } } LIMIT 2 } }", 2, False),
        ("SELECT ?x { VALUES ?x { 1 2 3 4 5 } } # LIMIT 2", 3, True),
        ("SELECT ?limit { VALUES ?limit { 'LIMIT 1' 2 3 4 5 } }", 3, True),
        ("seLECT?x{VALUES?x{1 2 3 4 5}}#}LIMIT\n", 3, True),
    ],
)
def test_spellings_of_the_limit(
    in_memory: Store, in_oxigraph: Store, text: str, rows: int, is_cut: bool
) -> None:
    """What is cut is the answer: it does not matter how or where the query limits itself, or seems to.

    Virtuoso is not asked, for it gives other rows for VALUES at the end.
    """
    for store in (in_memory, in_oxigraph):
        assert number(store, text, "text/csv", 3) == (rows, is_cut)


def test_yes_or_no_is_never_cut(store: Store) -> None:
    """ASK has no rows."""
    for form in SOLUTION_FORMATS:
        answer = store.query("ASK {}", form.media_type, rows=1)
        assert (b"true" in answer.content(), answer.is_cut) == (True, False)
