"""SHACL constraints on single values as tests: true for a value, as N-Triples writes it, that breaks one."""

import operator
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.rdf.term import literal, read_term
from hrgraph.store.columns import Columns

Narrower = Callable[[str], Iterable[str]]
"""Gives a class and all classes below it."""
Test = Callable[[bytes], bool]
Condition = Callable[[Columns], Test]
"""Makes the test for some data: a class is known by its members."""

_FORMS = {
    str(RDF.langString): "",
    str(XSD.string): "",
    str(XSD.anyURI): "",
    str(XSD.boolean): "(true|false|0|1)",
    str(XSD.integer): "[+-]?[0-9]+",
    str(XSD.nonNegativeInteger): "([+]?[0-9]+|-0+)",
    str(XSD.positiveInteger): "[+]?0*[1-9][0-9]*",
    str(XSD.decimal): "[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)",
    str(XSD.date): "-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?",
}
"""The datatypes that sh:datatype can ask for, each with the form of its literals (XML Schema 1.1 part 2)."""

_KINDS: dict[Node, bytes] = {
    SH.IRI: b"<",
    SH.Literal: b'"',
    SH.BlankNode: b"_",
    SH.BlankNodeOrIRI: b"_<",
    SH.BlankNodeOrLiteral: b'_"',
    SH.IRIOrLiteral: b'<"',
}
"""What the first byte of a term may be."""
_INTEGER = re.compile(
    rb'"([0-9]+)"\^\^<' + str(XSD).encode() + rb"(?:integer|nonNegativeInteger|positiveInteger)>"
)
_BOUNDS: dict[Node, Callable[[Any, Any], bool]] = {
    SH.minInclusive: operator.ge,
    SH.maxInclusive: operator.le,
    SH.minExclusive: operator.gt,
    SH.maxExclusive: operator.lt,
}
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
_BLANK = b"_"[0]
_MANY = 2**16


def conditions(graph: Graph, shape: Node, narrower: Narrower) -> list[tuple[Node, Condition]]:
    """The constraints of a shape on single values, each by its parameter. Raises DataError."""
    simple: dict[Node, Callable[[Node], Condition]] = {
        SH["class"]: partial(_class, narrower),
        SH.datatype: lambda wanted: _always(_datatype(wanted)),
        SH.nodeKind: lambda kind: _always(lambda value, starts=_KINDS[kind]: value[0] not in starts),  # type: ignore[misc]
        SH.pattern: lambda wanted: _always(_pattern(wanted, graph.value(shape, SH.flags))),
        SH.minLength: lambda length: _always(_length(lambda found, least=int(str(length)): found < least)),  # type: ignore[misc]
        SH.maxLength: lambda length: _always(_length(lambda found, most=int(str(length)): found > most)),  # type: ignore[misc]
        SH.languageIn: lambda ranges: _always(_languages(list(Collection(graph, ranges)))),
        SH["in"]: lambda values: _always(_in({constant(one) for one in Collection(graph, values)})),
        SH["not"]: lambda inner: _not(_violates(graph, inner, narrower)),
        SH["or"]: lambda some: _all([_violates(graph, one, narrower) for one in Collection(graph, some)]),
        SH["and"]: lambda all_: _any([_violates(graph, one, narrower) for one in Collection(graph, all_)]),
        **{parameter: partial(_bound, parameter) for parameter in _BOUNDS},
    }
    return [
        (parameter, simple[parameter](value))
        for parameter, value in sorted(graph.predicate_objects(shape))
        if parameter in simple
    ]


def members(columns: Columns, classes: Iterable[str]) -> set[bytes]:
    """The things of any of the classes."""
    found = [some for name in classes if (some := columns.members(name))]
    return found[0] if len(found) == 1 else set().union(*found)


def n3(node: Node) -> bytes:
    """An IRI or literal in N-Triples; DataError for a blank node, which stands for nothing else."""
    if isinstance(node, URIRef):
        return node.n3().encode()
    if isinstance(node, Literal):
        return literal(str(node), str(node.datatype or ""), node.language or "").n3().encode()
    raise DataError("a blank node stands where a shape needs an IRI or a literal")


def constant(node: Node) -> bytes:
    """A value that a shape names; DataError for a number, which may be written in several ways."""
    if isinstance(node, Literal) and isinstance(node.value, int | float | Decimal):
        raise DataError(f"this checker does not know a number ({node}) as a value to be met exactly")
    return n3(node)


def form_of(datatype: str) -> re.Pattern[bytes]:
    """The form of the literals of a datatype in N-Triples; DataError for one not known here."""
    if datatype not in _FORMS:
        raise DataError(f"this checker does not know sh:datatype {datatype}")
    ends = {str(XSD.string): '"', str(RDF.langString): '"@[^"]*'}
    end = ends.get(datatype, f'"\\^\\^<{re.escape(datatype)}>')
    return re.compile(f'"{_FORMS[datatype] or ".*"}{end}'.encode(), re.DOTALL)


def stands(one: bytes, sign: Callable[[Any, Any], bool], other: bytes) -> bool:
    """Whether two values stand in an order, such as operator.lt; false where they cannot be compared."""
    (kind, value), (of, than) = _comparable(one), _comparable(other)
    try:
        return kind == of != "" and sign(value, than)
    except TypeError:  # a day with a time zone and one without
        return False


@lru_cache(maxsize=_MANY)
def _comparable(written: bytes) -> tuple[str, Any]:
    """What a term can be compared with, and its value; nothing for a term that has no value."""
    if whole := _INTEGER.fullmatch(written):
        return "number", int(whole[1])
    term = read_term(written)
    if term.kind != "literal" or term.language:
        return "", None
    value = Literal(term.text, datatype=URIRef(term.datatype)).value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return "number", value
    return ("", None) if value is None else (term.datatype, value)


def _always(test: Test) -> Condition:
    return lambda columns: test


def _not(inner: Condition) -> Condition:
    def condition(columns: Columns) -> Test:
        breaks = inner(columns)
        return lambda value: not breaks(value)

    return condition


def _any(conditions: list[Condition]) -> Condition:
    def condition(columns: Columns) -> Test:
        tests = [one(columns) for one in conditions]
        return lambda value: any(test(value) for test in tests)

    return condition


def _all(conditions: list[Condition]) -> Condition:
    def condition(columns: Columns) -> Test:
        tests = [one(columns) for one in conditions]
        return lambda value: all(test(value) for test in tests)

    return condition


def _class(narrower: Narrower, wanted: Node) -> Condition:
    def condition(columns: Columns) -> Test:
        known = members(columns, narrower(str(wanted)))
        return lambda value: value not in known

    return condition


def _datatype(wanted: Node) -> Test:
    form = form_of(str(wanted))
    return lambda value: not form.fullmatch(value)


def _pattern(wanted: Node, flags: Node | None) -> Test:
    try:
        pattern = re.compile(str(wanted), sum(_FLAGS[flag] for flag in str(flags or "")))
    except re.error as problem:
        raise DataError(f"sh:pattern {wanted} is no regular expression: {problem}") from problem

    def test(value: bytes) -> bool:
        text = read_term(value).text
        if value[0] == _BLANK or not pattern.search(text):
            return True
        # To the standard $ is the end alone, to Python also the place before a last line break.
        return text.endswith("\n") and not pattern.search(text + "\n")

    return test


def _length(wrong: Callable[[int], bool]) -> Test:
    return lambda value: value[0] == _BLANK or wrong(len(read_term(value).text))


def _bound(parameter: Node, wanted: Node) -> Condition:
    sign, bound = _BOUNDS[parameter], n3(wanted)
    return _always(lambda value: not stands(value, sign, bound))


def _languages(ranges: list[Node]) -> Test:
    wanted = [str(one).lower() for one in ranges]

    def test(value: bytes) -> bool:
        language = read_term(value).language
        return not language or not any(one == "*" or f"{language}-".startswith(f"{one}-") for one in wanted)

    return test


def _in(values: set[bytes]) -> Test:
    return lambda value: value not in values


def _violates(graph: Graph, shape: Node, narrower: Narrower) -> Condition:
    found = conditions(graph, shape, narrower)
    known = {parameter for parameter, _ in found} | {SH.flags, RDF.type}
    if unknown := set(graph.predicates(shape)) - known:
        listed = ", ".join(sorted(str(term).replace(str(SH), "sh:") for term in unknown))
        raise DataError(f"inside sh:or, sh:and or sh:not this checker does not know {listed}")
    return _any([condition for _, condition in found])
