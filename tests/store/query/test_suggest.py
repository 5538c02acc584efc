"""What was likely meant by a word that cannot stand where it does."""

import pytest

from hrgraph.errors import BadQuery
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.query.suggest import nearest

MEANT = [
    ("SELECT * {} LIMI 3", "LIMI", "LIMIT"),
    ("SELCT * {}", "SELCT", "SELECT"),
    ("PREFX a: <b:> SELECT * {}", "PREFX", "PREFIX"),
    ("SELECT ?x WHER { ?x ?p ?o }", "WHER", "WHERE"),
    ("SELECT * { ?s ?p ?o } ORDER BU ?s", "BU", "BY"),
    ("SELECT * { ?s ?p ?o filtr(?o > 1) }", "filtr", "FILTER"),
    ("SELECT * { ?s ?p ?o FILTER(lagn(?o) = 'lv') }", "lagn", "LANG"),
    ("PREFIX eli: <http://x/> SELECT * { ?s el:title ?o }", "el:title", "eli:title"),
]


@pytest.mark.parametrize(("query", "word", "meant"), MEANT)
def test_the_word_and_what_was_meant(store: OxigraphStore, query: str, word: str, meant: str) -> None:
    """The wrong word comes with the word like it that can stand there."""
    with pytest.raises(BadQuery) as caught:
        store.query(query)

    assert (caught.value.word, caught.value.meant) == (word, meant)


@pytest.mark.parametrize(
    "query", ["SELECT * {} qwzx 3", "SELECT * {} FILTR(1)", "ASK } {", "SELECT * { ?s rdf:label ?o }"]
)
def test_nothing_is_guessed(store: OxigraphStore, query: str) -> None:
    """No word is offered that is not alike, or that could not stand there either."""
    with pytest.raises(BadQuery) as caught:
        store.query(query)

    assert caught.value.meant == ""


def test_a_well_known_prefix_is_given_whole(store: OxigraphStore) -> None:
    """For a prefix that everybody knows, the error holds the line to add."""
    with pytest.raises(BadQuery, match=r"add PREFIX skos: <http://www\.w3\.org/2004/02/skos/core#>"):
        store.query("PREFIX sko: <urn:x> SELECT * { ?s skos:broader ?o }")


def test_nearest_is_never_the_word_itself() -> None:
    """What was written is not offered again."""
    assert nearest("LIMIT", ("LIMIT", "LIMITS")) == "LIMITS"
    assert nearest("LIMIT", ("LIMIT",)) == ""
