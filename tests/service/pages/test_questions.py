"""The pages of questions."""

import html
import re

from fastapi.testclient import TestClient


def test_the_list(real: TestClient) -> None:
    """Every question is listed in the language of the page and has its own page."""
    english, latvian = real.get("/questions").text, real.get("/questions?lang=lv").text

    assert 'href="/question/cq02">Which actor is to have the central role' in english
    assert 'href="/question/cq02?lang=lv">Kuram dalībniekam būs centrāla loma' in latvian


def test_every_question_has_its_page(real: TestClient) -> None:
    """Every question of the list can be opened."""
    names = re.findall(r'href="/question/(cq\d+)"', real.get("/questions").text)

    assert len(names) > 80
    assert {real.get(f"/question/{name}").status_code for name in names} == {200}


def test_a_question(real: TestClient) -> None:
    """The page has the answer, the quoted words, the query, downloads and programs."""
    page = real.get("/question/cq02").text

    assert '<a href="/id/eusr-human-rights">EU Special Representative for Human Rights</a>' in page
    assert "un tam būs centrāla loma" in page
    assert re.search(r'class="quote" lang="lv" href="/statement/[^"]*">', page)
    assert "curl -s http://testserver/sparql" in page
    assert html.escape("library(httr2)") in page


def test_downloads_work(real: TestClient) -> None:
    """The links to the answer in other formats answer, with the words as one more table."""
    page = real.get("/question/cq02").text
    links = [html.unescape(link) for link in re.findall(r'href="(/sparql\?[^"]*format=(?:csv|json))"', page)]
    answers = [real.get(link) for link in links]

    assert len(answers) == 3
    assert {answer.status_code for answer in answers} == {200}
    assert "un tam būs centrāla loma" in answers[-1].text
    assert answers[-1].headers["content-type"].startswith("text/csv")


def test_yes_or_no(real: TestClient) -> None:
    """A question for yes or no says it in a word."""
    assert '<p class="answer">No</p>' in real.get("/question/cq79").text


def test_unknown(real: TestClient) -> None:
    """There is no page for a question that nobody asked."""
    for path in ("/question/cq00", "/question/a%3Eb"):
        assert (
            real.get(path, headers={"Accept": "application/json"}).json()["type"][-16:] == "unknown-question"
        )


def test_the_query_of_a_question_opens_on_the_query_page(real: TestClient) -> None:
    """A question leads to its query on the query page, in the language chosen; an unknown one to nothing."""
    found = real.get("/question/cq02/query?lang=lv")

    assert found.status_code == 303
    assert found.headers["location"].startswith("/sparql?query=")
    assert found.headers["location"].endswith("&format=html&lang=lv")
    assert real.get("/question/cq0/query").status_code == 404
