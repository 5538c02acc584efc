"""A store of three statements in two graphs and the default graph, one of them twice."""

from pathlib import Path

import pytest

from hrgraph.store.oxigraph import OxigraphStore

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
