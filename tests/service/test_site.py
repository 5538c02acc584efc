"""Errors and their statuses; what is kept for as long as one build is served."""

from collections.abc import Mapping

import pytest

from hrgraph.errors import (
    BadQuery,
    BuildError,
    HrgraphError,
    NotAcceptable,
    QueryError,
    QueryRefused,
    StoreError,
    TimedOut,
    TooLarge,
)
from hrgraph.service.site import Site, problem_of
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadQuery("x", 1, 2), 400),
        (QueryRefused("x"), 403),
        (NotAcceptable("x", ("text/csv",)), 406),
        (TooLarge("x"), 413),
        (TimedOut("x"), 503),
        (QueryError("x"), 400),
        (StoreError("x"), 502),
        (BuildError("x"), 500),
        (HrgraphError(), 500),
    ],
)
def test_one_table_from_error_to_status(error: HrgraphError, status: int) -> None:
    """Every error has the status of its class or of its nearest ancestor."""
    problem = problem_of(error, "lv")

    assert problem.status == status
    assert problem.title
    assert ("x" in problem.detail) is (status < 500 or isinstance(error, TimedOut))


def test_another_build_brings_its_pages_and_its_words() -> None:
    """Another graph served brings its own page of the ontology, and a search finds what is in it."""
    label = '<https://w3id.org/hrgraph/id/{0}> <http://www.w3.org/2000/01/rdf-schema#label> "{0}"@lv .'
    stores = [OxigraphStore.of(label.format(name).encode()) for name in ("vecais", "jaunais")]
    read: list[int] = []

    def documentation() -> Mapping[str, str]:
        read.append(1)
        return {"lv": f"build {len(read)}"}

    site = Site(stores[0], Limits(), documentation=documentation)
    assert (site.documentation["lv"], site.documentation["lv"]) == ("build 1", "build 1")
    assert (len(site.index.find("vecais")), len(site.index.find("jaunais"))) == (1, 0)
    site.store = stores[1]

    assert site.documentation["lv"] == "build 2"
    assert (len(site.index.find("vecais")), len(site.index.find("jaunais"))) == (0, 1)
