"""What the whole test run shares: the real knowledge, the two real texts read, and the graph built once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType

import pytest
import uvicorn
from hypothesis import settings
from rdflib import Graph
from starlette.types import ASGIApp

from hrgraph import __version__, cli
from hrgraph.graph.write import NQUADS, Graphs, nquads, write_build
from hrgraph.knowledge import Knowledge, load_knowledge
from hrgraph.pipeline import DocumentReading, make_graphs, read_document
from hrgraph.service.serve import listen
from hrgraph.store.endpoints.remote import Address
from hrgraph.structure.documents import read_documents

from . import servers
from .releases import editions as small_editions

PLAN = "eu-action-plan-hrd-2020-2024"
RELEASE = "press-release-act"

Run = Callable[..., tuple[int, str, str]]
Listening = Callable[[ASGIApp], AbstractContextManager[str]]

# A busy machine is slow, and no test is about time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def knowledge(root: Path) -> Knowledge:
    """The real ontology, lexicon, rules and profiles."""
    return load_knowledge(root)


@pytest.fixture(scope="session")
def readings(root: Path, knowledge: Knowledge) -> dict[str, DocumentReading]:
    """What is read out of each real document, by its id."""
    documents = read_documents(root / "data" / "documents")
    return {document.id: read_document(document, knowledge) for document in documents}


@pytest.fixture(scope="session")
def plan(readings: dict[str, DocumentReading]) -> DocumentReading:
    """The reading of the action plan."""
    return readings[PLAN]


@pytest.fixture(scope="session")
def release(readings: dict[str, DocumentReading]) -> DocumentReading:
    """The reading of the press release."""
    return readings[RELEASE]


@pytest.fixture(scope="session")
def graphs(root: Path, knowledge: Knowledge, readings: dict[str, DocumentReading]) -> Graphs:
    """The named graphs of the real data; nothing may be added to them."""
    return make_graphs(list(readings.values()), knowledge)


@pytest.fixture(scope="session")
def quads(graphs: Graphs) -> bytes:
    """The named graphs as N-Quads."""
    return nquads(graphs)


@pytest.fixture(scope="session")
def built_graph(graphs: Graphs, quads: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file hrgraph.nq of the real data, written as a build writes it but without the slow checks."""
    out = tmp_path_factory.mktemp("build")
    write_build(out, quads, graphs, __version__)
    return out / NQUADS


@pytest.fixture(scope="session")
def everything(graphs: Graphs) -> Graph:
    """All named graphs in one; nothing may be added to it."""
    union = Graph()
    for graph in graphs.values():
        for triple in graph:
            union.add(triple)
    return union


@pytest.fixture(scope="session")
def listening() -> Listening:
    """Serves an application on a port of this machine while a `with` lasts, and gives the address."""

    @contextmanager
    def serve_on_a_port(app: ASGIApp) -> Iterator[str]:
        with listen("127.0.0.1", 0) as socket:
            server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{socket.getsockname()[1]}"
            server.should_exit = True
            thread.join(10)

    return serve_on_a_port


@pytest.fixture
def run(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command in the project; returns exit code, output and messages."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main(["--root", str(root), *map(str, arguments)])
        written, messages = capfdbinary.readouterr()
        return code, written.decode(), messages.decode()

    return command


@pytest.fixture(scope="session")
def editions() -> ModuleType:
    """Small editions of a graph, and builds of them: the module `releases/editions.py`."""
    return small_editions


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A running Oxigraph server."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A running Virtuoso."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address
