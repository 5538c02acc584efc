"""Every IRI of the built graph that is ours answers, as a page and as RDF.

A sample is looked up in each run; `CRAWL=all` looks up all of them (some minutes).
"""

import os
import re
from itertools import islice

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from hrgraph.rdf import terms
from hrgraph.service.lookups.graph import rows_of
from hrgraph.store.oxigraph import OxigraphStore

EVERY = 1 if os.environ.get("CRAWL") == "all" else 150
QUERY = f"""SELECT DISTINCT ?x WHERE {{
  {{ ?x ?p ?o }} UNION {{ ?s ?x ?o }} UNION {{ ?s ?p ?x }}
  FILTER(isIRI(?x) && STRSTARTS(STR(?x), "{terms.BASE}"))
}} ORDER BY ?x"""
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}


@pytest.fixture(scope="module")
def iris(real_store: OxigraphStore) -> list[str]:
    """All IRIs below the base, in alphabetical order."""
    rows = rows_of(real_store.query(QUERY, "application/sparql-results+json"))[1]
    return [row["x"].text for row in rows]


def path_of(iri: str) -> str:
    """What a client asks the site for, once the base leads there; the hash stays with the client."""
    return "/" + iri.removeprefix(terms.BASE).partition("#")[0]


def test_there_is_something_to_crawl(iris: list[str]) -> None:
    """Things, parts, spans, terms, graphs, questions, downloads and the endpoint are among the IRIs."""
    kinds = {iri.removeprefix(terms.BASE).partition("/")[0].partition("#")[0] for iri in iris}

    assert len(iris) > 7000
    assert kinds == {"id", "ontology", "graph", "dumps", "sparql"}


def test_every_thing_has_a_page_and_data(real: TestClient, iris: list[str]) -> None:
    """An IRI leads to a page of its own with a card in JSON-LD, and to Turtle that speaks of it."""
    things = [iri for iri in iris if iri.startswith(terms.ID)]
    for iri in islice(things, 0, None, EVERY):
        page = real.get(path_of(iri), follow_redirects=True)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8"), iri
        assert '<script type="application/ld+json">' in page.text, iri
        data = real.get(path_of(iri), headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert data.status_code == 200, iri
        assert iri in {
            node.value
            for quad in ox.parse(data.content, format=ox.RdfFormat.TURTLE)
            for node in (quad.subject, quad.object)
            if isinstance(node, ox.NamedNode)
        }, iri


@pytest.mark.parametrize("accept", FORMATS)
def test_every_kind_of_iri_comes_in_every_format(real: TestClient, iris: list[str], accept: str) -> None:
    """One IRI of each kind comes in Turtle, JSON-LD, RDF/XML and N-Triples; a download has one format."""
    described = [iri for iri in iris if not iri.startswith(f"{terms.BASE}dumps/")]
    kinds = {
        re.sub(r"[0-9a-f]{8,}|\d+|(?<=/id/)[a-z-]+$", "#", iri.partition("#")[0]): iri for iri in described
    }
    chosen = [iri for number, iri in enumerate(sorted(kinds.values())) if EVERY == 1 or number % 60 == 0]
    for iri in chosen + [iri for iri in kinds.values() if not iri.startswith(terms.ID)]:
        found = real.get(path_of(iri), headers={"Accept": accept}, follow_redirects=True)
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, accept), iri
        assert list(ox.parse(found.content, format=FORMATS[accept])), iri


def test_every_term_has_its_place(real: TestClient, iris: list[str]) -> None:
    """The page of the ontology has an anchor for each own term that the graph uses."""
    anchors = set(re.findall(r'id="([^"]+)"', real.get("/ontology").text))
    names = {iri.removeprefix(terms.HR) for iri in iris if iri.startswith(terms.HR) and iri != terms.HR}

    assert len(names) > 150
    assert names - anchors == set()


def test_links_inside_the_site_lead_somewhere(real: TestClient) -> None:
    """Whatever the pages link to on this site is there, one page of each kind followed."""
    plan = "/document/eu-action-plan-hrd-2020-2024"
    seen: set[str] = set()
    for path in ("/", "/question/cq28", f"{plan}/I.A.6", "/page/latvia", "/graph/links"):
        links = set(re.findall(r'href="(/[^"#?]*)', real.get(path).text)) - seen
        seen |= links
        for link in sorted(links):
            if not link.startswith("/sparql"):  # queries are asked in the tests of questions
                found = real.get(link, follow_redirects=True)
                assert found.status_code == 200, f"{path} links to {link}"
