"""The address /cite."""

from pathlib import Path
from types import ModuleType

import pytest
from fastapi.testclient import TestClient

from hrgraph import __version__
from hrgraph.rdf.terms import HR, ID
from hrgraph.releases.folder import Releases
from hrgraph.releases.freeze import freeze
from hrgraph.service.app import create_app
from hrgraph.service.releases.archive import Archive
from hrgraph.store.oxigraph import OxigraphStore

from ..conftest import BROWSER

QUERY = "SELECT ?l { <https://w3id.org/hrgraph/id/families> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"


def test_the_graph(client: TestClient) -> None:
    """Without a query the graph is cited, with its version."""
    said = client.get("/cite").json()

    assert said["version"] == __version__
    assert len(said["data"]) == 64
    assert set(said["text"]) == {"lv", "en"}
    assert "hash" not in said


def test_a_result_can_be_checked(client: TestClient) -> None:
    """The address in a citation says that the result is the same; with another hash, that it has changed."""
    said = client.get("/cite", params={"query": QUERY}).json()
    again = client.get(said["address"]).json()
    other = client.get("/cite", params={"query": QUERY, "hash": "0" * 64}).json()

    assert said["count"] == 2
    assert said["hash"] in said["text"]["en"]
    assert "same" not in said
    assert (again["same"], other["same"]) == (True, False)
    assert again["hash"] == said["hash"] == other["hash"]


@pytest.mark.parametrize(
    ("form", "media_type", "holds"),
    [
        ("bibtex", "application/x-bibtex; charset=utf-8", "@misc{"),
        ("csl", "application/vnd.citationstyles.csl+json", '"type": "dataset"'),
        ("text", "text/plain; charset=utf-8", "Query result"),
    ],
)
def test_formats(client: TestClient, form: str, media_type: str, holds: str) -> None:
    """A citation comes in the format asked for, under its media type."""
    response = client.get("/cite", params={"query": QUERY, "format": form})

    assert response.headers["content-type"] == media_type
    assert holds in response.text


def test_the_page(browser: TestClient) -> None:
    """A browser gets a page in either language that says whether the result is the same."""
    said = browser.get("/cite", params={"query": QUERY, "format": "json"}).json()
    same = browser.get("/cite", params={"query": QUERY, "hash": said["hash"], "lang": "lv"}).text
    changed = browser.get("/cite", params={"query": QUERY, "hash": "0" * 64, "lang": "en"}).text

    assert "Rezultāts ir tas pats." in same
    assert "The result has changed" in changed
    assert said["hash"] in same
    assert "@misc{" in changed
    assert 'name="query"' in browser.get("/cite").text


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"query": QUERY, "hash": "xyz"}, 400, "no-hash"),
        ({"hash": "0" * 64}, 400, "no-hash"),
        ({"query": "SELECT (NOW() AS ?n) {}"}, 400, "never-same"),
        ({"query": "SELECT * {"}, 400, "ends-early"),
        ({"query": "DROP ALL"}, 400, "update"),
        ({"query": QUERY, "format": "doc"}, 406, "no-such-format"),
    ],
)
def test_what_cannot_be_cited(client: TestClient, params: dict[str, str], status: int, code: str) -> None:
    """A hash that is none, a query that answers otherwise each time, or none at all is told as an error."""
    response = client.get("/cite", params=params)

    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (status, code)


def test_a_result_can_be_asked_again_of_its_release(tmp_path: Path, editions: ModuleType) -> None:
    """A citation names the release of its data; it answers the same when another graph is served."""
    releases = Releases(tmp_path / "releases")
    query = f"SELECT ?x {{ <{ID}commission> <{HR}leads> ?x }}"
    old, new = editions.Small(), editions.Small(said=(editions.HELPS,))
    freeze(editions.write_build(tmp_path / "build", "0.1", old), releases)
    with TestClient(create_app(OxigraphStore.of(old.quads()), archive=Archive(releases))) as client:
        said = client.get("/cite", params={"query": query}).json()
    assert said["address"].endswith("&version=0.1")
    with TestClient(create_app(OxigraphStore.of(new.quads()), archive=Archive(releases))) as client:
        today = client.get("/cite", params={"query": query}).json()
        again = client.get(said["address"]).json()
        page = client.get(said["address"], headers={"Accept": BROWSER, "Accept-Language": "en"}).text
        answer = client.get(again["release"]["address"], headers={"Accept": "text/csv"}).text
        gone = client.get(said["address"].replace("0.1", "0.7")).json()

    assert today["release"] is None
    assert (again["same"], again["release"]["version"]) == (False, "0.1")
    assert "Ask again of release 0.1" in page
    assert answer == "x\r\nhttps://w3id.org/hrgraph/id/work\r\n"
    assert gone["release"] is None
