"""The rows of the report: what is wrong with a text, where, and what to do."""

from pathlib import Path

import pytest

from hrgraph.corpus.troubles import guarded, of_error, of_findings, of_lost
from hrgraph.errors import DataError, ReadingFailed, SourceChanged, SourceUnreadable
from hrgraph.validate.finding import Finding

FINDING = Finding(
    "https://w3id.org/hrgraph/id/x", "", "", "https://w3id.org/hrgraph/shapes#R", "violation", "lv", "en"
)
WARNING = Finding(
    "https://w3id.org/hrgraph/id/x", "", "", "https://w3id.org/hrgraph/shapes#R", "warning", "lv", "en"
)


@pytest.mark.parametrize(
    ("error", "where", "what", "to_do"),
    [
        (SourceUnreadable("not UTF-8", Path("a.txt"), 3), "3", "not UTF-8", "plain text in UTF-8"),
        (SourceChanged("changed", Path("a.txt")), "", "changed", "write its new SHA-256"),
        (DataError("no title", Path("document.toml"), 2), "2", "document.toml: no title", "data/README.md"),
    ],
)
def test_errors(error: DataError, where: str, what: str, to_do: str) -> None:
    """Each kind of error has its advice; a file is named where it is not the text itself."""
    row = of_error("folder/a.txt", error)
    assert (row.file, row.line, row.outcome, row.what) == ("folder/a.txt", where, "left out", what)
    assert to_do in row.to_do


def test_findings() -> None:
    """A broken rule leaves a text out; a warning keeps it."""
    assert [row.outcome for row in of_findings("a.txt", [FINDING, WARNING])] == ["left out", "left out"]
    assert [row.outcome for row in of_findings("a.txt", [WARNING])] == ["warning"]
    assert "en" in of_findings("a.txt", [FINDING])[0].what
    assert of_findings("a.txt", []) == ()


def test_lost() -> None:
    """The texts of a shard that ended its processes are all named."""
    assert [row.file for row in of_lost(["a.txt", "b.txt"])] == ["a.txt", "b.txt"]


def test_a_fault_of_the_program() -> None:
    """A fault that nobody foresaw ends one text, with its name and place; errors of ours stay as they are."""
    assert guarded(len)("abc") == 3
    with pytest.raises(ReadingFailed, match=r"failed at troubles\.py:\d+: TypeError"):
        guarded(len)(5)  # type: ignore[arg-type]

    def wrong(one: str) -> str:
        raise DataError(one)

    with pytest.raises(DataError, match="wrong text"):
        guarded(wrong)("wrong text")
