"""Names of query parameters in, their description for OpenAPI out: addresses read them from the request."""

from typing import Any

from hrgraph.service.http.negotiate import LANGUAGES
from hrgraph.service.sparql.protocol import DIRECT, FORM
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS

_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_NAMES = [*dict.fromkeys(form.name for form in (*SOLUTION_FORMATS, *GRAPH_FORMATS)), "html"]
_PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "query": ("A SPARQL query; without it the query page or the service description", {"type": "string"}),
    "default-graph-uri": ("The graphs that make the default graph", _IRIS),
    "named-graph-uri": ("The graphs that GRAPH can name", _IRIS),
    "format": ("The format to answer in; it wins over Accept", {"type": "string", "enum": _NAMES}),
    "lang": ("The language of pages and messages", {"type": "string", "enum": [*LANGUAGES]}),
    "explain": ("`empty`: say why a query finds nothing", {"type": "string", "enum": ["empty"]}),
    "q": ("The words to look for, in any inflected form", {"type": "string"}),
}


def parameters(*names: str) -> dict[str, Any]:
    """What a route adds to its description (`openapi_extra`) for these parameters of its address."""
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
            for name, (text, schema) in ((name, _PARAMETERS[name]) for name in names)
        ]
    }


def posted(*names: str) -> dict[str, Any]:
    """What a route adds for the same in a form, or for the query itself, with the rest in the address."""
    form = {
        "type": "object",
        "properties": {name: _PARAMETERS[name][1] for name in names},
        "required": ["query"],
    }
    direct = {"type": "string", "example": "ASK {}"}
    return {
        "requestBody": {
            "required": True,
            "content": {FORM: {"schema": form}, DIRECT: {"schema": direct}},
        },
        **parameters(*(name for name in names if name != "query")),
    }
