"""Names in tables of others in, things of the graph out: the W3C Entity Reconciliation API 0.2 at /reconcile.

An entity's id is its KEY, a type's the local name of its class, a property's its local name or short IRI.
"""

import json
import re
from http import HTTPStatus
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool

from hrgraph import __version__
from hrgraph.errors import TooLarge
from hrgraph.rdf import terms
from hrgraph.service.lookups.candidates import Candidate, sure
from hrgraph.service.lookups.gazetteer import Gazetteer, Latest, Term
from hrgraph.service.refusals import RequestRefused, ServiceReason
from hrgraph.service.site import Site, respond, spoken_language
from hrgraph.service.sparql.protocol import fields
from hrgraph.service.texts import word
from hrgraph.store.limits import MEBIBYTE

MOST_QUERIES = 100
MOST_WORDS = 500
"""Characters of one query; a name of a thing is shorter."""

_MOST_IDS = 1000
_MOST_CANDIDATES = 50
_BODY = MEBIBYTE
_FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
"""A preview is shown inside the pages of others, unlike all else."""


class Condition(BaseModel):
    """What a thing should have by a property: values, or things by their id."""

    pid: str
    v: str | bool | int | float | dict[str, Any] | Annotated[list[Any], Field(max_length=100)]


class Question(BaseModel):
    """One query of a batch."""

    model_config = ConfigDict(extra="forbid")
    query: str = Field("", max_length=MOST_WORDS)
    type: str | list[str] = []
    limit: int = Field(5, gt=0)
    properties: list[Condition] = Field([], max_length=20)
    type_strict: Literal["any", "should", "all"] = "any"

    def types(self) -> list[str]:
        """The ids of the types asked for."""
        return [self.type] if isinstance(self.type, str) else self.type


class WantedProperty(BaseModel):
    """A column to be added."""

    id: str
    settings: dict[str, Any] = {}


class Extension(BaseModel):
    """Things, and the properties by which more is to be told of them."""

    ids: list[str] = Field(max_length=_MOST_IDS)
    properties: list[WantedProperty] = Field(max_length=50)


_BATCH = TypeAdapter(dict[str, Question])
_EXTENSION = TypeAdapter(Extension)
T = TypeVar("T")


def routes(site: Site, known: Latest) -> APIRouter:
    """Reconciliation against the things `known` by name."""
    router = APIRouter(tags=["reconcile"])

    @router.get("/reconcile", summary="Reconciliation API 0.2: the manifest, ?queries= or ?extend=")
    def get(request: Request) -> Response:
        return _answer(known, request, dict(request.query_params))

    @router.post("/reconcile", summary="Reconciliation API 0.2: a form with queries or extend")
    async def post(request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _BODY:
                raise TooLarge(ServiceReason("body-too-large", limit=_BODY))
        given = {**dict(request.query_params), **dict(fields(bytes(body)))}
        return await run_in_threadpool(_answer, known, request, given)

    @router.get("/reconcile/suggest/{kind}", summary="Things, types or properties by the start of a name")
    def suggest(request: Request, kind: Literal["entity", "type", "property"]) -> Response:
        return _said(request, {"result": _suggested(known.gazetteer(), request, kind)})

    @router.get("/reconcile/properties", summary="The properties of the things of a ?type=")
    def properties(request: Request) -> Response:
        kind, spoken = request.query_params.get("type", ""), spoken_language(request)
        offered = known.gazetteer().properties_of(kind)[: _count(request, 1000)]
        listed = [{"id": term.id, "name": term.label(spoken)} for term in offered]
        return _said(request, {"type": kind, "properties": listed})

    @router.get("/reconcile/preview/{key:path}", summary="A thing as a small page to be shown in others")
    def preview(request: Request, key: str) -> Response:
        return _preview(site, known, request, key)

    @router.get(
        "/reconcile/view/{key:path}", summary="A thing: 303 to it, or its preview if no text names it"
    )
    def view(request: Request, key: str) -> Response:
        if key in known.gazetteer().in_texts:
            return RedirectResponse(f"/id/{key}", HTTPStatus.SEE_OTHER)
        return _preview(site, known, request, key)

    return router


def _answer(known: Latest, request: Request, given: dict[str, str]) -> Response:
    spoken = spoken_language(request)
    if "queries" in given:
        batch = _read(_BATCH, given["queries"])
        if len(batch) > MOST_QUERIES:
            raise RequestRefused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "many-names", found=len(batch), limit=MOST_QUERIES
            )
        said = {name: {"result": _matches(known.gazetteer(), one, spoken)} for name, one in batch.items()}
        return _said(request, said)
    if "extend" in given:
        wanted = _read(_EXTENSION, given["extend"])
        return _said(request, _extended(known.gazetteer(), wanted, spoken))
    return _said(request, _manifest(request, known.gazetteer(), spoken))


def _read(form: TypeAdapter[T], text: str) -> T:
    """The JSON in this form; RequestRefused (400) says where it is in another."""
    try:
        return form.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = "/".join(map(str, first["loc"])) or "–"
        raise RequestRefused(
            HTTPStatus.BAD_REQUEST, "not-reconcilable", place=place[:80], message=first["msg"][:200]
        ) from error


def _said(request: Request, said: object) -> Response:
    return respond(request, json.dumps(said, ensure_ascii=False).encode(), "application/json")


def _manifest(request: Request, known: Gazetteer, spoken: str) -> dict[str, object]:
    here = str(request.base_url).rstrip("/")
    suggest = {
        kind: {"service_url": here, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": word("site", spoken),
        "identifierSpace": terms.ID,
        "schemaSpace": terms.HR,
        "serviceVersion": __version__,
        "documentation": f"{here}/docs",
        "logo": f"{here}/favicon.svg",
        "view": {"url": f"{here}/reconcile/view/{{{{id}}}}"},
        "preview": {"url": f"{here}/reconcile/preview/{{{{id}}}}", "width": 430, "height": 220},
        "defaultTypes": [_type(term, spoken) for term in known.types.values()],
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


def _type(term: Term, spoken: str) -> dict[str, str]:
    return {"id": term.id, "name": term.label(spoken)}


def _matches(known: Gazetteer, asked: Question, spoken: str) -> list[dict[str, object]]:
    found = known.candidates.find(asked.query, asked.types(), asked.type_strict)
    certain = sure(found)
    listed = [
        _match(known, one, one.key == certain, asked, spoken)
        for one in found[: min(asked.limit, _MOST_CANDIDATES)]
    ]
    return sorted(listed, key=lambda one: -float(str(one["score"])))


def _match(
    known: Gazetteer, one: Candidate, certain: bool, asked: Question, spoken: str
) -> dict[str, object]:
    """A candidate; each condition that it does not meet takes its part of the score, and all certainty."""
    met = _met(known, one.key, asked.properties)
    share = sum(met.values()) / len(met) if met else 1.0
    features: list[dict[str, object]] = [{"id": "name", "value": round(one.score, 1)}]
    features += [{"id": name, "value": value} for name, value in met.items()]
    return {
        **_shown(known, one, spoken),
        "type": [_type(term, spoken) for term in known.kinds(one.key)],
        "score": round(one.score * (1 + share) / 2, 1),
        "match": certain and share == 1.0,
        "features": features,
    }


def _met(known: Gazetteer, key: str, conditions: list[Condition]) -> dict[str, bool]:
    said = known.values([key], [condition.pid for condition in conditions]).get(key, {})
    met = {}
    for condition in conditions:
        listed = condition.v if isinstance(condition.v, list) else [condition.v]
        wanted = [str(item.get("id", "")) if isinstance(item, dict) else str(item) for item in listed]
        met[condition.pid] = any(
            known.agrees(value, text) for value in said.get(condition.pid, []) for text in wanted
        )
    return met


def _shown(known: Gazetteer, one: Candidate, spoken: str) -> dict[str, object]:
    name = known.name(one.key, spoken)
    notes = [one.name] if one.name != name else []
    if one.key not in known.in_texts:
        notes.append(word("not-in-texts", spoken))
    return {"id": one.key, "name": name, "description": "; ".join(notes)}


def _suggested(known: Gazetteer, request: Request, kind: str) -> list[dict[str, object]]:
    prefix, spoken = request.query_params.get("prefix", "")[:MOST_WORDS], spoken_language(request)
    found: list[dict[str, object]]
    if kind == "entity":
        found = [
            {
                **_shown(known, one, spoken),
                "notable": [_type(term, spoken) for term in known.kinds(one.key)],
            }
            for one in known.candidates.starting(prefix)
        ]
    else:
        listed = known.types if kind == "type" else known.properties
        found = [
            {"id": term.id, "name": term.label(spoken)} for term in listed.values() if term.starts(prefix)
        ]
    start = _number(request, "cursor", 0)
    return found[start : start + _count(request, 20)]


def _count(request: Request, usual: int) -> int:
    return min(_number(request, "limit", usual), _MOST_IDS)


def _number(request: Request, name: str, usual: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if re.fullmatch("[0-9]{1,6}", given) else usual


def _extended(known: Gazetteer, wanted: Extension, spoken: str) -> dict[str, object]:
    ids = [column.id for column in wanted.properties]
    said = known.values(wanted.ids, ids)
    return {
        "meta": [
            {"id": name, "name": known.properties[name].label(spoken) if name in known.properties else name}
            for name in ids
        ],
        "rows": {
            key: {name: [known.cell(value, spoken) for value in said[key][name]] for name in ids}
            if key in said
            else {name: [] for name in ids}
            for key in wanted.ids
        },
    }


def _preview(site: Site, known: Latest, request: Request, key: str) -> Response:
    gazetteer, spoken = known.gazetteer(), spoken_language(request)
    if key not in gazetteer.candidates.things:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-thing", key=key[:200])
    thing = gazetteer.candidates.things[key]
    response = site.page(
        request,
        "preview",
        title=gazetteer.name(key, spoken),
        other_title=gazetteer.name(key, "lv" if spoken == "en" else "en"),
        kinds=[term.label(spoken) for term in gazetteer.kinds(key)],
        names=[name for name in thing.others if name not in (thing.lv, thing.en)][:8],
        iri=terms.thing(key),
        in_texts=key in gazetteer.in_texts,
    )
    response.headers["Content-Security-Policy"] = _FRAMED
    return response
