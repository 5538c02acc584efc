"""Queries to the embedded engine."""

import json
import threading
from pathlib import Path

import pytest

from hrgraph.errors import BadQuery, Damaged, NotAcceptable, QueryRefused, StoreError, TooLarge
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Store
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.switch import replacing

WORDS = "SELECT ?o { ?s <https://example.org/says> ?o } ORDER BY ?o"
ONE = "https://example.org/graph/one"
TWO = "https://example.org/graph/two"
TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
ONCE = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


def words(
    store: Store, text: str = WORDS, default: tuple[str, ...] = (), named: tuple[str, ...] = ()
) -> list[str]:
    """The values of ?o in the answer."""
    found = json.loads(store.query(text, "application/json", default, named).content())
    return [row["o"]["value"] for row in found["results"]["bindings"]]


def test_size_counts_all_graphs(store: OxigraphStore) -> None:
    """The size is the number of statements over all graphs."""
    assert store.size() == 4


def test_default_graph_is_the_union(store: OxigraphStore) -> None:
    """A plain query sees every graph, and a statement that stands in two graphs once."""
    assert sorted(words(store)) == ["vārds", "word"]


def test_from_narrows_the_default_graph(store: OxigraphStore) -> None:
    """FROM in the query replaces the union."""
    assert words(store, WORDS.replace("{", f"FROM <{ONE}> {{", 1)) == ["vārds"]


def test_from_named_leaves_the_default_graph_empty(store: OxigraphStore) -> None:
    """FROM NAMED alone makes a dataset whose default graph is empty (SPARQL 1.1 Query 13.2)."""
    text = """
        SELECT ?o FROM NAMED <https://example.org/graph/one> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }
    """

    assert words(store, text) == ["vārds"]


def test_graphs_of_the_protocol_win(store: OxigraphStore) -> None:
    """Graphs given with the request replace those named in the query (SPARQL 1.1 Protocol 2.1.4)."""
    text = WORDS.replace("{", f"FROM <{ONE}> {{", 1)

    assert words(store, text, default=(TWO,)) == ["word"]
    assert words(store, WORDS, named=(TWO,)) == []
    assert words(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", default=(ONE,)) == []
    assert words(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", named=(TWO,)) == ["word"]


@pytest.mark.parametrize("gap", [" ", "", "hr", " hr", "#hr\n"])
@pytest.mark.parametrize(
    "before", ["", "?s ?p true", "?s ?p 1", '?s ?p "a"', "?s ?p 'a'@en", "?s ?p ?o", "{} ", "?s a <urn:x>"]
)
@pytest.mark.parametrize("keyword", ["GRAPH", "graph", "\\u0047RAPH"])
def test_however_graph_is_written(keyword: str, before: str, gap: str) -> None:
    """A query that names a graph finds it, whatever stands before the keyword, or is refused."""
    data = "".join(
        f"<urn:s> <urn:p> {value} <urn:g> .\n" for value in (TRUE, ONCE, '"a"', '"a"@en', "<urn:o>")
    )
    store = OxigraphStore.of(data.encode())
    group = f"{before}{gap}{keyword} <urn:g> {{ ?x ?y ?z }}"
    try:
        found = store.query(f"SELECT ?z {{ {group} }}", "text/csv").content()
    except BadQuery:
        return
    dataset = ("urn:g",)
    expected = store.query(f"SELECT ?z {{ {group} }}", "text/csv", dataset, dataset).content()
    assert sorted(found.split()) == sorted(expected.split())


@pytest.mark.parametrize("form", ["SELECT ?o {0} WHERE", "SELECT *{0}", "ASK {0}", "CONSTRUCT {0} WHERE"])
def test_however_from_is_written(store: OxigraphStore, form: str) -> None:
    """A query that names no graph but an unknown one finds nothing."""
    query = form.format("FROM<urn:none>") + "{ ?s ?p ?o }"

    answer = store.query(query).content()
    assert not any(found in answer for found in (b"value", b"true", b"http"))


def test_relative_graph_iri(store: OxigraphStore) -> None:
    """A graph is named by an absolute IRI."""
    with pytest.raises(BadQuery, match="names no graph"):
        store.query(WORDS, default_graphs=("one",))


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: str(form.name))
def test_every_solution_format(store: OxigraphStore, form: object) -> None:
    """SELECT and ASK are answered in each result format under each of its media types."""
    assert form in SOLUTION_FORMATS
    known = next(known for known in SOLUTION_FORMATS if known == form)

    for media_type in (known.media_type, *known.aliases):
        answer = store.query(WORDS, media_type)
        assert answer.media_type == media_type
        assert "vārds" in answer.content().decode()
    assert b"true" in store.query("ASK { ?s ?p ?o }", known.media_type).content()


@pytest.mark.parametrize("name", [form.name for form in GRAPH_FORMATS])
def test_every_graph_format(store: OxigraphStore, name: str) -> None:
    """CONSTRUCT and DESCRIBE are answered in each RDF format."""
    form = next(form for form in GRAPH_FORMATS if form.name == name)

    for text in ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <https://example.org/a>"):
        answer = store.query(text, form.media_type)
        assert answer.media_type == form.media_type
        assert "vārds" in answer.content().decode()


def test_turtle_is_short(store: OxigraphStore) -> None:
    """Turtle uses the prefixes of hrgraph."""
    text = "CONSTRUCT { <https://w3id.org/hrgraph/id/latvia> a <https://w3id.org/hrgraph/ontology#State> } {}"

    assert "id:latvia a hr:State ." in store.query(text).content().decode()


def test_without_media_type_the_preferred_format_is_used(store: OxigraphStore) -> None:
    """JSON for solutions, Turtle for graphs."""
    assert store.query(WORDS).media_type == "application/sparql-results+json"
    assert store.query("DESCRIBE <https://example.org/a>").media_type == "text/turtle"


def test_format_of_another_kind(store: OxigraphStore) -> None:
    """Solutions cannot be Turtle; the error lists what they can be."""
    with pytest.raises(NotAcceptable) as caught:
        store.query(WORDS, "text/turtle")

    assert caught.value.offered == tuple(form.media_type for form in SOLUTION_FORMATS)


def test_limits_come_before_the_engine(store: OxigraphStore) -> None:
    """A call to another server and nesting that would crash the process never get to the engine."""
    with pytest.raises(QueryRefused):
        store.query("ASK { SERVICE <http://127.0.0.1:1/> {} }")
    with pytest.raises(TooLarge):
        store.query("ASK " + "{" * 100_000)


def test_unknown_function(store: OxigraphStore) -> None:
    """A function that the engine lacks is the query's fault, not the store's."""
    with pytest.raises(BadQuery, match="cannot be run"):
        store.query("ASK { FILTER(<https://example.org/f>(1)) }")


def test_missing_file(tmp_path: Path) -> None:
    """A missing build names the file and what to do."""
    with pytest.raises(StoreError, match=r"none\.nq: there is no built graph; make it with `hrgraph build`"):
        OxigraphStore.load(tmp_path / "none.nq")


def test_file_that_is_no_graph(tmp_path: Path) -> None:
    """A file that is no N-Quads is refused with its name and the line."""
    path = tmp_path / "bad.nq"
    path.write_text("<https://example.org/a> oops .\n", encoding="utf-8")

    with pytest.raises(StoreError, match=r"bad\.nq: not N-Quads: .*line 1"):
        OxigraphStore.load(path)


def test_damaged_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In place of a graph that is not as it was written, the one before it is loaded, and the log says so."""
    path = tmp_path / "build" / "hrgraph.nq"
    quads = [f'<urn:a> <urn:b> "{n}" <urn:g> .\n' for n in range(3)]
    with replacing(path.parent) as new:
        (new / path.name).write_text(quads[0], encoding="utf-8")
    path.write_text(quads[2], encoding="utf-8")
    with pytest.raises(Damaged, match=r"hrgraph\.nq: damaged or missing.*build again"):
        OxigraphStore.load(path)
    path.write_text(quads[0], encoding="utf-8")
    with replacing(path.parent) as new:
        (new / path.name).write_text(quads[1], encoding="utf-8")
    assert b"1" in OxigraphStore.load(path).query("SELECT ?o { ?s ?p ?o }", "text/csv").content()
    for harm in (lambda: path.write_text(quads[2], encoding="utf-8"), path.unlink):
        harm()
        store = OxigraphStore.load(path)
        assert store.query("SELECT ?o { ?s ?p ?o }", "text/csv").content() == b"o\r\n0\r\n"
    assert caplog.text.count("the build before it is served") == 2


def test_own_limits(tmp_path: Path) -> None:
    """A store can be loaded with other limits."""
    path = tmp_path / "empty.nq"
    path.touch()

    with pytest.raises(TooLarge):
        OxigraphStore.load(path, Limits(query_bytes=5)).query("ASK { }")


def test_many_threads(store: OxigraphStore) -> None:
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
