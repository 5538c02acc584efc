"""The same question put to pySHACL, the reference that the set-based engine is compared with.

It asks one focus node at a time, in Python: two short texts take half a minute.
"""

import re
from collections.abc import Iterator

import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri, literal
from hrgraph.validate.compile import SEVERITIES
from hrgraph.validate.result import Result

_VARIABLE = re.compile(r"\{[?$]\w+\}")


def reference_results(data: Graph, shapes: Graph) -> set[Result]:
    """Everything in one graph that breaks a shape. Raises DataError when a shape cannot be used."""
    try:
        _, report, text = pyshacl.validate(
            data, shacl_graph=shapes, inplace=True, advanced=False, inference="none", meta_shacl=False
        )
    except pyshacl.errors.ReportableRuntimeError as problem:
        raise DataError(f"a shape cannot be used: {problem}") from problem
    if not isinstance(report, Graph):
        raise DataError(f"a shape cannot be used: {text.strip()}")
    return set(results_in(report, shapes))


def results_in(report: Graph, shapes: Graph) -> Iterator[Result]:
    """The results of a validation report in RDF (W3C SHACL 3.6)."""
    for result in report.subjects(RDF.type, SH.ValidationResult):
        value = report.value(result, SH.value)
        yield Result(
            focus=_term(report.value(result, SH.focusNode)),
            path=_path(report, shapes, report.value(result, SH.resultPath)),
            value=None if value is None else _term(value),
            shape=str(report.value(result, SH.sourceShape)),
            component=str(report.value(result, SH.sourceConstraintComponent)),
            severity=SEVERITIES[report.value(result, SH.resultSeverity) or SH.Violation],
            messages=tuple(sorted(_messages(report, result, shapes))),
        )


def _term(node: Node | None) -> Term:
    if isinstance(node, Literal):
        return literal(str(node), str(node.datatype or ""), node.language or "")
    return iri(str(node)) if isinstance(node, URIRef) else Term("blank", str(node))


def _path(report: Graph, shapes: Graph, path: Node | None) -> str:
    if isinstance(path, BNode):
        return f"^{report.value(path, SH.inversePath) or shapes.value(path, SH.inversePath)}"
    return "" if path is None else str(path)


def _messages(report: Graph, result: Node, shapes: Graph) -> Iterator[tuple[str, str]]:
    """Language and text. pySHACL drops the language of messages it fills in; their templates have it."""
    constraint = report.value(result, SH.sourceConstraint)
    templates = [] if constraint is None else list(shapes.objects(constraint, SH.message))
    for message in report.objects(result, SH.resultMessage):
        language = message.language if isinstance(message, Literal) else None
        for template in () if language else templates:
            pattern = ".*".join(map(re.escape, _VARIABLE.split(str(template))))
            if re.fullmatch(pattern, str(message), re.DOTALL):
                language = getattr(template, "language", None)
        yield language or "", str(message)
