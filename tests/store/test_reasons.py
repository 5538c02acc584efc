"""Sentences that remember which sentence they are."""

import copy
import pickle

import pytest

from hrgraph.store.reasons import Reason


def test_a_reason_is_a_sentence_with_its_code() -> None:
    """A reason reads as English and keeps its code and values."""
    reason = Reason("unexpected", found="}")

    assert reason == "“}” cannot stand here"
    assert (reason.code, reason.values) == ("unexpected", {"found": "}"})


def test_unknown_code() -> None:
    """There is no reason without a sentence."""
    with pytest.raises(KeyError):
        Reason("no-such-code")


def test_a_reason_survives_copying() -> None:
    """A reason sent to another process arrives whole."""
    reason = Reason("too-long", size=101, limit=100)

    for twin in (pickle.loads(pickle.dumps(reason)), copy.copy(reason)):
        assert (twin, twin.code, twin.values) == (reason, reason.code, reason.values)
