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
