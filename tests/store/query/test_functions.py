"""The functions that queries may call beside those of SPARQL."""

import pyoxigraph as ox
import pytest

from hrgraph.latvian.forms import Forms
from hrgraph.rdf import terms
from hrgraph.store.oxigraph import OxigraphStore

FORMS = Forms({"fourth": ["a", "ai", "u"]})


@pytest.fixture(scope="module")
def words() -> OxigraphStore:
    """A store of Latvian labels."""
    engine = ox.Store()
    for word in ("Zviedrija", "Šveice", "Āfrika", "Čehija", "Austrija", "Somija"):
        label = ox.Literal(word, language="lv")
        engine.add(ox.Quad(ox.NamedNode(f"urn:{len(engine)}"), ox.NamedNode("urn:l"), label))
    return OxigraphStore(engine, forms=FORMS)


def _rows(store: OxigraphStore, query: str) -> list[str]:
    answer = store.query(f"PREFIX hrf: <{terms.FUNCTION}> {query}", "text/csv")
    return answer.content().decode().splitlines()[1:]


def test_latvian_order(words: OxigraphStore) -> None:
    """ORDER BY the key sorts as a Latvian dictionary does; without it code points do."""
    query = "SELECT ?l { ?s <urn:l> ?l } ORDER BY "

    assert _rows(words, query + "hrf:sortKey(?l)") == [
        "Āfrika",
        "Austrija",
        "Čehija",
        "Somija",
        "Šveice",
        "Zviedrija",
    ]
    assert _rows(words, query + "?l")[-1] == "Šveice"


def test_without_diacritics(words: OxigraphStore) -> None:
    """A folded label is compared with what is written without diacritics."""
    assert _rows(words, 'SELECT ?l { ?s <urn:l> ?l FILTER(CONTAINS(hrf:fold(?l), "afri")) }') == ["Āfrika"]


def test_inflected_forms(words: OxigraphStore) -> None:
    """A label is found by any form of its words, and the word found can be told."""
    query = (
        'SELECT ?l (hrf:matched(?l, "somijai") AS ?word) { ?s <urn:l> ?l FILTER(hrf:matches(?l, "SOMIJU")) }'
    )

    assert _rows(words, query) == ["Somija,Somija"]


@pytest.mark.parametrize(
    "call", ["hrf:fold(1)", "hrf:fold(<urn:a>)", "hrf:fold()", "hrf:matches('a')", "hrf:fold('a', 'b')"]
)
def test_wrong_arguments(words: OxigraphStore, call: str) -> None:
    """A wrong argument leaves the value unbound and breaks nothing."""
    assert _rows(words, f"SELECT ({call} AS ?x) {{}}") == [""]
