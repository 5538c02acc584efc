"""Queries to the embedded engine."""

from pathlib import Path

import pytest

from hrgraph.errors import BadQuery, Damaged, StoreError, TooLarge
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.switch import replacing

TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
ONCE = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


@pytest.mark.parametrize("gap", [" ", "", "hr", " hr", "#hr\n"])
@pytest.mark.parametrize(
    "before", ["", "?s ?p true", "?s ?p 1", '?s ?p "a"', "?s ?p 'a'@en", "?s ?p ?o", "{} ", "?s a <urn:x>"]
)
@pytest.mark.parametrize("keyword", ["GRAPH", "graph", "\\u0047RAPH"])
def test_however_graph_is_written(keyword: str, before: str, gap: str) -> None:
    """A query that names a graph finds it, whatever stands before the keyword, or is refused."""
    data = "".join(
        f"<urn:s> <urn:p> {value} <urn:g> .\n" for value in (TRUE, ONCE, '"a"', '"a"@en', "<urn:o>")
    )
    store = OxigraphStore.of(data.encode())
    group = f"{before}{gap}{keyword} <urn:g> {{ ?x ?y ?z }}"
    try:
        found = store.query(f"SELECT ?z {{ {group} }}", "text/csv").content()
    except BadQuery:
        return
    dataset = ("urn:g",)
    expected = store.query(f"SELECT ?z {{ {group} }}", "text/csv", dataset, dataset).content()
    assert sorted(found.split()) == sorted(expected.split())


@pytest.mark.parametrize("form", ["SELECT ?o {0} WHERE", "SELECT *{0}", "ASK {0}", "CONSTRUCT {0} WHERE"])
def test_however_from_is_written(store: OxigraphStore, form: str) -> None:
    """A query that names no graph but an unknown one finds nothing."""
    query = form.format("FROM<urn:none>") + "{ ?s ?p ?o }"

    answer = store.query(query).content()
    assert not any(found in answer for found in (b"value", b"true", b"http"))


def test_missing_file(tmp_path: Path) -> None:
    """A missing build names the file and what to do."""
    with pytest.raises(StoreError, match=r"none\.nq: there is no built graph; make it with `hrgraph build`"):
        OxigraphStore.load(tmp_path / "none.nq")


def test_file_that_is_no_graph(tmp_path: Path) -> None:
    """A file that is no N-Quads is refused with its name and the line."""
    path = tmp_path / "bad.nq"
    path.write_text("<https://example.org/a> oops .\n", encoding="utf-8")

    with pytest.raises(StoreError, match=r"bad\.nq: not N-Quads: .*line 1"):
        OxigraphStore.load(path)


def test_damaged_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In place of a graph that is not as it was written, the one before it is loaded, and the log says so."""
    path = tmp_path / "build" / "hrgraph.nq"
    quads = [f'<urn:a> <urn:b> "{n}" <urn:g> .\n' for n in range(3)]
    with replacing(path.parent) as new:
        (new / path.name).write_text(quads[0], encoding="utf-8")
    path.write_text(quads[2], encoding="utf-8")
    with pytest.raises(Damaged, match=r"hrgraph\.nq: damaged or missing.*build again"):
        OxigraphStore.load(path)
    path.write_text(quads[0], encoding="utf-8")
    with replacing(path.parent) as new:
        (new / path.name).write_text(quads[1], encoding="utf-8")
    assert b"1" in OxigraphStore.load(path).query("SELECT ?o { ?s ?p ?o }", "text/csv").content()
    for harm in (lambda: path.write_text(quads[2], encoding="utf-8"), path.unlink):
        harm()
        store = OxigraphStore.load(path)
        assert store.query("SELECT ?o { ?s ?p ?o }", "text/csv").content() == b"o\r\n0\r\n"
    assert caplog.text.count("the build before it is served") == 2


def test_own_limits(tmp_path: Path) -> None:
    """A store can be loaded with other limits."""
    path = tmp_path / "empty.nq"
    path.touch()

    with pytest.raises(TooLarge):
        OxigraphStore.load(path, Limits(query_bytes=5)).query("ASK { }")
