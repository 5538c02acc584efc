"""A thing in; its page with the machine-readable card that it carries inside, out."""

from urllib.parse import urlencode

from fastapi import Request, Response

from hrgraph.service.lookups.graph import query_text
from hrgraph.service.lookups.things import describe
from hrgraph.service.site import Site, spoken_language
from hrgraph.store.base import Store

JSON_LD = "application/ld+json"


def embedded(store: Store, iri: str) -> str:
    """What is said of a thing as JSON-LD that can stand in a page (JSON-LD 1.1, section 7.1)."""
    answer = store.query(query_text("card", this=iri), JSON_LD).content().decode()
    # "<" could end the element that holds the data; JSON can write it by its number.
    return answer.replace("<", "\\u003c")


def thing_page(site: Site, request: Request, iri: str, data: str) -> Response:
    """The page of a thing; `data` is the beginning of the addresses of its data, up to the format."""
    return site.page(
        request,
        "thing",
        thing=describe(site.store, iri, spoken_language(request)),
        data=data,
        question=urlencode({"query": f"DESCRIBE <{iri}>"}),
        jsonld=embedded(site.store, iri),
    )
