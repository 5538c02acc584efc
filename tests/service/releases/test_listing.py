"""The pages, files and endpoints of releases."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from hrgraph.rdf.terms import HR, ID
from hrgraph.releases.folder import GRAPH, Releases
from hrgraph.releases.freeze import freeze
from hrgraph.service.app import create_app
from hrgraph.service.http.rate import Rate
from hrgraph.service.releases.archive import Archive
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore

from ..conftest import BROWSER

LEADS = f"SELECT ?x {{ <{ID}commission> <{HR}leads> ?x }}"
HTML = {"Accept": BROWSER}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, editions: ModuleType) -> Releases:
    """Two releases; nothing may be changed in them."""
    folder = tmp_path_factory.mktemp("kept")
    kept = Releases(folder / "releases")
    for version, said in (("0.1", editions.Small().said), ("0.2", (editions.HELPS,))):
        freeze(editions.write_build(folder / "build", version, editions.Small(said=said)), kept)
    return kept


@pytest.fixture(scope="module")
def kept(store: OxigraphStore, releases: Releases) -> Iterator[TestClient]:
    """A client that speaks English of a service that keeps these releases, with a small body limit."""
    limits = Limits(query_bytes=10_000)
    app = create_app(store, limits, rate=Rate(per_minute=0), archive=Archive(releases, limits))
    with TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=False) as found:
        yield found


def test_the_list(kept: TestClient, releases: Releases) -> None:
    """All releases come as a page, the newest first, as JSON and as Turtle."""
    page = kept.get("/releases", headers=HTML).text
    listed = kept.get("/releases").json()["releases"]
    record = Graph().parse(
        data=kept.get("/releases", headers={"Accept": "text/turtle"}).text, format="turtle"
    )

    assert page.index("/releases/0.2") < page.index("/releases/0.1")
    assert "/changes?from=0.1&amp;to=0.2" in page
    assert [(one["version"], one["previous"], one["sha256"]) for one in listed] == [
        ("0.2", "0.1", releases.get("0.2").sha256),
        ("0.1", None, releases.get("0.1").sha256),
    ]
    assert listed[0]["sparql"] == "http://testserver/releases/0.2/sparql"
    assert (URIRef(releases.get("0.1").iri), None, None) in record


def test_one_release(kept: TestClient, releases: Releases) -> None:
    """A release says what it is, with all files and their checksums, in both languages and for programs."""
    page = kept.get("/releases/0.2", headers=HTML).text
    said = kept.get("/releases/0.2").json()

    assert "Release 0.2" in page
    assert "Versija 0.2" in kept.get("/releases/0.2?lang=lv", headers=HTML).text
    assert releases.get("0.2").sha256 in page
    assert {one["path"]: one["sha256"] for one in said["files"]} == releases.get("0.2").files()
    assert "dcat:hasCurrentVersion" in kept.get("/releases/0.2", headers={"Accept": "text/turtle"}).text
    assert "dcat:hasCurrentVersion" not in kept.get("/releases/0.1?format=ttl").text


def test_every_file(kept: TestClient, releases: Releases) -> None:
    """A file comes as it was frozen, may be kept for good, and is not sent again to who has it."""
    for name, digest in releases.get("0.1").files().items():
        response = kept.get(f"/releases/0.1/{name}")
        assert hashlib.sha256(response.content).hexdigest() == digest, name
        assert "immutable" in response.headers["cache-control"]
        again = kept.get(f"/releases/0.1/{name}", headers={"If-None-Match": response.headers["etag"]})
        assert again.status_code == 304
    graph = kept.get(f"/releases/0.1/{GRAPH}")
    assert gzip.decompress(graph.content) == releases.get("0.1").graph()
    assert (graph.headers["content-type"], "content-encoding" in graph.headers) == ("application/gzip", False)
    assert kept.get("/releases/0.1/SHA256SUMS").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["0.1/other", "0.1/..%2f0.2%2fbuild.json", "7", "7/build.json", "7/sparql", "..%2fbuild"],
)
def test_what_is_not_there(kept: TestClient, path: str) -> None:
    """No other file is served, and an unknown version is told with those that there are."""
    response = kept.get(f"/releases/{path}")

    assert response.status_code == 404
    if path.startswith("7"):
        assert response.json()["type"].endswith("/unknown-release")
        assert "0.1, 0.2" in response.json()["detail"]
        assert "Šādas versijas nav" in kept.get(f"/releases/{path}?lang=lv").json()["detail"]


def test_asking_a_release(kept: TestClient) -> None:
    """By GET, form and direct POST a release answers from its data, says its day, and where today's is."""
    address = "/releases/0.1/sparql"
    csv = {"Accept": "text/csv"}
    responses = [
        kept.get(f"{address}?query={quote(LEADS)}", headers=csv),
        kept.post(address, data={"query": LEADS}, headers=csv),
        kept.post(address, content=LEADS, headers={**csv, "Content-Type": "application/sparql-query"}),
    ]
    for response in responses:
        assert response.text == "x\r\nhttps://w3id.org/hrgraph/id/work\r\n"
        assert response.headers["memento-datetime"] == "Sat, 21 Nov 2026 00:00:00 GMT"
        assert response.headers["link"] == '<http://testserver/sparql>; rel="original"'
    assert kept.get(f"/releases/0.2/sparql?query={quote(LEADS)}", headers=csv).text == "x\r\n"
    assert kept.head(f"{address}?query={quote(LEADS)}").status_code == 200


def test_the_same_limits(kept: TestClient) -> None:
    """An update, a malformed query, a call to another server and a long body are refused as today's are."""
    address = "/releases/0.1/sparql"
    direct = {"Content-Type": "application/sparql-query"}

    assert kept.post(address, data={"update": "DROP ALL"}).status_code == 400
    assert kept.post(address, content="DROP ALL", headers=direct).status_code == 400
    assert kept.post(address, content="SELECT", headers=direct).json()["line"] == 1
    assert kept.post(address, content="ASK { SERVICE <http://x/> {} }", headers=direct).status_code == 403
    assert kept.post(address, content="#" * 10_001, headers=direct).status_code == 413


def test_the_query_page_of_a_release(kept: TestClient) -> None:
    """The page says which release answers, stays with it, and leads to today's answer."""
    page = kept.get(f"/releases/0.1/sparql?query={quote(LEADS)}", headers=HTML).text

    assert "Release 0.1 answers" in page
    assert 'action="/releases/0.1/sparql#result"' in page
    assert "/releases/0.1/sparql?query=SELECT" in page
    assert 'href="/sparql?query=SELECT' in page
    assert "/cite?query" not in page
    assert "answers, and not" not in kept.get("/sparql", headers=HTML).text


def test_service_descriptions(kept: TestClient) -> None:
    """Each endpoint describes itself, and tells where the releases are."""
    for address in ("/sparql", "/releases/0.2/sparql"):
        said = Graph().parse(data=kept.get(address, headers={"Accept": "text/turtle"}).text, format="turtle")
        node = URIRef(f"http://testserver{address}")
        assert (node, URIRef("http://www.w3.org/ns/sparql-service-description#endpoint"), node) in said
        assert (node, None, URIRef("http://testserver/releases")) in said


def test_a_changed_release(store: OxigraphStore, tmp_path: Path, editions: ModuleType) -> None:
    """A release that somebody changed is refused by page, file and query, with the file that was changed."""
    releases = Releases(tmp_path / "releases")
    release, _ = freeze(editions.write_build(tmp_path / "build", "0.1", editions.Small()), releases)
    file = release.folder / GRAPH
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-9])
    with TestClient(create_app(store, archive=Archive(releases))) as client:
        for path in (GRAPH, f"sparql?query={quote(LEADS)}"):
            response = client.get(
                f"/releases/0.1/{path}&lang=en" if "?" in path else f"/releases/0.1/{path}?lang=en"
            )
            assert response.status_code == 500
            assert response.json()["detail"].endswith(
                f"not as it was kept, so it is not served: 0.1/{GRAPH}."
            )
        (release.folder / "SHA256SUMS").chmod(0o644)
        (release.folder / "SHA256SUMS").write_bytes(b"")
        assert client.get("/releases/0.1").json()["type"].endswith("/broken-release")
        assert client.get("/releases").json() == {"releases": []}
        assert "nav tāda, kādu to saglabāja" in client.get("/releases", headers=HTML).text


def test_no_releases(client: TestClient) -> None:
    """Without releases the list is empty and says so."""
    assert client.get("/releases").json() == {"releases": []}
    assert "no releases yet" in client.get("/releases", headers=HTML).text
    assert client.get("/releases/0.1").status_code == 404


def test_the_way_there(client: TestClient) -> None:
    """Every page leads to the releases and names the feed."""
    page = client.get("/sparql", headers=HTML).text

    assert '<a href="/releases">Releases</a>' in page
    assert 'type="application/atom+xml" href="/changes.atom?lang=en"' in page
    assert "/releases/{version}/sparql" in client.get("/openapi.json").json()["paths"]
