"""SHACL: the data against the shapes of ontology/shapes/ (W3C SHACL, core and SPARQL constraints).

Shapes of the folder itself look at all graphs together. Shapes of its sub-folder `document-graph` look at
each graph that holds the words of a document by itself, because SHACL cannot tell graphs apart.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyshacl
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.rdf import terms
from hrgraph.validate.data import Data, ontology_files, read_files, read_quads, read_turtle
from hrgraph.validate.finding import Finding, Severity

HR = Namespace(terms.HR)
OA = Namespace(terms.OA)
ONTOLOGY = URIRef(terms.HR.rstrip("#"))
"""The focus node of shapes that ask one question of the whole graph; the thing found is then the value."""

_VARIABLE = re.compile(r"\{[?$]\w+\}")
_SEVERITIES: dict[Node, Severity] = {SH.Warning: "warning", SH.Info: "info"}


def run_shapes(data: Data | bytes | Iterable[Path], ontology: Path) -> list[Finding]:
    """Everything in `data` that breaks a shape, sorted.

    `data` is named graphs, N-Quads or RDF files; `ontology` the folder with the modules, `prefixes.ttl` and
    `shapes/`. The statements of the ontology count as part of the data. Raises DataError when something
    cannot be read or a shape is malformed.
    """
    if isinstance(data, bytes):
        data = read_quads(data)
    elif not isinstance(data, Data):
        data = read_files(data)
    known = read_turtle(ontology_files(ontology))
    shapes = ontology / "shapes"
    prefixes = ontology / "prefixes.ttl"
    whole = data.union()
    whole += known
    found = _validate(whole, read_turtle([*sorted(shapes.glob("*.ttl")), prefixes]), whole)
    for_one = read_turtle([*sorted(shapes.glob("document-graph/*.ttl")), prefixes])
    for graph in data.of_documents().values():
        found |= _validate(graph + known, for_one, whole)
    return sorted(found)


def run_shapes_on(data: Graph, shapes: Graph) -> list[Finding]:
    """Everything in one graph that breaks a shape, sorted. Raises DataError as `run_shapes` does."""
    return sorted(_validate(data, shapes, data))


def _validate(data: Graph, shapes: Graph, names: Graph) -> set[Finding]:
    try:
        _, report, text = pyshacl.validate(
            data, shacl_graph=shapes, inplace=True, advanced=False, inference="none", meta_shacl=False
        )
    except pyshacl.errors.ReportableRuntimeError as problem:
        raise DataError(f"a shape cannot be used: {problem}") from problem
    if not isinstance(report, Graph):
        raise DataError(f"a shape cannot be used: {text.strip()}")
    return {
        _finding(report, result, shapes, names) for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def _finding(report: Graph, result: Node, shapes: Graph, names: Graph) -> Finding:
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    shape = report.value(result, SH.sourceShape)
    if focus == ONTOLOGY and value is not None:
        focus, value = value, None
    if isinstance(focus, BNode) and (source := names.value(focus, OWL.annotatedSource)) is not None:
        path = names.value(focus, OWL.annotatedProperty)
        value = names.value(focus, OWL.annotatedTarget)
        focus = source
    messages = _messages(report, result, shapes)
    label = _by_language(names.objects(focus, RDFS.label)) if focus is not None else {}
    rule = _by_language(shapes.objects(shape, SH.name)) if shape is not None else {}
    return Finding(
        focus=_text(focus),
        path=_path(shapes, report, path),
        value=_text(value),
        rule=_text(shape),
        severity=_SEVERITIES.get(report.value(result, SH.resultSeverity) or SH.Violation, "violation"),
        message_lv=messages.get("lv") or messages.get("", ""),
        message_en=messages.get("en") or messages.get("", ""),
        quote=_quote(names, focus),
        label_lv=label.get("lv", ""),
        label_en=label.get("en", ""),
        rule_lv=rule.get("lv", ""),
        rule_en=rule.get("en", ""),
        component=_text(report.value(result, SH.sourceConstraintComponent)),
    )


def _messages(report: Graph, result: Node, shapes: Graph) -> Mapping[str, str]:
    """The messages by language. pyshacl drops the language of those it fills in; their templates have it."""
    messages = dict(_by_language(report.objects(result, SH.resultMessage)))
    constraint = report.value(result, SH.sourceConstraint)
    if "" in messages and constraint is not None:
        filled = [str(message) for message in report.objects(result, SH.resultMessage)]
        for language, template in _by_language(shapes.objects(constraint, SH.message)).items():
            pattern = re.compile(".*".join(map(re.escape, _VARIABLE.split(template))), re.DOTALL)
            messages[language] = next(filter(pattern.fullmatch, filled), template)
    return messages


def _by_language(values: Iterable[Node]) -> Mapping[str, str]:
    return {value.language or "": str(value) for value in values if isinstance(value, Literal)}


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _path(shapes: Graph, report: Graph, path: Node | None) -> str:
    """The property as a string; an inverse path is its property after a caret."""
    if isinstance(path, BNode):
        inverse = report.value(path, SH.inversePath) or shapes.value(path, SH.inversePath)
        return "" if inverse is None else f"^{inverse}"
    return _text(path)


def _quote(names: Graph, focus: Node | None) -> str | None:
    """The words of the source that `focus` is or rests on, by itself or through its evidence."""
    if focus is None:
        return None
    spans = [focus, *names.objects(focus, HR.hasSpan)]
    for axiom in names.subjects(OWL.annotatedSource, focus):
        for evidence in names.objects(axiom, HR.evidence):
            spans += names.objects(evidence, HR.hasSpan)
    quotes = sorted(str(quote) for span in spans for quote in names.objects(span, HR.quote))
    exact = names.value(focus, OA.exact, any=True)
    return quotes[0] if quotes else None if exact is None else str(exact)
