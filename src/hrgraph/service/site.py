"""What every page and endpoint needs: the store, the templates, and how an error becomes a response."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from hrgraph import __version__
from hrgraph.errors import (
    BadQuery,
    Busy,
    Crashed,
    HrgraphError,
    NotAcceptable,
    QueryError,
    QueryRefused,
    StoreError,
    TimedOut,
    TooLarge,
)
from hrgraph.latvian.forms import Forms
from hrgraph.rdf import terms
from hrgraph.service import texts
from hrgraph.service.http.negotiate import HTML, language, pick
from hrgraph.service.lookups.names import link, short
from hrgraph.service.lookups.search import Index, index_of
from hrgraph.service.refusals import RequestRefused
from hrgraph.store.base import AsyncStore, Format, Store
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.limits import Limits
from hrgraph.store.reasons import Reason
from hrgraph.store.threaded import Threaded
from hrgraph.store.workers.pool import Pool

Kept = TypeVar("Kept")
_MOST_KEPT = 16
_HOST = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+")
_BESIDE = 100
"""How many characters of a wrong line are shown on either side of the place."""

_HERE = Path(__file__).parent
PROBLEM = Format("json", "application/problem+json", ("application/json",))
STATUS: dict[type[HrgraphError], HTTPStatus] = {
    BadQuery: HTTPStatus.BAD_REQUEST,
    QueryRefused: HTTPStatus.FORBIDDEN,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TimedOut: HTTPStatus.SERVICE_UNAVAILABLE,
    Crashed: HTTPStatus.SERVICE_UNAVAILABLE,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryError: HTTPStatus.BAD_REQUEST,
    StoreError: HTTPStatus.BAD_GATEWAY,
    HrgraphError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The HTTP status of each error; an error without a line of its own has that of its nearest ancestor."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question in both languages and the query that answers it."""

    lv: str
    en: str
    query: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as the client is told of it (RFC 9457).

    Of a malformed query: `word`, what cannot stand at `line` and `column`; `meant`, what was likely meant;
    `excerpt`, that line with a mark under the place. Each is empty where it is not known.
    """

    status: int
    code: str
    title: str
    detail: str
    line: int | None = None
    column: int | None = None
    word: str = ""
    meant: str = ""
    excerpt: str = ""

    def as_json(self) -> bytes:
        """The problem document."""
        said: dict[str, str | int] = {
            "type": f"{terms.BASE}problem/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.line is not None and self.column is not None:
            said |= {"line": self.line, "column": self.column}
        said |= {name: value for name in ("word", "meant", "excerpt") if (value := getattr(self, name))}
        return json.dumps(said, ensure_ascii=False).encode()


class Site:
    """The store with the templates and texts of its pages, the build, and the pages of the ontology.

    With `release` the store is that of a release kept, which is asked at an `endpoint` of its own.
    `answers` is the same store for code that runs in the event loop; `store` is for code that does not.
    `has_functions` is whether queries may call the functions of hrgraph.
    """

    def __init__(
        self,
        store: Store,
        limits: Limits,
        forms: Forms | None = None,
        documentation: Callable[[], Mapping[str, str]] = dict,
        build_dir: Path | None = None,
        release: str = "",
    ) -> None:
        self.store = store
        self.release = release
        self.endpoint = f"/releases/{release}/sparql" if release else "/sparql"
        self.answers: AsyncStore = store if isinstance(store, Pool | Endpoint) else Threaded(store)
        self.has_functions = not isinstance(store, Endpoint)
        self.limits = limits
        self.is_ready = True
        self._kept: dict[tuple[str, str], object] = {}
        self._read_documentation = documentation
        self.build_dir = build_dir
        self._forms = forms or Forms({})
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {"link": link, "short": short, "program_version": __version__}

    def keep(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What `make` makes of the store, made once for each version of the graph and a few names."""
        version = self.store.version()
        if not version:
            return make()
        key = (version, name)
        if key not in self._kept:
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = make()
        # Another thread may have let it go meanwhile.
        return cast(Kept, self._kept.get(key)) or make()

    @property
    def documentation(self) -> Mapping[str, str]:
        """The page of the ontology by language, read anew when another build is served."""
        return self.keep("documentation", self._read_documentation)

    @property
    def index(self) -> Index:
        """What can be found by words, read from the store at the first search of each build."""
        return self.keep("index", lambda: index_of(self.store, self._forms))

    @cached_property
    def examples(self) -> list[Example]:
        """The example questions of `examples.toml`."""
        return [
            Example(item["lv"], item["en"], item["query"].strip()) for item in self._example_file["example"]
        ]

    @cached_property
    def start(self) -> list[str]:
        """The ids of the questions that the home page begins with."""
        return list(self._example_file["start"])

    @cached_property
    def _example_file(self) -> dict[str, Any]:
        return tomllib.loads((_HERE / "examples.toml").read_text(encoding="utf-8"))

    def page(self, request: Request, name: str, status: int = 200, **values: object) -> Response:
        """The page made from a template, in the language of the request."""
        spoken = spoken_language(request)
        other = "en" if spoken == "lv" else "lv"
        kept = [(field, value) for field, value in request.query_params.multi_items() if field != "lang"]

        def say(code: str, **said: str | int) -> str:
            return texts.word(code, spoken, **said)

        def to(address: str) -> str:
            """The address, in the language that the reader chose by hand, if it is on this site."""
            if "lang" not in request.query_params or not address.startswith("/"):
                return address
            page, hash_mark, anchor = address.partition("#")
            return f"{page}{'&' if '?' in page else '?'}lang={spoken}{hash_mark}{anchor}"

        body = self._templates.get_template(f"{name}.html").render(
            say=say,
            to=to,
            lang=spoken,
            other=other,
            switch=f"{request.url.path}?{urlencode([*kept, ('lang', other)])}",
            chosen="lang" in request.query_params,
            path=request.url.path,
            **values,
        )
        return respond(request, body.encode(), "text/html; charset=utf-8", status)

    def here(self, request: Request) -> str:
        """The address of this site as the client knows it, without a slash at its end."""
        found = f"{request.url.scheme}://{request.url.netloc}"
        # The address comes from the Host header, which a client may fill with anything.
        return found if _HOST.fullmatch(found) else terms.BASE.rstrip("/")

    def problem(self, request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
        """The response to an error: a page for those who ask for HTML, else problem+json."""
        try:
            chosen = pick(request.headers.get("accept"), (PROBLEM, HTML))[0]
        except NotAcceptable:
            chosen = PROBLEM
        if chosen is HTML:
            response = self.page(request, "problem", problem.status, problem=problem)
        else:
            response = respond(request, problem.as_json(), "application/problem+json", problem.status)
        response.headers.update(headers or {})
        return response


def spoken_language(request: Request) -> str:
    """The language to answer this request in."""
    return language(request.headers.get("accept-language"), request.query_params.get("lang"))


class Ready(Response):
    """A response whose headers are known: made without looking through them again and again."""

    def __init__(self, body: bytes, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self.status_code = status
        self.body = body
        self.raw_headers = headers
        self.background = None


def respond(request: Request, body: bytes, media_type: str, status: int = 200) -> Response:
    """A response that says on which headers it depends and which language it speaks."""
    headers = {"Vary": "Accept, Accept-Language"}
    if media_type.startswith(("text/html", "application/problem")):
        headers["Content-Language"] = spoken_language(request)
    return Response(body, status, headers, media_type=media_type)


def with_charset(media_type: str) -> str:
    """The media type as a response names it: texts are UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def problem_of(error: HrgraphError, spoken: str, query: str = "") -> Problem:
    """What the client is told of an error that this query led to, in the language."""
    status = next(
        (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), HTTPStatus.INTERNAL_SERVER_ERROR
    )
    why = error.message if isinstance(error, BadQuery) else error.args[0] if error.args else ""
    if isinstance(error, RequestRefused):
        status, why = error.status, error.reason
    code = getattr(why, "code", "internal" if status >= 500 else "malformed")
    offered = error.offered if isinstance(error, NotAcceptable) else ()
    hidden = (
        status >= 500 and not isinstance(why, Reason) and not isinstance(error, RequestRefused | TimedOut)
    )
    detail = texts.messages()["reason"]["internal"][spoken] if hidden else texts.reason(why, spoken, offered)
    problem = Problem(int(status), code, texts.status(status, spoken), detail)
    if not isinstance(error, BadQuery):
        return problem
    if error.meant:
        detail += " " + texts.messages()["reason"]["meant"][spoken].format(meant=error.meant)
    excerpt = _excerpt(query, error.line, error.column)
    return replace(
        problem,
        detail=detail,
        line=error.line,
        column=error.column,
        word=error.word,
        meant=error.meant,
        excerpt=excerpt,
    )


def _excerpt(query: str, line: int | None, column: int | None) -> str:
    """The line of the query with a mark under the column; a long line is cut around it."""
    if not query or line is None or column is None:
        return ""
    text = query.split("\n")[line - 1].rstrip("\r")
    start = max(0, column - 1 - _BESIDE)
    before, after = text[start : column - 1], text[column - 1 : column - 1 + _BESIDE]
    cut = "…" if start else ""
    # Tabs stay as they are, so that the mark stands right however wide they are shown.
    space = "".join("\t" if character == "\t" else " " for character in before)
    return f"{cut}{before}{after}\n{' ' * len(cut)}{space}▲"
