"""What reconciliation knows by name."""

from collections.abc import Callable

import pytest

from hrgraph.latvian.forms import Forms
from hrgraph.service.lookups.gazetteer import Gazetteer, Latest, iri_of
from hrgraph.store.base import Store
from hrgraph.store.names import Named
from hrgraph.store.oxigraph import OxigraphStore


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("hasMember", "https://w3id.org/hrgraph/ontology#hasMember"),
        ("skos:exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch"),
        ("https://example.org/p", "https://example.org/p"),
    ],
)
def test_ids_of_properties(name: str, iri: str) -> None:
    """An id is a local name of the ontology, a short IRI, or an IRI."""
    assert iri_of(name) == iri


def test_graph_and_lexicon_are_one(store: OxigraphStore) -> None:
    """A thing of both has the names of both; its narrowest class is shown."""
    families = Named("families", ("PersonGroup",), "ģimenes", "families", ("saimes",))
    gazetteer = Gazetteer(store, [families], Forms({}))

    assert "saimes" in gazetteer.candidates.things["families"].others
    assert [term.id for term in gazetteer.kinds("human-rights-defenders")] == ["PersonGroup"]
    assert gazetteer.candidates.classes("families") >= {"PersonGroup", "Actor"}
    assert "plan/I.A.3/act.1" not in gazetteer.in_texts


class Changing:
    """The version of a store that is replaced."""

    version = "a"


def test_a_new_build_brings_new_names(
    wrap: Callable[[Callable[[str], None]], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names are read once a version of the graph."""
    store, now, reads = wrap(lambda query: None), Changing(), []

    def read() -> list[Named]:
        reads.append(now.version)
        return []

    monkeypatch.setattr(store, "version", lambda: now.version)
    latest = Latest(store, read, Forms({}))
    first = latest.gazetteer()
    assert latest.gazetteer() is first
    now.version = "b"
    assert latest.gazetteer() is not first
    assert reads == ["a", "b"]
