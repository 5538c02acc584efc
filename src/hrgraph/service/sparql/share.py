"""A query in, a short code for it out, and back: a link to share that no server has to remember.

The code is the query compressed by DEFLATE (RFC 1951) and written in base64url (RFC 4648, section 5).
"""

import base64
import binascii
import zlib
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from hrgraph.service.http.negotiate import LANGUAGES
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.site import Site

# What queries often say, the most usual last. Links in use were made with it, so it never changes.
_DICTIONARY = b"""PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dct: <http://purl.org/dc/terms/>
OPTIONAL { } UNION FILTER(LANG(?label) = "lv")
GROUP BY ?label ORDER BY DESC(?count) LIMIT 100 hr:hasSpan hr:quote hr:evidence eu-action-plan-hrd-2020-2024
?axiom owl:annotatedSource ; owl:annotatedProperty ; owl:annotatedTarget ; (COUNT(DISTINCT ?action) AS ?count)
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
PREFIX id: <https://w3id.org/hrgraph/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?action ?label WHERE {
  ?action a hr:Action ; rdfs:label ?label .
"""


def routes(site: Site) -> APIRouter:
    """The short links."""
    router = APIRouter(tags=["sparql"])

    @router.get("/q/{code}", summary="A short link to a query: 303 to it on the query page")
    def shared(request: Request, code: str) -> Response:
        query = query_of(code, site.limits.query_bytes)
        if query is None:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-link")
        return to_query_page(request, query)

    return router


def to_query_page(request: Request, query: str) -> Response:
    """The way to a query on the query page, in the language that the reader chose by hand."""
    fields = {"query": query, "format": "html"}
    if request.query_params.get("lang") in LANGUAGES:
        fields["lang"] = request.query_params["lang"]
    return RedirectResponse("/sparql?" + urlencode(fields), HTTPStatus.SEE_OTHER)


def code_of(query: str) -> str:
    """The code that stands for a query."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_DICTIONARY)
    packed = packer.compress(query.encode()) + packer.flush()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def query_of(code: str, limit: int) -> str | None:
    """The query that a code stands for; None if it stands for none, or for more than `limit` bytes."""
    try:
        packed = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj(-15, zdict=_DICTIONARY)
        query = unpacker.decompress(packed, limit)
        return query.decode() if unpacker.eof and query else None
    except (binascii.Error, zlib.error, ValueError):
        return None
