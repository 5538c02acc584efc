"""Refusals of the service itself."""

from http import HTTPStatus

from hrgraph.errors import HrgraphError
from hrgraph.service.refusals import RequestRefused


def test_a_refusal_knows_its_status_and_reason() -> None:
    """A refusal is one of hrgraph's errors and keeps what is needed to say it in any language."""
    refusal = RequestRefused(HTTPStatus.NOT_FOUND, "unknown-thing", key="x")

    assert isinstance(refusal, HrgraphError)
    assert (refusal.status, refusal.reason.code, refusal.reason.values) == (
        404,
        "unknown-thing",
        {"key": "x"},
    )
