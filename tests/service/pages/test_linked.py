"""The machine-readable card inside a page."""

import json
import re

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from hrgraph.service.pages.linked import embedded
from hrgraph.store.oxigraph import OxigraphStore

ID = "https://w3id.org/hrgraph/id/"
PAGES = {
    "/page/eeas": ID + "eeas",
    "/document/press-release-act": ID + "press-release-act",
    "/document/eu-action-plan-hrd-2020-2024/I.A.3": ID + "eu-action-plan-hrd-2020-2024/I.A.3",
    "/question/cq02": ID + "question/cq02",
    "/graph/links": "https://w3id.org/hrgraph/graph/links",
}


@pytest.mark.parametrize("path", PAGES)
def test_the_card_is_rdf_about_the_thing(real: TestClient, path: str) -> None:
    """Each page carries JSON-LD that says something of the thing it is about."""
    (card,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', real.get(path).text, re.DOTALL
    )
    quads = list(ox.parse(card, format=ox.RdfFormat.JSON_LD))

    assert quads
    assert {str(quad.subject) for quad in quads} == {f"<{PAGES[path]}>"}


def test_nothing_in_a_card_ends_it(store: OxigraphStore) -> None:
    """Words with a sign that could end the element are written otherwise, and read the same."""
    card = embedded(store, ID + "plan/I.A.3")

    assert "<" not in card
    assert "cilvēktiesību aizstāvjus <un> viņu ģimenes." in json.dumps(json.loads(card), ensure_ascii=False)


def test_the_card_of_a_text_is_small(real_store: OxigraphStore) -> None:
    """The characters of a whole document are not in the card."""
    assert len(embedded(real_store, ID + "eu-action-plan-hrd-2020-2024/text")) < 4000
