"""The shapes of documents, graph after graph."""

from pathlib import Path

import pytest

from hrgraph.rdf import terms
from hrgraph.validate import documents
from hrgraph.validate.documents import DocumentChecks

SAID = f"<{terms.ID}eeas> <{terms.HR}assists> <{terms.ID}latvia> <{terms.GRAPH}d> .\n"


def test_graphs_are_looked_at_one_by_one(root: Path, quads: bytes) -> None:
    """The real document breaks nothing; a statement without evidence does, and only in its own graph."""
    checks = DocumentChecks(root / "ontology")
    release = b"".join(
        line for line in quads.splitlines(keepends=True) if line.endswith(b"/graph/press-release-act> .\n")
    )
    (finding,) = checks.findings("d", SAID.encode())
    assert (finding.severity, finding.focus) == ("violation", terms.ID + "eeas")
    assert "no evidence" in finding.message_en
    assert checks.findings("press-release-act", release) == []
    assert checks.findings("d", SAID.encode()) == [finding]


def test_memory_stays_flat(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many graphs the store is a new one, which finds the same; the engine keeps what is removed."""
    monkeypatch.setattr(documents, "AT_ONCE", 2)
    checks = DocumentChecks(root / "ontology")
    stores, found = [], []
    for _ in range(5):
        found.append(checks.findings("d", SAID.encode()))
        stores.append(checks._store)
    assert all(one == found[0] for one in found)
    assert stores[0] is stores[1] is not stores[2] is stores[3]
