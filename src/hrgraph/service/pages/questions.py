"""The pages of the questions: a list, and each with its answer, the words behind it and its query."""

from http import HTTPStatus
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from hrgraph.rdf import terms
from hrgraph.service.lookups.answers import answered, question, questions
from hrgraph.service.lookups.names import is_key
from hrgraph.service.pages.linked import embedded
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.site import Site, spoken_language
from hrgraph.service.sparql.share import to_query_page
from hrgraph.service.sparql.snippets import snippets
from hrgraph.store.base import SOLUTION_FORMATS


def routes(site: Site) -> APIRouter:
    """The questions of this site's store."""
    router = APIRouter(tags=["browse"])

    @router.get("/questions", summary="The questions that the graph answers")
    def every(request: Request) -> Response:
        return site.page(request, "questions", questions=questions(site.store, spoken_language(request)))

    @router.get("/question/{name}", summary="A question with its answer and the words behind it")
    def one(request: Request, name: str) -> Response:
        asked = question(site.store, name) if is_key(name) else None
        if asked is None:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-question", key=name[:200])
        spoken = spoken_language(request)
        return site.page(
            request,
            "question",
            asked=asked,
            title=asked.asked.get(spoken, asked.id),
            other_title=next((text for tag, text in asked.asked.items() if tag != spoken), ""),
            answer=answered(site.store, asked, spoken),
            query=urlencode({"query": asked.query}),
            words=urlencode({"query": asked.words}) if asked.words else "",
            formats=[form.name for form in SOLUTION_FORMATS],
            snippets=snippets(asked.query, f"{site.here(request)}/sparql"),
            data=f"/data/question/{quote(asked.id)}.",
            jsonld=embedded(site.store, terms.thing(f"question/{asked.id}")),
        )

    @router.get("/question/{name}/query", summary="The query of a question: 303 to it on the query page")
    def asked_by(request: Request, name: str) -> Response:
        asked = question(site.store, name) if is_key(name) else None
        if asked is None:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-question", key=name[:200])
        return to_query_page(request, asked.query)

    return router
