"""Checks of the ontology itself: every query ontology/checks/*-violation.rq must give no row.

A query selects ?term (what is wrong), ?error and ?error_lv (why, in English and Latvian). The prefixes are
those of ontology/prefixes.ttl.
"""

from pathlib import Path

from pyparsing import ParseException
from rdflib import RDFS, SH, Graph, Literal
from rdflib.query import ResultRow
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.finding import Finding

SUFFIX = "-violation.rq"


def run_checks(ontology: Path) -> list[Finding]:
    """Every row of every check over the modules in the folder `ontology`, sorted.

    Raises DataError when a module or a check cannot be read, or there is no check.
    """
    graph = read_turtle(ontology_files(ontology))
    checks = sorted((ontology / "checks").glob("*" + SUFFIX))
    if not checks:
        raise DataError(f"holds no check: there is no file *{SUFFIX}", ontology / "checks")
    prefixes = read_prefixes(ontology / "prefixes.ttl")
    return sorted(finding for check in checks for finding in run_check(check, graph, prefixes))


def run_check(check: Path, graph: Graph, prefixes: dict[str, str]) -> list[Finding]:
    """Every row of one check over `graph`. Raises DataError when the check is no such query."""
    try:
        rows = list(graph.query(check.read_text(encoding="utf-8"), initNs=prefixes))
    except ParseException as problem:
        raise DataError(f"no valid SPARQL: {problem.msg}", check, problem.lineno) from problem
    return [_finding(row, check, graph) for row in rows if isinstance(row, ResultRow)]


def read_prefixes(file: Path) -> dict[str, str]:
    """Prefix by prefix its namespace. Raises DataError when the file cannot be read."""
    graph = read_turtle([file])
    return {
        str(prefix): str(graph.value(declaration, SH.namespace))
        for declaration, prefix in graph.subject_objects(SH.prefix)
    }


def _finding(row: ResultRow, check: Path, graph: Graph) -> Finding:
    found = row.asdict()
    if not {"term", "error", "error_lv"} <= found.keys():
        raise DataError("a row lacks ?term, ?error or ?error_lv", check)
    labels = _labels(graph, found["term"])
    return Finding(
        focus=str(found["term"]),
        path="",
        value="",
        rule=check.name.removesuffix(SUFFIX),
        severity="violation",
        message_lv=str(found["error_lv"]),
        message_en=str(found["error"]),
        label_lv=labels.get("lv", ""),
        label_en=labels.get("en", ""),
    )


def _labels(graph: Graph, term: Node) -> dict[str, str]:
    return {
        label.language: str(label)
        for label in sorted(graph.objects(term, RDFS.label), key=str)
        if isinstance(label, Literal) and label.language
    }
