"""A store of three statements in two graphs and the default graph, one of them twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hrgraph.latvian.forms import Forms
from hrgraph.store.disk import DiskGraph, write_disk
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.endpoints.publish import publish
from hrgraph.store.endpoints.remote import Address, Credentials
from hrgraph.store.oxigraph import OxigraphStore

from .other import Other, serving

STATEMENTS = """\
<https://example.org/a> <https://example.org/says> "vārds"@lv <https://example.org/graph/one> .
<https://example.org/a> <https://example.org/says> "word"@en <https://example.org/graph/two> .
<https://example.org/a> <https://example.org/knows> <https://example.org/b> .
<https://example.org/a> <https://example.org/says> "word"@en <https://example.org/graph/three> .
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """The statements, loaded from a file as a build is."""
    path: Path = tmp_path_factory.mktemp("store") / "sample.nq"
    path.write_text(STATEMENTS, encoding="utf-8")
    return OxigraphStore.load(path)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 8,000 statements: enough for a query without end and for a large result."""
    path = tmp_path_factory.mktemp("many") / "many.nq"
    path.write_text(
        "".join(
            f'<https://example.org/{n}> <https://example.org/says> "{n:0150}" <https://example.org/graph> .\n'
            for n in range(8_000)
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the same statements, all in named graphs, as a build has them."""
    path = tmp_path_factory.mktemp("named") / "sample.nq"
    path.write_text(STATEMENTS.replace("/b> .", "/b> <https://example.org/graph/four> ."), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def in_memory(named: Path) -> OxigraphStore:
    """The statements in memory."""
    return OxigraphStore.load(named)


@pytest.fixture(scope="session")
def folder(named: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the statements in a store on disk."""
    found = tmp_path_factory.mktemp("disk") / "store"
    write_disk([named], found, Forms({}))
    return found


@pytest.fixture(scope="session")
def in_folder(folder: Path) -> OxigraphStore:
    """The statements on disk, opened."""
    return DiskGraph.load(folder).opened()


@pytest.fixture(scope="module")
def in_oxigraph(oxigraph_server: Address, named: Path) -> Endpoint:
    """The statements published to an Oxigraph server, anew for each module: others publish there too."""
    publish(named, oxigraph_server)
    endpoint = Endpoint(oxigraph_server)
    endpoint.reach()
    return endpoint


@pytest.fixture(scope="session")
def in_virtuoso(virtuoso_server: Address, named: Path) -> Endpoint:
    """The statements published to a Virtuoso, for which one has to log in; to ask it one need not."""
    publish(named, virtuoso_server, Credentials("dba", "dba"))
    endpoint = Endpoint(virtuoso_server)
    endpoint.reach()
    return endpoint


@pytest.fixture
def other() -> Iterator[Other]:
    """Another server, to be told what to answer."""
    with serving() as found:
        yield found
