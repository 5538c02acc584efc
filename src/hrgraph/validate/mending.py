"""A validation result in; what would mend it, in Latvian and English, out."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from rdflib import SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.validate.result import Result

_FILE = Path(__file__).with_suffix(".toml")
_ELSEWHERE = {"SPARQL": SH.description}
"""Where what is wanted stands, if not in the parameter that the component is named after."""

Naming = Callable[[str, str], str]
"""The label of an IRI in a language, or a short way to write it."""


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """The sentences by component, or by shape and component, and language."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return found


def mending(result: Result, shapes: Graph, language: str, name: Naming) -> str:
    """A sentence in `lv` or `en` that says what would mend the result; empty where none is known."""
    component = result.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    own = f"{result.shape.rpartition('#')[2]}-{component}"
    sentence = sentences().get(own) or sentences().get(component)
    if sentence is None:
        return ""
    parameter = _ELSEWHERE.get(component, URIRef(f"{SH}{component[0].lower()}{component[1:]}"))
    values = [
        text
        for value in sorted(shapes.objects(URIRef(result.shape), parameter), key=str)
        if (text := _said(value, shapes, language, name))
    ]
    path = result.path.removeprefix("^")
    return sentence[language].format(path=name(path, language) if path else "", wanted=", ".join(values))


def _said(value: Node, shapes: Graph, language: str, name: Naming) -> str:
    if isinstance(value, URIRef):
        return name(str(value), language)
    if isinstance(value, Literal):
        return str(value) if value.language in (None, language) else ""
    parts = [shapes.value(one, SH["class"]) or one for one in Collection(shapes, value)]
    return ", ".join(_said(part, shapes, language, name) for part in parts)
