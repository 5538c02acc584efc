"""An answer and what it was made from in; the headers by which a client need not fetch it again out.

RFC 9110, section 8.8.3 (ETag) and 13.1.2 (If-None-Match).
"""

import hashlib
import re

from fastapi import Request, Response

from hrgraph import __version__
from hrgraph.service.http.negotiate import header
from hrgraph.service.site import Site
from hrgraph.store.query.tokens import meaningful

_TAG = re.compile(r'"[^"]*"')
_EVER_NEW = ("NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE")
"""Words of a query whose answer can differ although the graph is the same."""


def tag(site: Site, media_type: str, query: str, *dataset: str) -> str | None:
    """The entity tag of the answer to a query, or None if the next answer may be another one.

    It is made of the version of the graph and of the program, so a new build changes it, and of the limit of
    rows. It is weak, since
    the engine gives unordered rows and statements in another order each time.
    """
    version = site.store.version()
    if not version or _is_ever_new(query):
        return None
    made_from = "\0".join((__version__, version, str(site.limits.rows), media_type, query, *dataset))
    return f'W/"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}"'


def _is_ever_new(query: str) -> bool:
    # That a word stands in it somewhere is found faster than its tokens.
    text = query.upper()
    for word in _EVER_NEW:
        if word in text:
            return any(token.is_word(*_EVER_NEW) for token in meaningful(query))
    return False


def is_fresh(request: Request, etag: str | None) -> bool:
    """Whether the client already has what carries this tag."""
    given = header(request.scope, b"if-none-match")
    return etag is not None and given is not None and etag.removeprefix("W/") in _TAG.findall(given)


def not_modified(etag: str) -> Response:
    """The response to a client that has the answer already."""
    return marked(Response(status_code=304, headers={"Vary": "Accept, Accept-Language"}), etag)


def marked(response: Response, etag: str | None) -> Response:
    """The response with its tag; caches keep it but ask each time, for a build may replace the graph."""
    response.raw_headers.extend(caching(etag))
    return response


def caching(etag: str | None) -> list[tuple[bytes, bytes]]:
    """The headers by which caches may keep what carries this tag, or may not keep what carries none."""
    if etag is None:
        return [(b"cache-control", b"no-store")]
    return [(b"cache-control", b"public, no-cache"), (b"etag", etag.encode())]
