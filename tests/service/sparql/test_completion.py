"""What may be written next."""

import pytest
from fastapi.testclient import TestClient

from hrgraph.service.sparql.completion import written

QUERY = "PREFIX hr: <https://w3id.org/hrgraph/ontology#> SELECT * WHERE { ?s "


def offered(client: TestClient, before: str, words: str, lang: str = "lv") -> dict[str, str]:
    """What is offered, with the labels."""
    response = client.post(f"/sparql/terms?lang={lang}", data={"before": before, "words": words})
    assert response.status_code == 200
    return {term["text"]: term["label"] for term in response.json()}


@pytest.mark.parametrize(
    ("before", "words", "text", "label"),
    [
        (QUERY + "a ", "", "hr:Action", "rīcība"),
        (QUERY + "a ", "riciba", "hr:Action", "rīcība"),
        (QUERY + "a ", "hr:Act", "hr:Action", "rīcība"),
        (QUERY, "nosauc", "hr:names", "nosauc"),
        (QUERY, "names", "hr:names", "nosauc"),
        (QUERY + "hr:names ", "aizst", "id:human-rights-defenders", "cilvēktiesību aizstāvji"),
        (QUERY + "hr:names ", "id:human", "id:human-rights-defenders", "cilvēktiesību aizstāvji"),
        (QUERY + "hr:names ", "defenders", "id:human-rights-defenders", "cilvēktiesību aizstāvji"),
        ("", "selec", "SELECT", ""),
        ("SELECT * { ", "optio", "OPTIONAL", ""),
    ],
)
def test_by_name_in_either_language(real: TestClient, before: str, words: str, text: str, label: str) -> None:
    """Classes, properties and things are found by name or label, diacritics or none, where they may stand."""
    assert offered(real, before, words)[text] == label


def test_labels_are_in_the_language_of_the_page(real: TestClient) -> None:
    """What a term is called follows the page."""
    assert offered(real, QUERY + "a ", "riciba", "en")["hr:Action"] == "action"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (QUERY, "hr:Action"),  # a class is no property
        (QUERY + "a ", "names"),
        (QUERY, "noSuchProperty"),
        (QUERY + "# a comment ", "hr:"),
        (QUERY + 'rdfs:label "', "hr:"),
        (QUERY + "hr:names ", ""),
    ],
)
def test_nothing_that_cannot_stand_there(real: TestClient, before: str, words: str) -> None:
    """What the graph does not have, or what cannot stand at the place, is not offered."""
    assert offered(real, before, words) == {}


def test_only_what_the_graph_has(real: TestClient, client: TestClient) -> None:
    """A class that the ontology declares and no thing has is not offered."""
    assert "hr:Actor" in offered(real, QUERY + "a ", "hr:Acto")
    assert offered(client, QUERY + "a ", "hr:ActionP") == {"hr:ActionPlan": ""}
    assert offered(client, QUERY + "a ", "hr:Organ") == {}


def test_values_tell_their_datatype(real: TestClient) -> None:
    """A property says of which datatype its values are, so that a filter can be written."""
    response = real.post("/sparql/terms", data={"before": QUERY, "words": "hr:ordinal"})

    assert response.json()[0]["note"].startswith("xsd:integer · ")


@pytest.mark.parametrize(
    ("iri", "text"),
    [
        ("https://w3id.org/hrgraph/id/families", "id:families"),
        ("https://w3id.org/hrgraph/id/plan/I.A.3", "<https://w3id.org/hrgraph/id/plan/I.A.3>"),
        ("https://w3id.org/hrgraph/id/x.", "<https://w3id.org/hrgraph/id/x.>"),
        ("urn:x:y", "<urn:x:y>"),
    ],
)
def test_how_an_iri_is_written(iri: str, text: str) -> None:
    """A prefix is used only where the rest needs no escapes."""
    assert written(iri) == text
