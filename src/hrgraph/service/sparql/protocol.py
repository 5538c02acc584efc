"""An HTTP request's method, address, media type and body in; a SPARQL Protocol request out.

SPARQL 1.1 Protocol, section 2.1: query by GET, by POST of a form, by POST of the query itself.
"""

import re
from binascii import a2b_qp
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from starlette.requests import Request

from hrgraph.errors import TooLarge
from hrgraph.service.refusals import RequestRefused, ServiceReason

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_OF_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
_MOST_FIELDS = 1000
_LONGEST_ADDRESS = 32 * 1024
_NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})|=")


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a client asks: the query (None if there is none), its dataset, and how to answer."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    wanted_format: str | None = None
    wanted_language: str | None = None
    explains_empty: bool = False


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body of a request; raises TooLarge as soon as it has more than `limit` bytes."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > limit:
            raise TooLarge(ServiceReason("body-too-large", limit=limit))
        pieces.append(piece)
    return b"".join(pieces)


def from_get(address: bytes) -> SparqlRequest:
    """The request in the query string of a GET; without any parameter it asks for no query.

    Raises RequestRefused (400, 414).
    """
    if len(address) > _LONGEST_ADDRESS:
        raise RequestRefused(HTTPStatus.REQUEST_URI_TOO_LONG, "address-too-long", limit=_LONGEST_ADDRESS)
    return _request(fields(address))


def from_post(address: bytes, content_type: str | None, body: bytes) -> SparqlRequest:
    """The request in a POST of a form or of a query; the address may add fields to either.

    Raises RequestRefused (400, 415).
    """
    media_type, _, parameters = (content_type or "").lower().partition(";")
    media_type = media_type.strip()
    if "charset" in parameters and "utf-8" not in parameters:
        raise RequestRefused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "charset")
    if media_type == FORM:
        return _checked(_request(fields(body) + fields(address)))
    if media_type == DIRECT:
        try:
            query = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise RequestRefused(HTTPStatus.BAD_REQUEST, "not-utf8") from error
        return _checked(_request([*fields(address), ("query", query)]))
    code = "update-posted" if media_type == UPDATE else "content-type"
    raise RequestRefused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, code, found=media_type or "–")


def fields(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of an address or of a form, in order. Raises RequestRefused (400)."""
    if encoded.count(b"&") >= _MOST_FIELDS:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "many-fields", limit=_MOST_FIELDS)
    pairs = (field.partition(b"=") for field in encoded.split(b"&") if field)
    try:
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "not-utf8") from error


def _decoded(text: bytes) -> str:
    text = text.replace(b"+", b" ")
    if b"%" in text:
        # `%41` here is `=41` in quoted-printable, which the standard library reads ten times as fast.
        is_plain = not _NO_ESCAPE.search(text)
        text = a2b_qp(text.replace(b"%", b"=")) if is_plain else unquote_to_bytes(text)
    return text.decode("utf-8")


def _request(given: list[tuple[str, str]]) -> SparqlRequest:
    if len(given) == 1 and given[0][0] == "query":
        return SparqlRequest(given[0][1])
    by_name: dict[str, list[str]] = {}
    for name, value in given:
        by_name.setdefault(name, []).append(value)

    def every(name: str) -> tuple[str, ...]:
        return tuple(by_name.get(name, ()))

    if not by_name.keys().isdisjoint(_OF_UPDATES):
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "update-field")
    if "version" in by_name:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "version-field")
    queries, formats, languages = every("query"), every("format"), every("lang")
    if len(queries) > 1:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "many-queries", found=len(queries))
    default_graphs, named_graphs = every("default-graph-uri"), every("named-graph-uri")
    if not queries and (default_graphs or named_graphs):
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "no-query")
    return SparqlRequest(
        query=queries[0] if queries else None,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
        wanted_format=formats[-1] if formats and formats[-1] else None,
        wanted_language=languages[-1] if languages else None,
        explains_empty="empty" in every("explain"),
    )


def _checked(request: SparqlRequest) -> SparqlRequest:
    if request.query is None:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "no-query")
    return request
