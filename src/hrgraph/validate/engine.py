"""Runs compiled shapes on a store: checks in, validation results out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from rdflib import Graph

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, read_term
from hrgraph.rdf.terms import RDFS
from hrgraph.store.working import WorkingStore
from hrgraph.validate.compile import Check, compile_shapes
from hrgraph.validate.result import Result

_PLACE = re.compile(r"\{[?$](\w+)\}")


def results_of(
    store: WorkingStore,
    shapes: Graph,
    wanted: Callable[[Check], bool] = lambda check: True,
    classes: frozenset[tuple[str, str]] | None = None,
) -> set[Result]:
    """Everything in the store, all graphs together, that breaks one of the shapes.

    Only the checks that are `wanted` are run. `classes` are the pairs that `hierarchy` gives, where they are
    known beforehand. Raises DataError when a shape holds what this engine does not
    know, or a query is malformed.
    """
    checks = _checks(shapes, hierarchy(store) if classes is None else classes)
    return {result for check in checks if wanted(check) for result in _run(store, check)}


@lru_cache(maxsize=16)
def _checks(shapes: Graph, pairs: frozenset[tuple[str, str]]) -> list[Check]:
    return compile_shapes(shapes, narrower(pairs))


def hierarchy(store: WorkingStore) -> frozenset[tuple[str, str]]:
    """Pairs of a class and one that the data put right below it."""
    lower, upper = store.columns.pairs(f"{RDFS}subClassOf")
    pairs = zip(map(read_term, upper), map(read_term, lower), strict=True)
    return frozenset((up.text, down.text) for up, down in pairs if up.kind == down.kind == "iri")


def narrower(pairs: Iterable[tuple[str, str]]) -> Callable[[str], set[str]]:
    """Gives each class with all classes below it; in pairs the lower class stands second."""
    below: dict[str, set[str]] = {}
    for up, down in pairs:
        below.setdefault(up, set()).add(down)

    def classes(name: str) -> set[str]:
        found, waiting = {name}, [name]
        while waiting:
            new = below.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    return classes


def _run(store: WorkingStore, check: Check) -> Iterator[Result]:
    if check.query:
        yield from _ask_each(store, check)
        return
    for this, path, value in check.find(store.columns):
        yield _result(check, read_term(this), path, None if value is None else read_term(value), {})


def _ask_each(store: WorkingStore, check: Check) -> Iterator[Result]:
    for focus in map(read_term, sorted(check.focus(store.columns))):
        for row in _rows(store, check, focus):
            this = row.pop("this", focus)
            value = row.get("value", None if check.path else this)
            path = row["path"].text if "path" in row else check.path
            yield _result(check, this, path, value, {"this": this, **row})


def _rows(store: WorkingStore, check: Check, this: Term) -> Iterator[dict[str, Term]]:
    try:
        yield from store.rows(check.query, this)
    except DataError as problem:
        raise DataError(f"a shape cannot be used: {check.shape}: {problem}") from problem


def _result(check: Check, focus: Term, path: str, value: Term | None, said: Mapping[str, Term]) -> Result:
    def fill(place: re.Match[str]) -> str:
        return said[place[1]].text if place[1] in said else place[0]

    return Result(
        focus=focus,
        path=path,
        value=value,
        shape=check.shape,
        component=check.component,
        severity=check.severity,
        messages=tuple((language, _PLACE.sub(fill, text)) for language, text in check.messages),
    )
