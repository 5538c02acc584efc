"""SHACL constraints on single values as SPARQL conditions: true for a ?value of ?this that breaks them.

A condition looks up what it needs of the one value before it (EXISTS on a bound variable): Oxigraph then
reads each value once, and needs no table of all members of a class.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.errors import DataError

Narrower = Callable[[str], Iterable[str]]
"""Gives a class and all classes below it."""

_FORMS = {
    str(RDF.langString): "",
    str(XSD.string): "",
    str(XSD.anyURI): "",
    str(XSD.boolean): "^(true|false|0|1)$",
    str(XSD.integer): "^[+-]?[0-9]+$",
    str(XSD.nonNegativeInteger): "^([+]?[0-9]+|-0+)$",
    str(XSD.positiveInteger): "^[+]?0*[1-9][0-9]*$",
    str(XSD.decimal): "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    str(XSD.date): "^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?$",
}
"""The datatypes that sh:datatype can ask for, each with the form of its literals (XML Schema 1.1 part 2)."""

INTEGERS = {str(XSD[name]) for name in ("integer", "nonNegativeInteger", "positiveInteger")}
_KINDS = {
    SH.IRI: "ISIRI(?value)",
    SH.Literal: "ISLITERAL(?value)",
    SH.BlankNode: "ISBLANK(?value)",
    SH.BlankNodeOrIRI: "!ISLITERAL(?value)",
    SH.BlankNodeOrLiteral: "!ISIRI(?value)",
    SH.IRIOrLiteral: "!ISBLANK(?value)",
}
_BOUNDS = {SH.minInclusive: ">=", SH.maxInclusive: "<=", SH.minExclusive: ">", SH.maxExclusive: "<"}


def conditions(graph: Graph, shape: Node, narrower: Narrower) -> list[tuple[Node, str]]:
    """The constraints of a shape on single values, each by its parameter. Raises DataError."""
    simple: dict[Node, Callable[[Node], str]] = {
        SH["class"]: lambda cls: f"!{is_a(narrower, cls, '?value')}",
        SH.datatype: _datatype,
        SH.nodeKind: lambda kind: f"!({_KINDS[kind]})",  # type: ignore[index]
        SH.pattern: partial(_pattern, graph.value(shape, SH.flags)),
        SH.minLength: lambda length: f"(ISBLANK(?value) || STRLEN(STR(?value)) < {int(str(length))})",
        SH.maxLength: lambda length: f"(ISBLANK(?value) || STRLEN(STR(?value)) > {int(str(length))})",
        SH.languageIn: partial(_languages, graph),
        SH["in"]: lambda values: (
            f"!({_any(f'SAMETERM(?value, {constant(one)})' for one in Collection(graph, values))})"
        ),
        SH.lessThan: partial(_less, "<"),
        SH.lessThanOrEquals: partial(_less, "<="),
        SH.disjoint: lambda other: f"EXISTS {{ ?this {n3(other)} ?value }}",
        SH["not"]: lambda inner: f"!({_violates(graph, inner, narrower)})",
        SH["or"]: lambda some: _all(_violates(graph, one, narrower) for one in Collection(graph, some)),
        SH["and"]: lambda all_: _any(_violates(graph, one, narrower) for one in Collection(graph, all_)),
        **{parameter: partial(_bound, sign) for parameter, sign in _BOUNDS.items()},
    }
    return [
        (parameter, simple[parameter](value))
        for parameter, value in sorted(graph.predicate_objects(shape))
        if parameter in simple
    ]


def is_a(narrower: Narrower, cls: Node, variable: str) -> str:
    """Whether the node of the variable belongs to the class or to one below it."""
    classes = ", ".join(f"<{name}>" for name in sorted(narrower(str(cls))))
    return f"EXISTS {{ {variable} a ?class FILTER(?class IN ({classes})) }}"


def form_of(datatype: str) -> str:
    """The form of the literals of a datatype, as a regular expression; DataError for one not known here."""
    if datatype not in _FORMS:
        raise DataError(f"this checker does not know sh:datatype {datatype}")
    return _FORMS[datatype]


def n3(node: Node) -> str:
    """An IRI or literal in SPARQL; DataError for a blank node, which would match anything."""
    if not isinstance(node, URIRef | Literal):
        raise DataError("a blank node stands where a shape needs an IRI or a literal")
    return node.n3()


def constant(node: Node) -> str:
    """A value that a shape names; DataError for a number, whose form and type the engine would not heed."""
    if isinstance(node, Literal) and isinstance(node.value, int | float | Decimal):
        raise DataError(f"this checker does not know a number ({node}) as a value to be met exactly")
    return n3(node)


def _datatype(wanted: Node) -> str:
    # The engine stores every kind of integer as xsd:integer; the store tells which were of another kind.
    types = f"<{wanted}>, <{XSD.integer}>" if str(wanted) in INTEGERS else f"<{wanted}>"
    form = form_of(str(wanted))
    wrong_form = f" || !REGEX(STR(?value), {n3(Literal(form))})" if form else ""
    return f"(!ISLITERAL(?value) || DATATYPE(?value) NOT IN ({types}){wrong_form})"


def _pattern(flags: Node | None, wanted: Node) -> str:
    with_flags = "" if flags is None else f", {n3(flags)}"
    return f"(ISBLANK(?value) || !REGEX(STR(?value), {n3(wanted)}{with_flags}))"


def _bound(sign: str, wanted: Node) -> str:
    return f"!COALESCE(?value {sign} {n3(wanted)}, false)"


def _languages(graph: Graph, ranges: Node) -> str:
    matched = _any(f"LANGMATCHES(LANG(?value), {n3(one)})" for one in Collection(graph, ranges))
    return f"(!ISLITERAL(?value) || !({matched}))"


def _less(sign: str, other: Node) -> str:
    return f"EXISTS {{ ?this {n3(other)} ?other FILTER(!COALESCE(?value {sign} ?other, false)) }}"


def _violates(graph: Graph, shape: Node, narrower: Narrower) -> str:
    found = conditions(graph, shape, narrower)
    known = {parameter for parameter, _ in found} | {SH.flags, RDF.type}
    if unknown := set(graph.predicates(shape)) - known:
        listed = ", ".join(sorted(str(term).replace(str(SH), "sh:") for term in unknown))
        raise DataError(f"inside sh:or, sh:and or sh:not this checker does not know {listed}")
    return _any(condition for _, condition in found)


def _any(tests: Iterable[str]) -> str:
    return f"({' || '.join(tests) or 'false'})"


def _all(tests: Iterable[str]) -> str:
    return f"({' && '.join(tests) or 'true'})"
