"""The W3C tests of the SPARQL 1.1 query language and its result formats, asked over HTTP."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from .same import same_csv, same_graph, same_result_set, same_results
from .shelf import CLIENT, SHELF, cases, load, needs_suite
from .suite import QueryTest, query_tests

DEFAULT = "urn:x-default-graph"
RESULTS = {
    ".srx": ("xml", ox.QueryResultsFormat.XML),
    ".srj": ("json", ox.QueryResultsFormat.JSON),
    ".tsv": ("tsv", ox.QueryResultsFormat.TSV),
}
TESTS = query_tests()


@needs_suite
@pytest.mark.parametrize("test", cases(test for test in TESTS if test.result is not None))
def test_evaluation(test: QueryTest) -> None:
    """A query over the data of the test has the rows, the truth or the graph that the test expects."""
    assert test.result is not None
    quads = [quad for file in test.data for quad in load(file, DEFAULT)]
    SHELF.put(quads + [quad for iri, file in test.graphs for quad in load(file, iri)])
    suffix, expected = test.result.suffix, test.result.read_bytes()
    is_result_set = b"ResultSet" in expected
    fields: dict[str, str | list[str]] = {
        "query": _text(test.query),
        "format": "json" if is_result_set else RESULTS[suffix][0] if suffix in RESULTS else suffix[1:],
    }
    if not _names_dataset(test.query):
        fields |= {
            "default-graph-uri": DEFAULT,
            "named-graph-uri": [iri for iri, _ in test.graphs] or "urn:x-none",
        }
    response = CLIENT.post("/sparql", data=fields)

    assert response.status_code == 200, response.text
    if suffix in RESULTS:
        form = RESULTS[suffix][1]
        assert same_results(response.content, form, expected, form)
    elif is_result_set:
        assert same_result_set(response.content, expected, test.result.as_uri())
    elif suffix == ".csv":
        assert same_csv(response.content, expected)
    else:
        assert same_graph(response.content, ox.RdfFormat.TURTLE, expected, ox.RdfFormat.TURTLE)


@needs_suite
@pytest.mark.parametrize("test", cases(test for test in TESTS if test.kind == "PositiveSyntaxTest11"))
def test_right_syntax(test: QueryTest) -> None:
    """A query of right syntax is answered."""
    SHELF.put([])
    response = CLIENT.post("/sparql", data={"query": _text(test.query)})

    assert response.status_code == 200, response.text


@needs_suite
@pytest.mark.parametrize("test", cases(test for test in TESTS if test.kind == "NegativeSyntaxTest11"))
def test_wrong_syntax(test: QueryTest) -> None:
    """A query of wrong syntax is refused, with the place of the error."""
    SHELF.put([])
    response = CLIENT.post("/sparql", data={"query": _text(test.query)})

    assert response.status_code == 400
    assert response.json()["line"] >= 1


def _names_dataset(query: Path) -> bool:
    """Whether the query has a dataset of its own, which one of the request would replace."""
    return re.search(r"^FROM\b", query.read_text(encoding="utf-8"), re.MULTILINE) is not None


def _text(query: Path) -> str:
    """The query, its own place before it: the tests name their files relative to that."""
    return f"BASE <{query.as_uri()}> {query.read_text(encoding='utf-8')}"
