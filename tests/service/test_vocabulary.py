"""The terms of the ontology."""

from hrgraph.service.vocabulary import vocabulary
from hrgraph.store.oxigraph import OxigraphStore


def test_terms_by_kind(store: OxigraphStore) -> None:
    """Classes and properties are told apart, in order of their labels, each with its relations."""
    found = vocabulary(store, "lv")
    classes = found["class"]

    assert [term.name for term in classes] == ["Actor", "PersonGroup"]
    assert [term.name for term in found["object-property"]] == ["names"]
    assert classes[0].definition == "Kas var rīkoties."
    assert [(code, sorted(value.words for value in values)) for code, values in classes[1].relations] == [
        ("sub-of", ["dalībnieks", "skos:Concept"])
    ]
