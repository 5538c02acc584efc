"""Answers put in another format."""

import pytest

from hrgraph.errors import NotAcceptable
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Kind
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.results.formats import chosen_format, converted

STORE = OxigraphStore.of('<urn:a> <urn:b> "vārds"@lv <urn:g> .\n'.encode())


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "ASK {}"])
@pytest.mark.parametrize("given", ["json", "xml", "tsv"])
def test_solutions(query: str, given: str) -> None:
    """From a format that keeps the terms each other one is as if the engine had written it."""
    first = next(form for form in SOLUTION_FORMATS if form.name == given)
    for form in SOLUTION_FORMATS:
        if query.startswith("ASK") and given == "tsv":
            continue
        content = converted(STORE.query(query, first.media_type).content(), first, form)
        assert content[0] == STORE.query(query, form.media_type).content()


def test_graphs() -> None:
    """A graph in N-Triples becomes one in every other format, and back."""
    n_triples = next(form for form in GRAPH_FORMATS if form.name == "nt")
    content = STORE.query("CONSTRUCT WHERE { ?s ?p ?o }", n_triples.media_type).content()
    for form in GRAPH_FORMATS:
        there, _ = converted(content, n_triples, form)
        assert converted(there, form, n_triples) == (content, False)


def test_no_such_format() -> None:
    """A result that is none is an error, whatever the formats; so is a format of another kind of query."""
    for form in (SOLUTION_FORMATS[0], GRAPH_FORMATS[0]):
        with pytest.raises((ValueError, SyntaxError)):
            converted(b"{ no", form, form)
    with pytest.raises(NotAcceptable):
        chosen_format(Kind.ASK, "text/turtle")
