"""A small graph of the same make as the built one, and clients of the service over it."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from hrgraph.docs.page import documentation
from hrgraph.graph.write import Graphs
from hrgraph.releases.folder import Releases
from hrgraph.releases.freeze import freeze
from hrgraph.service.app import create_app
from hrgraph.service.http.rate import Rate
from hrgraph.service.pages.documentation import read_documentation
from hrgraph.service.releases.archive import Archive
from hrgraph.store.base import Answer, Store
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
SAMPLE = Path(__file__).parent / "sample.trig"


class Wrapped:
    """A store that calls a function with each query before it answers: to wait, or to fail."""

    def __init__(self, inner: Store, before: Callable[[str], None]) -> None:
        self.inner = inner
        self.before = before

    def query(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer like the inner store."""
        self.before(text)
        return self.inner.query(text, media_type, default_graphs, named_graphs, rows)

    def size(self) -> int:
        """As large as the inner store."""
        return self.inner.size()

    def version(self) -> str:
        """Of the version of the inner store."""
        return self.inner.version()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with the sample graph."""
    folder = tmp_path_factory.mktemp("build")
    quads = ox.serialize(ox.parse(path=str(SAMPLE), format=ox.RdfFormat.TRIG), format=ox.RdfFormat.N_QUADS)
    (folder / "hrgraph.nq").write_bytes(quads or b"")
    for language, label in (("lv", "dalībnieks"), ("en", "actor")):
        page = f"""<!doctype html><html lang="{language}"><head><style></style></head><body><main>
            <section id="Actor"><a href="#Actor">{label}</a>
            <a href="https://w3id.org/hrgraph/id/plan">plan</a>
            <a href="https://w3id.org/hrgraph/ontology.ttl">ttl</a></section></main></body></html>"""
        (folder / f"ontology.{language}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def store(build: Path) -> OxigraphStore:
    """The sample graph in a store."""
    return OxigraphStore.load(build / "hrgraph.nq")


@pytest.fixture
def wrap(store: OxigraphStore) -> Callable[[Callable[[str], None]], Store]:
    """Wrap the sample store so that a function is called before each query."""
    return lambda before: Wrapped(store, before)


@pytest.fixture
def client(store: OxigraphStore, build: Path) -> Iterator[TestClient]:
    """A client that follows no redirect and speaks English, of a service with a small body limit."""
    app = create_app(store, Limits(query_bytes=10_000), documentation=partial(read_documentation, build))
    with TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=False) as found:
        yield found


@pytest.fixture
def browser(client: TestClient) -> TestClient:
    """The same client asking as a browser does."""
    client.headers["Accept"] = BROWSER
    return client


@pytest.fixture(scope="session")
def real_store(built_graph: Path) -> OxigraphStore:
    """The built graph of the real texts in a store."""
    return OxigraphStore.load(built_graph)


@pytest.fixture(scope="session")
def real_app(
    real_store: OxigraphStore,
    root: Path,
    graphs: Graphs,
    editions: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
) -> ASGIApp:
    """The service over the built graph, with the page of the ontology and without a limit of requests.

    Two small releases are kept, 0.1 and 0.2.
    """
    folder = tmp_path_factory.mktemp("documentation")
    releases = Releases(folder / "releases")
    for version, said in (("0.1", editions.Small().said), ("0.2", (editions.HELPS,))):
        build = editions.write_build(folder / "build", version, editions.Small(said=said))
        freeze(build, releases)
    for name, page in documentation(root, graphs["ontology"]).items():
        (folder / name).write_bytes(page)
    return create_app(
        real_store,
        rate=Rate(per_minute=0),
        documentation=partial(read_documentation, folder),
        archive=Archive(releases),
    )


@pytest.fixture(scope="session")
def real(real_app: ASGIApp) -> Iterator[TestClient]:
    """A browser that speaks English, at the service over the built graph."""
    headers = {"Accept": BROWSER, "Accept-Language": "en"}
    with TestClient(real_app, headers=headers, follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="session")
def site(real_app: ASGIApp, listening: Callable[[ASGIApp], AbstractContextManager[str]]) -> Iterator[str]:
    """The address of a running server over the built graph."""
    with listening(real_app) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser without a window; skips where there is none, or nothing to drive it with."""
    missing = "the extra `browser` is not installed"
    sync_api = pytest.importorskip("playwright.sync_api", reason=missing)
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go."""
    given = os.environ.get("SCREENSHOTS")
    folder = Path(given) if given else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def violations() -> Callable[[Any, dict[str, list[str]]], list[str]]:
    """Tells what axe-core finds wrong with a page by these rules."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")

    def found(page: Any, rules: dict[str, list[str]]) -> list[str]:
        wrong = axe.Axe().run(page, options=rules).response["violations"]
        return [f"{one['id']}: {one['help']} – {one['nodes'][0]['html'][:200]}" for one in wrong]

    return found
