"""Findings."""

import pytest

from hrgraph.validate.finding import Finding, Severity, broken


@pytest.mark.parametrize(
    ("severity", "stops"),
    [
        pytest.param("violation", True, id="violation"),
        pytest.param("warning", False, id="warning"),
        pytest.param("info", False, id="note"),
    ],
)
def test_only_violations_stop_a_build(severity: Severity, stops: bool) -> None:
    """Warnings and notes are reported and let the build go on."""
    finding = Finding("id:x", "", "", "rule", severity, "slikti", "bad")

    assert broken([finding]) == ([finding] if stops else [])
