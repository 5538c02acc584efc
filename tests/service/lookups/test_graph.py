"""The queries behind the pages."""

from pathlib import Path

import pytest

import hrgraph.service.lookups
from hrgraph.service.lookups.graph import ask, is_known, labels, query_text
from hrgraph.service.site import Site
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore

QUERIES = sorted((Path(hrgraph.service.lookups.__file__).parent / "queries").glob("*.rq"))
JSON = "application/sparql-results+json"
ID = "https://w3id.org/hrgraph/id/"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: str(path.stem))
def test_every_query_file_is_a_query(store: OxigraphStore, path: Path) -> None:
    """Each file is SPARQL as it stands, its placeholders included."""
    assert store.query(path.read_text(encoding="utf-8")).media_type in ("text/turtle", JSON)


def test_examples_are_queries_with_answers(store: OxigraphStore) -> None:
    """Each example question is a query that the engine answers."""
    examples = Site(store, Limits()).examples

    assert len(examples) >= 5
    for example in examples:
        assert store.query(example.query).content()


def test_placeholders() -> None:
    """All placeholders of a query are filled in."""
    text = query_text("incoming", this="https://example.org/a", property="https://example.org/p")

    assert "?s <https://example.org/p> <https://example.org/a>" in text
    assert "urn:" not in text


def test_rows_known_and_labels(store: OxigraphStore) -> None:
    """Rows are plain values; a thing is known if anything is said of it; labels come by language."""
    assert [row["document"].text for row in ask(store, "documents")] == [ID + "plan"]
    assert (is_known(store, ID + "families"), is_known(store, ID + "nobody")) == (True, False)
    assert labels(store, [ID + "families", ID + "nobody"]) == {
        ID + "families": {"lv": "ģimenes", "en": "families"}
    }


def test_many_labels(store: OxigraphStore) -> None:
    """More things than one query asks for are asked for in several."""
    many = [f"{ID}nobody-{number}" for number in range(1200)] + [ID + "families"]

    assert list(labels(store, many)) == [ID + "families"]
