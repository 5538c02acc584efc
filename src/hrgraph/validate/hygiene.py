"""Checks of the ontology itself: every query ontology/checks/*-violation.rq must give no row.

A query selects ?term (what is wrong), ?error and ?error_lv (why, in English and Latvian). The prefixes are
those of ontology/prefixes.ttl.
"""

import re
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.finding import Finding

SUFFIX = "-violation.rq"

_NEEDED = {"term", "error", "error_lv"}
_PLACE = re.compile(r"error at (\d+):")


def run_checks(ontology: Path) -> list[Finding]:
    """Every row of every check over the modules in the folder `ontology`, sorted.

    Raises DataError when a module or a check cannot be read, or there is no check.
    """
    graph = read_turtle(ontology_files(ontology))
    checks = sorted((ontology / "checks").glob("*" + SUFFIX))
    if not checks:
        raise DataError(f"holds no check: there is no file *{SUFFIX}", ontology / "checks")
    prefixes = read_prefixes(ontology / "prefixes.ttl")
    store = _store(graph)
    return sorted(finding for check in checks for finding in _run(check, store, graph, prefixes))


def run_check(check: Path, graph: Graph, prefixes: dict[str, str]) -> list[Finding]:
    """Every row of one check over `graph`. Raises DataError when the check is no such query."""
    return _run(check, _store(graph), graph, prefixes)


def _store(graph: Graph) -> ox.Store:
    store = ox.Store()
    store.bulk_load(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _run(check: Path, store: ox.Store, graph: Graph, prefixes: dict[str, str]) -> list[Finding]:
    try:
        rows = store.query(check.read_text(encoding="utf-8"), prefixes=prefixes)
    except SyntaxError as problem:
        place = _PLACE.match(str(problem))
        raise DataError("no valid SPARQL", check, int(place[1]) if place else None) from problem
    if not isinstance(rows, ox.QuerySolutions) or not {name.value for name in rows.variables} >= _NEEDED:
        raise DataError("a row lacks ?term, ?error or ?error_lv", check)
    return [_finding(row, check, graph) for row in rows]


def read_prefixes(file: Path) -> dict[str, str]:
    """Prefix by prefix its namespace. Raises DataError when the file cannot be read."""
    graph = read_turtle([file])
    return {
        str(prefix): str(graph.value(declaration, SH.namespace))
        for declaration, prefix in graph.subject_objects(SH.prefix)
    }


def _finding(row: ox.QuerySolution, check: Path, graph: Graph) -> Finding:
    term, error_en, error_lv = row["term"], row["error"], row["error_lv"]
    if not (isinstance(error_en, ox.Literal) and isinstance(error_lv, ox.Literal)):
        raise DataError("a row has no words for ?error or ?error_lv", check)
    labels = _labels(graph, URIRef(term.value)) if isinstance(term, ox.NamedNode) else {}
    return Finding(
        focus=term.value if isinstance(term, ox.NamedNode) else str(term),
        path="",
        value="",
        rule=check.name.removesuffix(SUFFIX),
        severity="violation",
        message_lv=error_lv.value,
        message_en=error_en.value,
        label_lv=labels.get("lv", ""),
        label_en=labels.get("en", ""),
    )


def _labels(graph: Graph, term: Node) -> dict[str, str]:
    return {
        label.language: str(label)
        for label in sorted(graph.objects(term, RDFS.label), key=str)
        if isinstance(label, Literal) and label.language
    }
