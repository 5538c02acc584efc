"""Answers as the query page shows them."""

import pytest

from hrgraph.service.sparql import results
from hrgraph.service.sparql.results import Result, result_of
from hrgraph.store.base import Kind
from hrgraph.store.oxigraph import OxigraphStore

HR = "PREFIX hr: <https://w3id.org/hrgraph/ontology#> PREFIX id: <https://w3id.org/hrgraph/id/> "
QUOTES = """SELECT ?part ?quote WHERE {
  ?ground hr:denotes id:eusr-human-rights ; hr:hasSpan/hr:quote ?quote ; hr:isInPart ?part } ORDER BY ?part"""


def _shown(store: OxigraphStore, query: str, kind: Kind = Kind.SELECT) -> Result:
    return result_of(store, HR + query, kind, ((), ()), "lv")


def test_labels_and_links(store: OxigraphStore) -> None:
    """A thing is shown by its label in the language and leads to its page; its short IRI is kept."""
    result = _shown(store, "SELECT ?x ?none ?n { VALUES ?x { id:families id:nothing } BIND(1 AS ?n) }")
    families, nothing = sorted((row[0] for row in result.rows if row[0]), key=lambda cell: cell.raw)

    assert (families.shown.words, families.raw) == ("ģimenes", "id:families")
    assert families.shown.address == "/id/families"
    assert nothing.shown.words == "id:nothing"
    assert result.rows[0][1] is None
    assert result.rows[0][2] is not None
    assert result.rows[0][2].is_number


def test_quotes_lead_to_their_words(real_store: OxigraphStore) -> None:
    """Words of a text lead to where they stand marked in the part that the row names."""
    result = _shown(real_store, QUOTES)

    assert len(result.rows) > 3
    for part, quote in result.rows:
        assert part is not None
        assert quote is not None
        assert quote.words_at is not None
        assert quote.words_at.startswith("/document/" + part.raw.removeprefix("id:") + "?words=")


def test_words_that_stand_in_many_places_lead_nowhere(real_store: OxigraphStore) -> None:
    """Where a row does not say which place is meant, no place is picked."""
    result = _shown(real_store, 'SELECT ?q { VALUES ?q { "ES"@lv "nav citāts"@lv } }')

    assert [cell.words_at for row in result.rows for cell in row if cell] == [None, None]


def test_rdf_is_a_table_and_text(store: OxigraphStore) -> None:
    """CONSTRUCT is shown as subject, property and value with labels, and as Turtle."""
    result = _shown(store, "CONSTRUCT { ?x a ?c } WHERE { ?x a ?c ; hr:names ?y }", Kind.CONSTRUCT)

    assert result.variables == ["subject", "predicate", "object"]
    assert [cell.shown.words for cell in result.rows[0] if cell] == ["Rīcība I.A.3", "ir", "hr:Action"]
    assert "a hr:Action" in result.graph


def test_long_rdf_is_cut(store: OxigraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more statements are shown than rows of a table, and the page can tell that there are more."""
    monkeypatch.setattr(results, "MOST_ROWS", 3)
    result = _shown(store, "CONSTRUCT WHERE { ?s ?p ?o }", Kind.CONSTRUCT)

    assert (len(result.rows), result.count) == (3, 4)


def test_yes_and_no(store: OxigraphStore) -> None:
    """ASK is a yes or a no, and no table."""
    assert _shown(store, "ASK {}", Kind.ASK).said is True
    assert _shown(store, "ASK { FILTER(false) }", Kind.ASK).said is False
