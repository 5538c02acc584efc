"""What the endpoint says of a query that it does not answer."""

import pytest
from fastapi.testclient import TestClient

LABEL = "SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
ERRORS = [
    ({"query": "SELECT * {\n ?s rdfs:label ?o }"}, 400, "undeclared-prefix", 2, 5),
    ({"query": "ASK {"}, 400, "ends-early", 1, 6),
    ({"query": ""}, 400, "empty", 1, 1),
    ({"query": "DROP ALL"}, 400, "update", 1, 1),
    ({"query": "ASK { SERVICE <http://127.0.0.1:1/> {} }"}, 403, "service", None, None),
    ({"query": "ASK " + "{" * 5000}, 413, "too-deep", None, None),
    ({"query": LABEL, "format": "ttl"}, 406, "no-such-format", None, None),
    ({"query": LABEL, "default-graph-uri": "one"}, 400, "graph-iri", None, None),
    ({"update": "DROP ALL"}, 400, "update-field", None, None),
    ({"default-graph-uri": "https://example.org/a"}, 400, "no-query", None, None),
]


@pytest.mark.parametrize(("params", "status", "code", "line", "column"), ERRORS)
def test_errors_are_problem_documents(
    client: TestClient, params: dict[str, str], status: int, code: str, line: int | None, column: int | None
) -> None:
    """An error is one JSON document (RFC 9457) with type, title, status, detail and, if known, the place."""
    response = client.get("/sparql", params=params)
    said = response.json()

    assert response.status_code == said["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert said["type"] == f"https://w3id.org/hrgraph/problem/{code}"
    assert (said.get("line"), said.get("column")) == (line, column)
    assert said["title"]
    assert said["detail"]


def test_an_error_shows_the_line_the_word_and_what_was_meant(client: TestClient) -> None:
    """A malformed query is told with its line, a mark under the place, the word, and the likely word."""
    query = "SELECT * {\n\t?s ?p ?o\n\tFILTR(?o > 1)\n}"
    told = client.get("/sparql", params={"query": query}).json()
    page = client.get("/sparql", params={"query": query, "format": "html", "lang": "lv"}).text

    assert (told["word"], told["meant"]) == ("FILTR", "FILTER")
    assert told["excerpt"] == "\tFILTR(?o > 1)\n\t▲"
    assert told["detail"] == "“FILTR” cannot stand here. Did you mean “FILTER”?"
    assert "“FILTR” šeit nevar būt. Varbūt bija domāts “FILTER”?" in page
    assert "<pre>\tFILTR(?o &gt; 1)\n\t▲</pre>" in page


def test_a_long_wrong_line_is_cut_around_the_place(client: TestClient) -> None:
    """The mark stands under the place also where the line is too long to show."""
    told = client.get("/sparql", params={"query": f"SELECT * {{ {'?s ?p ?o . ' * 500} ?? }}"}).json()
    line, mark = told["excerpt"].split("\n")

    assert len(line) < 250
    assert line[mark.index("▲")] == "?"
    assert line[mark.index("▲") :].startswith("?? }") or line[mark.index("▲") - 1 :].startswith("?? }")


def test_errors_speak_latvian_and_english(client: TestClient) -> None:
    """The language of an error follows Accept-Language, Latvian where none is named."""
    told = {
        spoken: client.get("/sparql?query=ASK", headers={"Accept-Language": spoken})
        for spoken in ("en", "lv", "de")
    }

    assert told["en"].json()["detail"] == "The query ends too early: something is missing after “ASK”."
    assert told["lv"].json()["detail"] == "Vaicājums beidzas par agru: pēc “ASK” kaut kā trūkst."
    assert told["lv"].json() == told["de"].json()
    assert (told["en"].headers["content-language"], told["lv"].headers["content-language"]) == ("en", "lv")
