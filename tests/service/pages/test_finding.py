"""Search by words, over HTTP."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from hrgraph.latvian.forms import Forms
from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore

FORMS = Forms({"fifth": ["e", "es", "u", "em"]})


@pytest.fixture
def searcher(store: OxigraphStore) -> Iterator[TestClient]:
    """A client of a service that knows some endings."""
    with TestClient(create_app(store, forms=FORMS), headers={"Accept-Language": "en"}) as found:
        yield found


def test_any_form_without_diacritics(searcher: TestClient) -> None:
    """A thing is found by another form of its name, with the word that matched and its label."""
    found = searcher.get("/search", params={"q": "gimenem"}).json()

    assert (found["count"], found["shown"]) == (2, 2)
    assert found["results"][0]["iri"] == "https://w3id.org/hrgraph/id/families"
    assert found["results"][0]["matched"] == ["ģimenes"]
    assert found["results"][0]["label"] == "families"
    assert [hit["kind"] for hit in found["results"]] == ["name", "text"]
    assert "viņu ģimenes" in found["results"][1]["excerpt"]


@pytest.mark.parametrize("words", ["", "?!", "nekā", "ģimenes nekā"])
def test_nothing_found(searcher: TestClient, words: str) -> None:
    """No words, or words that nothing holds together, find nothing."""
    assert searcher.get("/search", params={"q": words}).json()["results"] == []


def test_the_page(searcher: TestClient) -> None:
    """A browser gets the form, the hits as links with the word found, and no markup of its own."""
    page = searcher.get("/search", params={"q": "ģimeņu <b>"}, headers={"Accept": "text/html"}).text
    found = searcher.get("/search?q=gimenes&lang=lv", headers={"Accept": "text/html"}).text

    assert 'role="search"' in page
    assert 'role="search"' in searcher.get("/", headers={"Accept": "text/html"}).text
    assert "ģimeņu &lt;b&gt;" in page
    assert "Nothing matches" in page
    assert '<a href="/id/families?lang=lv">ģimenes</a>' in found
    assert "atrasts: 2" in found
