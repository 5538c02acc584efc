"""The command `query`: answers in every format, and what cannot be answered."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import cli

Run = Callable[..., tuple[int, str, str]]
LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX id: <https://w3id.org/hrgraph/id/>
SELECT ?label WHERE { id:latvia rdfs:label ?label } ORDER BY ?label
"""
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER(?s = <https://w3id.org/hrgraph/id/latvia>) }"


@pytest.fixture
def query(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a query; returns its file."""

    def write(text: str) -> Path:
        file = tmp_path / "query.rq"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_query_as_csv(run: Run, built_graph: Path, query: Callable[[str], Path]) -> None:
    """An answer as CSV has a header and a row a solution."""
    code, written, _ = run("query", query(LABELS), "--format", "csv", "--out", built_graph.parent)
    assert code == cli.OK
    assert list(csv.reader(io.StringIO(written))) == [["label"], ["Latvia"], ["Latvija"]]


def test_query_as_json_is_the_default(run: Run, built_graph: Path, query: Callable[[str], Path]) -> None:
    """Without a format solutions come as JSON, with their languages."""
    code, written, _ = run("query", query(LABELS), "--out", built_graph.parent)
    assert code == cli.OK
    rows = json.loads(written)["results"]["bindings"]
    assert [(row["label"]["value"], row["label"]["xml:lang"]) for row in rows] == [
        ("Latvia", "en"),
        ("Latvija", "lv"),
    ]


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        (LABELS, "xml", "<sparql"),
        (LABELS, "tsv", '"Latvija"@lv'),
        ("ASK { ?s ?p ?o }", "json", '"boolean":true'),
        (CONSTRUCT, "nt", '"Latvija"@lv'),
        (CONSTRUCT, "ttl", '"Latvija"@lv'),
        (CONSTRUCT, "jsonld", '"@value":"Latvija"'),
        (CONSTRUCT, "rdf", 'xml:lang="lv">Latvija<'),
    ],
)
def test_query_in_other_formats(
    run: Run, built_graph: Path, query: Callable[[str], Path], text: str, form: str, shown: str
) -> None:
    """Each format that is offered is written."""
    code, written, _ = run("query", query(text), "--format", form, "--out", built_graph.parent)
    assert code == cli.OK
    assert shown in written.replace(": ", ":")


def test_query_from_standard_input(run: Run, built_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen reads the query from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LABELS.encode())))
    code, written, _ = run("query", "-", "--format", "csv", "--out", built_graph.parent)
    assert (code, written.splitlines()) == (cli.OK, ["label", "Latvia", "Latvija"])


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        pytest.param("SELECT ?s\nWHERE { ?s ?p }", "csv", "hrgraph: line 2, column", id="malformed"),
        pytest.param("DROP ALL", "csv", "hrgraph: ", id="update"),
        pytest.param(
            LABELS,
            "paper",
            "there is no format 'paper'; known: json, xml, csv, tsv, ttl",
            id="unknown format",
        ),
        pytest.param(LABELS, "ttl", "hrgraph: ", id="format of another kind of query"),
    ],
)
def test_query_that_fails(
    run: Run, built_graph: Path, query: Callable[[str], Path], text: str, form: str, message: str
) -> None:
    """What cannot be answered leaves with 1, an empty output and one message."""
    code, written, messages = run("query", query(text), "--format", form, "--out", built_graph.parent)
    assert (code, written) == (cli.FAILED, "")
    assert message in messages


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(None, "cannot be read: No such file or directory; give a file, or - and", id="absent"),
        pytest.param(b"\xff", "is not UTF-8", id="not UTF-8"),
    ],
)
def test_query_file_that_cannot_be_read(
    run: Run, built_graph: Path, tmp_path: Path, data: bytes | None, message: str
) -> None:
    """A file with the query that is absent or no text is told by name."""
    file = tmp_path / "query.rq"
    if data is not None:
        file.write_bytes(data)
    code, _, messages = run("query", file, "--out", built_graph.parent)
    assert code == cli.FAILED
    assert str(file) in messages
    assert message in messages
