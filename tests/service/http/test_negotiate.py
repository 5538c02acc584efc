"""Which format and language a request gets."""

import pytest

from hrgraph.errors import NotAcceptable
from hrgraph.service.http.negotiate import HTML, language, pick
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS

SOLUTIONS = (*SOLUTION_FORMATS, HTML)
GRAPHS = (*GRAPH_FORMATS, HTML)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; q=0.5", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/sparql-results+json, text/html", "application/sparql-results+json"),
        ("text/html;q=0.4, */*;q=0.5", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("image/png, text/csv;q=0.1", "text/csv"),
        ("text/csv;q=oops, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        ("text/csv;q=7, application/xml;q=0.1", "application/xml"),
        ("nonsense", "application/sparql-results+json"),
        ("text/csv;header=present", "text/csv"),
    ],
)
def test_accept_for_solutions(accept: str | None, media_type: str) -> None:
    """The best liked format is given; HTML only to those who name it."""
    assert pick(accept, SOLUTIONS)[1] == media_type


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json;q=0.9, application/rdf+xml;q=0.8", "application/ld+json"),
        ("application/sparql-results+json, */*;q=0.1", "text/turtle"),
        ("text/html", "text/html"),
    ],
)
def test_accept_for_graphs(accept: str | None, media_type: str) -> None:
    """The same for CONSTRUCT and DESCRIBE."""
    assert pick(accept, GRAPHS)[1] == media_type


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "*/*;q=0", "text/csv;q=0"])
def test_nothing_acceptable(accept: str) -> None:
    """Where nothing fits, the error lists what is offered."""
    with pytest.raises(NotAcceptable) as caught:
        pick(accept, SOLUTION_FORMATS)

    assert caught.value.offered == tuple(form.media_type for form in SOLUTION_FORMATS)


@pytest.mark.parametrize(
    ("wanted", "media_type"),
    [("csv", "text/csv"), ("CSV", "text/csv"), ("text/csv", "text/csv"), ("html", "text/html")],
)
def test_format_wins_over_accept(wanted: str, media_type: str) -> None:
    """?format= takes a short name or a media type and overrides the header."""
    assert pick("application/json", SOLUTIONS, wanted)[1] == media_type


def test_unknown_format() -> None:
    """A format that there is not, or not for this kind of query, is an error."""
    for wanted in ("pdf", "ttl"):
        with pytest.raises(NotAcceptable):
            pick(None, SOLUTION_FORMATS, wanted)


@pytest.mark.parametrize(
    ("header", "wanted", "spoken"),
    [
        (None, None, "lv"),
        ("en", None, "en"),
        ("en-GB,en;q=0.9", None, "en"),
        ("lv;q=0.5,en;q=0.8", None, "en"),
        ("de,en;q=0.2", None, "en"),
        ("de", None, "lv"),
        ("lv,en", None, "lv"),
        ("en;q=oops", None, "lv"),
        ("en", "lv", "lv"),
        ("lv", "en", "en"),
        ("en", "de", "en"),
    ],
)
def test_language(header: str | None, wanted: str | None, spoken: str) -> None:
    """?lang= wins, then Accept-Language, then Latvian."""
    assert language(header, wanted) == spoken
