"""The query page: with the scripts of setup and without."""

import json
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from hrgraph.service.sparql import query_page

ID = "https://w3id.org/hrgraph/id/"
QUERY = f"SELECT ?x (1 AS ?n) {{ VALUES ?x {{ <{ID}families> <{ID}plan> }} }}"


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with scripts as setup makes it."""
    (tmp_path / "query.js").write_text("1", encoding="utf-8")
    (tmp_path / "bars-ABCD1234.js").write_text("2", encoding="utf-8")
    (tmp_path / "secret.json").write_text("3", encoding="utf-8")
    monkeypatch.setattr(query_page, "SCRIPTS", tmp_path)
    return tmp_path


def _page(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', text, re.DOTALL)
    assert found
    said: dict[str, object] = json.loads(found[1])
    return said


def test_without_scripts_there_is_a_plain_text_area(
    browser: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where setup could not make the scripts, the page asks for none and works by its form."""
    monkeypatch.setattr(query_page, "SCRIPTS", tmp_path)
    page = browser.get("/sparql", params={"query": QUERY}).text

    assert "<script" not in page
    assert '<textarea id="query" name="query"' in page
    assert "families" in page


def test_what_the_scripts_are_told(browser: TestClient, scripts: Path) -> None:
    """The page carries prefixes, pictures and words in its language, and nothing that ends its element."""
    told = _page(browser.get("/sparql", params={"query": QUERY + "#</script>", "lang": "lv"}).text)

    assert told["query"] == QUERY + "#</script>"
    assert told["prefixes"]["hr"] == "https://w3id.org/hrgraph/ontology#"  # type: ignore[index]
    assert [view["kind"] for view in told["views"]] == ["bars"]  # type: ignore[attr-defined]
    assert told["words"]["kinds"]["bars"] == "Stabiņi"  # type: ignore[index]


def test_the_scripts_are_told_what_is_wrong(browser: TestClient, scripts: Path) -> None:
    """An error comes with its place, what was written and what was likely meant."""
    told = _page(browser.get("/sparql", params={"query": "SELEC * { ?s ?p ?o }"}).text)

    assert told["problem"] == {
        "detail": "A query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, not with “SELEC”."
        " Did you mean “SELECT”?",
        "line": 1,
        "column": 1,
        "word": "SELEC",
        "meant": "SELECT",
    }


def test_scripts_are_served(scripts: Path) -> None:
    """Scripts are found by name alone; those with a hash in their name are kept for good."""
    app = FastAPI()
    app.include_router(query_page.routes(scripts))
    client = TestClient(app)

    assert client.get("/static/web/query.js").headers["cache-control"] == "public, no-cache"
    assert "immutable" in client.get("/static/web/bars-ABCD1234.js").headers["cache-control"]
    assert client.get("/static/web/query.js").headers["content-type"] == "text/javascript; charset=utf-8"
    for name in ("secret.json", "none.js", "..%2Fstyle.css"):
        assert client.get(f"/static/web/{name}").status_code == 404


def test_every_question_is_an_example(real: TestClient) -> None:
    """All competency questions lead to their queries from the page."""
    page = real.get("/sparql").text

    assert '<a href="/question/cq02/query">' in page
    assert page.count('/query">') == page.count('<a href="/question/')
