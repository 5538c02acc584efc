"""Named graphs in, JSON-LD 1.1 out: our words as plain names, texts by language, and one thing a line."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from hrgraph.rdf import terms

_TYPE = ox.NamedNode(terms.RDF_TYPE)
_STRING = terms.XSD + "string"
_BY_LANGUAGE: Mapping[str, str] = {"@container": "@language"}
_LINK: Mapping[str, str] = {"@type": "@id"}

Definitions = dict[ox.NamedNode, Mapping[str, str]]
"""What the context says of the values of each property: what they all are, where they are all alike."""


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as a document with its own context, in the order given within each graph and thing."""
    graphs: dict[Any, dict[Any, list[ox.Quad]]] = defaultdict(lambda: defaultdict(list))
    values: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for quad in quads:
        graphs[quad.graph_name][quad.subject].append(quad)
        values[quad.predicate].add(_kind(quad.object))
    defined = {name: _definition(kinds) for name, kinds in values.items() if name != _TYPE}
    context: dict[str, object] = {"@version": 1.1, "@vocab": terms.HR, **terms.PREFIXES}
    context |= {
        _name(name): {"@id": _short(name), **what}
        for name, what in sorted(defined.items(), key=lambda item: _name(item[0]))
        if what
    }
    blocks = []
    for graph, things in graphs.items():
        nodes = ",\n".join(_json(_node(subject, said, defined)) for subject, said in things.items())
        blocks.append(f'{{"@id": {_json(_short(graph))}, "@graph": [\n{nodes}\n]}}')
    written = json.dumps(context, ensure_ascii=False, indent=2)
    together = ",\n".join(blocks)
    return f'{{"@context": {written},\n"@graph": [\n{together}\n]}}\n'.encode()


def _node(subject: Any, said: Iterable[ox.Quad], defined: Definitions) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _short(subject)}
    for quad in said:
        what = defined.get(quad.predicate)
        if what is None:
            node.setdefault("@type", []).append(_name(quad.object))
        elif what is _BY_LANGUAGE:
            texts = node.setdefault(_name(quad.predicate), {})
            texts.setdefault(quad.object.language, []).append(quad.object.value)  # type: ignore[union-attr]
        else:
            node.setdefault(_name(quad.predicate), []).append(_value(quad.object, what))
    return {name: _single(value) for name, value in node.items()}


def _single(value: Any) -> Any:
    """Lists of one value as that value, within a map of languages too."""
    if isinstance(value, dict):
        return {language: _single(texts) for language, texts in value.items()}
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _kind(term: Any) -> str:
    if not isinstance(term, ox.Literal):
        return "@id"
    return "@language" if term.language else term.datatype.value


def _definition(kinds: set[str]) -> Mapping[str, str]:
    match list(kinds):
        case ["@id"]:
            return _LINK
        case ["@language"]:
            return _BY_LANGUAGE
        case [datatype] if datatype != _STRING:
            return {"@type": _short(ox.NamedNode(datatype))}
    return {}


def _value(term: Any, what: Mapping[str, str]) -> Any:
    if not isinstance(term, ox.Literal):
        return _short(term) if what else {"@id": _short(term)}
    if what or _kind(term) == _STRING:
        return term.value
    kind = {"@language": term.language} if term.language else {"@type": _short(term.datatype)}
    return {**kind, "@value": term.value}


def _name(term: Any) -> str:
    """How a property or a class is called: ours by the bare name."""
    own = term.value.removeprefix(terms.HR) if isinstance(term, ox.NamedNode) else ""
    return own if own and own.isalpha() and own != term.value else _short(term)


def _short(term: Any) -> str:
    """A node, its IRI with a prefix where there is one."""
    return _compact(term.value) if isinstance(term, ox.NamedNode) else str(term)


@lru_cache(maxsize=65_536)
def _compact(iri: str) -> str:
    for prefix, namespace in terms.PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local and local != iri and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
