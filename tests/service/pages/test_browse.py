"""Pages and data of things, the home page, the ontology."""

import re

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from hrgraph.rdf.terms import HR, RDF_TYPE
from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore

ACTION = "plan/I.A.3"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html,*/*;q=0.8", "/page/plan/I.A.3"),
        ("*/*", "/data/plan/I.A.3.ttl"),
        ("text/turtle", "/data/plan/I.A.3.ttl"),
        ("application/n-triples", "/data/plan/I.A.3.nt"),
        ("application/ld+json", "/data/plan/I.A.3.jsonld"),
    ],
)
def test_a_thing_redirects(client: TestClient, accept: str, location: str) -> None:
    """/id/KEY sends to the page or to the data by Accept, with 303."""
    response = client.get(f"/id/{ACTION}", headers={"Accept": accept})

    assert (response.status_code, response.headers["location"]) == (303, location)
    assert client.get(location).status_code == 200


def test_the_chosen_language_is_kept(browser: TestClient) -> None:
    """A language chosen by hand survives the redirect and stands in the links."""
    assert browser.get(f"/id/{ACTION}?lang=lv").headers["location"] == "/page/plan/I.A.3?lang=lv"
    page = browser.get(f"/page/{ACTION}?lang=lv").text
    assert 'href="/id/plan/I.A?lang=lv"' in page
    assert 'href="/ontology?lang=lv#names"' in page


def test_nothing_acceptable(client: TestClient) -> None:
    """Who accepts neither a page nor RDF gets 406."""
    assert client.get(f"/id/{ACTION}", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path", ["/id/nothing", "/page/nothing", "/data/nothing.ttl", "/page/a%3Eb", "/data/plan.exe"]
)
def test_unknown_things(client: TestClient, path: str) -> None:
    """What the graph does not know is 404, as a problem or as a page."""
    problem, page = client.get(path), client.get(path, headers={"Accept": "text/html"})

    assert (problem.status_code, page.status_code) == (404, 404)
    assert problem.headers["content-type"] == "application/problem+json"
    assert "Not found" in page.text


def test_page_of_an_action(browser: TestClient) -> None:
    """The page shows labels in both languages, the words, each statement and its quoted evidence."""
    page = browser.get(f"/page/{ACTION}").text

    assert "<h1>Action I.A.3</h1>" in page
    assert "Rīcība I.A.3" in page
    assert "cilvēktiesību aizstāvjus &lt;un&gt; viņu ģimenes." in page
    assert "human rights defenders</a>" in page
    assert '<q lang="lv">cilvēktiesību aizstāvjus</q>' in page
    assert "Name of the lexicon found in the text" in page
    assert '<span class="tag">inferred</span>' in page


def test_page_of_an_action_shows_what_its_acts_act_on(real: TestClient) -> None:
    """Beside each act, in the order of the text, stand links to the things it acts on."""
    page = real.get("/page/eu-action-plan-hrd-2020-2024/I.E.3?lang=lv").text
    acts = re.findall(r"<li>.*?>(\w+) \(I\.E\.3\)</a>(.*)", page)

    assert [verb for verb, _ in acts] == ["atbalstīt", "apkarot"]
    assert acts[1][1].startswith(': <a href="/id/impunity?lang=lv">nesodāmība</a>')
    assert not acts[0][1].startswith(":")


def test_page_of_an_entity(browser: TestClient) -> None:
    """The page of an entity shows who names it and in which words, in the language asked for."""
    page = browser.get("/page/human-rights-defenders?lang=lv").text

    assert "<h1>cilvēktiesību aizstāvji</h1>" in page
    assert "Kas uz to norāda" in page
    assert 'href="/id/plan/I.A.3?lang=lv">Rīcība I.A.3</a>' in page
    assert '<q lang="lv">cilvēktiesību aizstāvjus</q>' in page
    assert 'href="https://example.org/defenders"' in page
    assert "urn:example:defenders" in page
    assert 'href="urn:' not in page


def test_data_of_a_thing(client: TestClient) -> None:
    """The data hold what is said of the thing, what points to it, and the evidence with its words."""
    response = client.get(f"/data/{ACTION}.nt")
    triples = [quad.triple for quad in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)]
    turtle = client.get(f"/data/{ACTION}.ttl")
    predicates = {triple.predicate.value.rpartition("#")[2] for triple in triples}

    assert {"names", "ordinal", "annotatedTarget", "evidence", "hasSpan", "quote", "isInPart"} <= predicates
    assert len(list(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))) == len(triples)


def test_home(browser: TestClient) -> None:
    """The home page has a search box and lists documents and counts, in both languages."""
    english, latvian = browser.get("/").text, browser.get("/?lang=lv").text

    assert '<a href="/document/plan">Action plan</a>' in english
    assert '<a href="/document/plan?lang=lv">Rīcības plāns</a>' in latvian
    assert "<dd>1</dd>" in english
    assert "Ar ko sākt" in latvian
    assert '<form action="/search" method="get" role="search">' in english
    assert '<html lang="lv">' in latvian


def test_home_of_many_documents() -> None:
    """The home page lists a hundred documents and says how many more there are."""
    engine = ox.Store()
    for number in range(103):
        document = ox.NamedNode(f"https://w3id.org/hrgraph/id/text-{number:03}")
        a, kind = ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{HR}Document")
        text = ox.NamedNode(f"{document.value}/source")
        engine.add(ox.Quad(document, a, kind))
        engine.add(ox.Quad(document, ox.NamedNode(f"{HR}hasSourceText"), text))
    page = TestClient(create_app(OxigraphStore(engine))).get("/", headers={"Accept": "text/html"}).text

    assert page.count('href="/document/') == 100
    assert "un vēl 3" in page
    assert "<dd>103</dd>" in page


def test_home_of_the_real_graph(real: TestClient) -> None:
    """The home page begins with questions that are there, and says of which day the data are."""
    page = real.get("/").text
    starting = re.findall(r'href="/question/(cq\d+)"', page)

    assert len(starting) >= 5
    assert [real.get(f"/question/{name}").status_code for name in starting] == [200] * len(starting)
    assert re.search(r'Data version 0\.1\.0 · <time datetime="\d{4}-\d\d-\d\d">', page)


def test_ontology_page(browser: TestClient) -> None:
    """The page that the build wrote is shown in the language asked for, inside the frame of the site."""
    english, latvian = browser.get("/ontology").text, browser.get("/ontology?lang=lv").text

    assert '<section id="Actor"><a href="#Actor">actor</a>' in english
    assert '<nav aria-label="Main menu">' in english
    assert '<a href="#Actor">dalībnieks</a>' in latvian
    assert "actor" not in latvian


def test_ontology_page_that_was_not_built(store: OxigraphStore) -> None:
    """A service over a store alone has no such page, and says what makes it."""
    answer = TestClient(create_app(store)).get("/ontology", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert "hrgraph build" in answer.text


def test_ontology_as_rdf(client: TestClient) -> None:
    """The ontology comes as RDF to those who do not ask for a page, its blank nodes included."""
    response = client.get("/ontology")
    triples = [quad.triple for quad in ox.parse(response.content, format=ox.RdfFormat.TURTLE)]

    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(triples) == 19
    assert client.get("/ontology/actors").headers["location"] == "/ontology"


def test_style_and_icon(client: TestClient) -> None:
    """All that the pages load comes from this site."""
    assert client.get("/static/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert client.get("/favicon.svg").headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("path", ["/", "/sparql", "/ontology", "/docs", "/page/plan", "/page/nothing"])
@pytest.mark.parametrize("lang", ["lv", "en"])
def test_pages_load_nothing_from_elsewhere(browser: TestClient, path: str, lang: str) -> None:
    """No page but that of queries has a script that runs, and none loads anything from another site."""
    page = browser.get(f"{path}?lang={lang}").text

    assert f'<html lang="{lang}">' in page
    scripts = re.findall(r"<script ([^>]*)>", page)
    own = {'type="application/json" id="page"', 'type="module" src="/static/web/query.js"'}
    assert set(scripts) <= {'type="application/ld+json"'} | (own if path == "/sparql" else set())
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page


def test_well_known_void(client: TestClient) -> None:
    """The address that VoID names for descriptions of datasets leads to the graph of metadata."""
    response = client.get("/.well-known/void")

    assert (response.status_code, response.headers["location"]) == (303, "/graph/metadata")
