"""What follows from the statements: classes and properties above, and the calendar days of dates.

Everything here is entailed by the ontology or by ISO 8601-2; it stands in a graph of its own.
"""

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from hrgraph.graph.write import Statement
from hrgraph.rdf import terms
from hrgraph.rdf.vocabulary import Vocabulary

HR = Namespace(terms.HR)
_DATES = frozenset({HR.dateExpression, HR.publicationDate})
_DAYS = HR.startDate, HR.endDate
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NO_YEAR = re.compile(r"XXXX-\d{2}-\d{2}")


def inferred_graph(graphs: Sequence[Graph], vocabulary: Vocabulary) -> Graph:
    """The statements that follow from `graphs` and are not in them."""
    inferred = Graph()
    for statement in inferred_statements(graphs, vocabulary):
        inferred.add(statement)
    return inferred


def inferred_statements(graphs: Sequence[Iterable[Statement]], vocabulary: Vocabulary) -> set[Statement]:
    """The same as a set: faster to make for many small graphs."""
    inferred: set[Statement] = set()
    classes: dict[Node, tuple[URIRef, ...]] = {}
    properties: dict[Node, tuple[URIRef, ...]] = {}
    """The terms above those met so far: few terms come again and again."""
    for graph in graphs:
        for subject, predicate, object_ in graph:
            if predicate not in properties:
                own = vocabulary.properties.get(_name(predicate))
                properties[predicate] = tuple(HR[name] for name in own.above) if own else ()
            for above in properties[predicate]:
                inferred.add((subject, above, object_))
            if predicate == RDF.type:
                if object_ not in classes:
                    classes[object_] = tuple(HR[name] for name in vocabulary.classes.get(_name(object_), ()))
                for above in classes[object_]:
                    inferred.add((subject, RDF.type, above))
            elif predicate in _DATES:
                for term, day in zip(_DAYS, calendar_days(str(object_)), strict=False):
                    inferred.add((subject, term, Literal(day, datatype=XSD.date)))
    for graph in graphs:
        inferred.difference_update(graph)
    return inferred


def _name(term: Node) -> str:
    """The name of an own term; another term stays as it is, and nothing is known of it."""
    return str(term).removeprefix(terms.HR) if isinstance(term, URIRef) else ""


def calendar_days(expression: str) -> tuple[str, str] | tuple[()]:
    """The first and the last day that a date expression covers: '2013' is 2013-01-01 and 2013-12-31.

    `expression` is a day, month, year or an interval of two of them (ISO 8601-2 level 0), or has days without
    a year (XXXX-05-13, level 2), for which there is none. Raises ValueError when it is nothing of this.
    """
    start, *rest = expression.split("/")
    if len(rest) > 1:
        raise ValueError(f"{expression!r} is no date expression")
    if all(map(_NO_YEAR.fullmatch, (start, *rest))):
        return ()
    end = rest[0] if rest else start
    return _days(start)[0], _days(end)[1]


def _days(expression: str) -> tuple[str, str]:
    match = _DATE.fullmatch(expression)
    if match is None:
        raise ValueError(f"{expression!r} is no date expression")
    year, month, day = match.groups()
    datetime.date(int(year), int(month or 1), int(day or 1))
    if day:
        return expression, expression
    if month:
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02d}"
    return f"{year}-01-01", f"{year}-12-31"
