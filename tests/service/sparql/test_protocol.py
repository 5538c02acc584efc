"""SPARQL Protocol requests, without HTTP."""

from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.service.refusals import RequestRefused
from hrgraph.service.sparql.protocol import DIRECT, FORM, SparqlRequest, fields, from_get, from_post


def test_get() -> None:
    """All parameters are read from the address."""
    fields = [
        ("query", "ASK { ?s ?p 'ē+&' }"),
        ("default-graph-uri", "https://example.org/a"),
        ("default-graph-uri", "https://example.org/b"),
        ("named-graph-uri", "https://example.org/c"),
        ("format", "csv"),
        ("lang", "en"),
    ]

    assert from_get(urlencode(fields).encode()) == SparqlRequest(
        "ASK { ?s ?p 'ē+&' }",
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/c",),
        "csv",
        "en",
    )


PIECES = ["a", "=", "&", "+", "%41", "%C4%93", "%3D", "%3d%0A", "%", "%4", "%zz", "ē", "_", "~", "\t"]
ENCODED = st.lists(st.sampled_from(PIECES))


@given(ENCODED.map("".join))
def test_fields_as_in_forms(text: str) -> None:
    """Fields are read as the standard library reads them; what it cannot read is refused."""
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(RequestRefused, match="not-utf8"):
            fields(text.encode())
    else:
        assert fields(text.encode()) == expected


def test_post_form_and_direct() -> None:
    """A form holds its parameters in the body; a query posted as such has them in the address."""
    expected = SparqlRequest("ASK {}", ("https://example.org/a",))
    graph = ("default-graph-uri", "https://example.org/a")

    assert from_post(b"", FORM, urlencode([("query", "ASK {}"), graph]).encode()) == expected
    assert from_post(urlencode([graph]).encode(), f"{DIRECT}; charset=UTF-8", b"ASK {}") == expected


def test_no_query() -> None:
    """A GET without parameters asks for no query; a POST must have one."""
    assert from_get(b"").query is None
    assert from_get(b"format=ttl").query is None
    with pytest.raises(RequestRefused, match="no-query"):
        from_post(b"", FORM, b"")
    with pytest.raises(RequestRefused, match="no-query"):
        from_get(b"default-graph-uri=https%3A%2F%2Fexample.org%2Fa")


REFUSED = [
    (b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", None, b"", HTTPStatus.BAD_REQUEST, "many-queries"),
    (b"query=" + b"a" * 32768, None, b"", HTTPStatus.REQUEST_URI_TOO_LONG, "address-too-long"),
    (b"query=%FF", None, b"", HTTPStatus.BAD_REQUEST, "not-utf8"),
    (b"query=\xff", None, b"", HTTPStatus.BAD_REQUEST, "not-utf8"),
    (b"update=CLEAR%20ALL", None, b"", HTTPStatus.BAD_REQUEST, "update-field"),
    (b"query=ASK%20%7B%7D&version=2026.1", None, b"", HTTPStatus.BAD_REQUEST, "version-field"),
    (b"version=1.2", DIRECT, b"ASK {}", HTTPStatus.BAD_REQUEST, "version-field"),
    (b"a=1&" * 1001 + b"query=", None, b"", HTTPStatus.BAD_REQUEST, "many-fields"),
    (b"query=ASK%20%7B%7D", DIRECT, b"ASK {}", HTTPStatus.BAD_REQUEST, "many-queries"),
    (b"", DIRECT, b"ASK { ?s ?p '\xff' }", HTTPStatus.BAD_REQUEST, "not-utf8"),
    (b"", FORM, b"query=%C3", HTTPStatus.BAD_REQUEST, "not-utf8"),
    (b"", FORM, b"update=CLEAR+ALL", HTTPStatus.BAD_REQUEST, "update-field"),
    (b"", f"{DIRECT};charset=utf-16", b"", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "charset"),
    (b"", "application/sparql-update", b"CLEAR ALL", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "update-posted"),
    (b"", "text/plain", b"ASK {}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content-type"),
    (b"", "", b"ASK {}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content-type"),
]


@pytest.mark.parametrize(("address", "content_type", "body", "status", "code"), REFUSED)
def test_refused(
    address: bytes, content_type: str | None, body: bytes, status: HTTPStatus, code: str
) -> None:
    """What is no proper request is refused with its status and reason."""
    with pytest.raises(RequestRefused) as caught:
        from_get(address) if content_type is None else from_post(address, content_type, body)

    assert (caught.value.status, caught.value.reason.code) == (status, code)
