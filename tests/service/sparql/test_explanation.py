"""Empty answers explained over HTTP."""

from fastapi.testclient import TestClient

WRONG = "PREFIX hr: <https://w3id.org/hrgraph/ontology#>\nSELECT * { ?a a hr:Acton }"


def test_as_json(client: TestClient) -> None:
    """With ?explain=empty an empty answer is replaced by its reason, in the language of the client."""
    asked = {"query": WRONG, "explain": "empty"}
    told = client.get("/sparql", params=asked)
    latvian = client.get("/sparql", params=asked, headers={"Accept-Language": "lv"}).json()

    assert told.headers["content-type"] == "application/json"
    assert told.json() == {
        "code": "no-class",
        "detail": "Nothing in the graph is a hr:Acton. Did you mean “hr:Action”?",
        "condition": "?a a hr:Acton",
        "line": 2,
        "column": 12,
        "meant": "https://w3id.org/hrgraph/ontology#Action",
    }
    assert latvian["detail"] == "Grafā nav nekā, kas būtu hr:Acton. Varbūt bija domāts “hr:Action”?"


def test_an_answer_stays_an_answer(client: TestClient) -> None:
    """A query that has an answer is answered as ever."""
    asked = {"query": "ASK {}", "explain": "empty"}

    assert client.get("/sparql", params=asked).json()["boolean"] is True


def test_on_the_page(browser: TestClient) -> None:
    """The page of an empty answer links to its reason, and shows it when asked."""
    empty = browser.get("/sparql", params={"query": WRONG}).text
    told = browser.get("/sparql", params={"query": WRONG, "explain": "empty"}).text

    assert "Why is there no answer?" in empty
    assert "explain=empty" in empty
    assert "Did you mean “hr:Action”?" in told
    assert "<pre>?a a hr:Acton</pre>" in told
    assert "line 2, column 12" in told
