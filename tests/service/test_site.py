"""Errors and their statuses."""

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
from hrgraph.service.site import problem_of


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
