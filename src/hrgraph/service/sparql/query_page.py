"""What was asked and what came of it in; the query page out, for people with JavaScript and without."""

import re
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from hrgraph.rdf import terms
from hrgraph.service.http.middleware import POLICY
from hrgraph.service.lookups.answers import questions
from hrgraph.service.site import Problem, Site, spoken_language
from hrgraph.service.sparql.protocol import SparqlRequest
from hrgraph.service.sparql.results import Result
from hrgraph.service.sparql.share import code_of
from hrgraph.service.sparql.snippets import snippets
from hrgraph.service.sparql.spreadsheet import XLSX
from hrgraph.service.texts import word
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS

SCRIPTS = Path(__file__).parents[1] / "static" / "web"
"""Where setup puts what it bundles; without it the page has a plain text area."""

_SCRIPTED = POLICY.replace("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'")
"""The policy of the one page with scripts: they come from this site, and speak with it alone."""

_NAME = re.compile(r"[a-z]+(-[A-Z0-9]{8})?\.(?:js|txt)")
_KINDS = ("table", "bars", "line", "timeline", "network")
_FIELDS = ("detail", "line", "column", "word", "meant")


def routes(scripts: Path = SCRIPTS) -> APIRouter:
    """The scripts of the page: one whose name holds a hash of its content never changes."""
    router = APIRouter()

    @router.get("/static/web/{name}", include_in_schema=False)
    def script(name: str) -> Response:
        found = _NAME.fullmatch(name)
        if not found or not (scripts / name).is_file():
            return Response(status_code=404)
        kept = "public, max-age=31536000, immutable" if found[1] else "public, no-cache"
        headers = {"Cache-Control": kept}
        media_type = f"text/{'javascript' if name.endswith('.js') else 'plain'}; charset=utf-8"
        return FileResponse(scripts / name, media_type=media_type, headers=headers)

    return router


def query_page(
    site: Site,
    request: Request,
    asked: SparqlRequest,
    result: Result | None = None,
    problem: Problem | None = None,
    note: dict[str, str | int] | None = None,
) -> Response:
    """The page: `result` is the answer, `problem` why there is none, `note` why it is empty."""
    spoken, query = spoken_language(request), asked.query or ""
    graphs = [("default-graph-uri", iri) for iri in asked.default_graphs]
    graphs += [("named-graph-uri", iri) for iri in asked.named_graphs]
    is_rdf = result is not None and bool(result.size)
    formats = [form.name for form in (GRAPH_FORMATS if is_rdf else SOLUTION_FORMATS)]
    if not is_rdf and (result is None or result.said is None):
        formats.append(XLSX.name)
    fields = [("query", query), *graphs]
    response = site.page(
        request,
        "query",
        problem.status if problem else 200,
        query=query,
        graphs=graphs,
        result=result,
        problem=problem,
        explanation=note,
        endpoint=site.endpoint,
        release=site.release,
        why=f"{site.endpoint}?" + urlencode([*fields, ("explain", "empty")]),
        examples=site.examples,
        questions=questions(site.store, spoken),
        formats=formats,
        snippets=snippets(query, site.here(request) + site.endpoint) if query else [],
        short_link=f"{site.here(request)}/q/{code_of(query)}" if query and not site.release else "",
        downloads=[(name, f"{site.endpoint}?" + urlencode([*fields, ("format", name)])) for name in formats],
        scripted=(SCRIPTS / "query.js").is_file(),
        page={
            "lang": spoken,
            "query": query,
            "prefixes": terms.PREFIXES,
            "problem": {name: getattr(problem, name) for name in _FIELDS} if problem else None,
            "note": note,
            "views": [picture.as_fields() for picture in result.pictures] if result else [],
            "words": _words(spoken),
        },
    )
    response.headers["Content-Security-Policy"] = _SCRIPTED
    return response


def _words(language: str) -> dict[str, str | dict[str, str]]:
    """What the scripts say."""
    return {
        "editor": word("editor", language),
        "declare": word("declare", language),
        "copy": word("copy", language),
        "copied": word("copied", language),
        "views": word("views", language),
        "beside": word("beside", language),
        "kinds": {kind: word(f"view-{kind}", language) for kind in _KINDS},
        "phrases": {
            "Completions": word("completions", language),
            "Diagnostics": word("diagnostics", language),
            "No diagnostics": word("no-diagnostics", language),
            "close": word("close", language),
            "Control character": word("control-character", language),
            "Selection deleted": word("selection-deleted", language),
        },
    }
