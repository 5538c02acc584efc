"""The tree of errors: what they carry, and that one name catches them all."""

import inspect
from pathlib import Path

import pytest

from hrgraph import errors
from hrgraph.errors import BadQuery, DataError, HrgraphError, NotAcceptable, ValidationFailed

TREE = {
    "DataError": "HrgraphError",
    "SourceChanged": "DataError",
    "SourceUnreadable": "DataError",
    "LexiconError": "DataError",
    "ProfileError": "DataError",
    "ReadingFailed": "DataError",
    "RuleError": "DataError",
    "CurationError": "DataError",
    "ProcessEnded": "HrgraphError",
    "BuildError": "HrgraphError",
    "ValidationFailed": "BuildError",
    "ReleaseRefused": "BuildError",
    "QueryError": "HrgraphError",
    "BadQuery": "QueryError",
    "QueryRefused": "QueryError",
    "NotAcceptable": "QueryError",
    "TooLarge": "QueryError",
    "TimedOut": "QueryError",
    "Crashed": "QueryError",
    "UnknownRelease": "QueryError",
    "StoreError": "HrgraphError",
    "Damaged": "StoreError",
    "ReleaseBroken": "StoreError",
    "Busy": "StoreError",
}


def test_tree() -> None:
    """Every error has its place in the tree that the module draws, and none is outside it."""
    classes = {
        name: cls for name, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, Exception)
    }
    assert {
        name: cls.__bases__[0].__name__ for name, cls in classes.items() if cls is not HrgraphError
    } == TREE
    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in TREE)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (None, None, "bad"),
        (Path("a/b.toml"), None, "a/b.toml: bad"),
        (Path("a/b.toml"), 3, "a/b.toml:3: bad"),
        ("folder", None, "folder: bad"),
    ],
)
def test_place_of_an_error_in_data(file: Path | str | None, line: int | None, message: str) -> None:
    """An error in data reads as compilers write it: file, line, message, as far as known."""
    error = DataError("bad", file, line)
    assert str(error) == message
    assert (error.message, error.file, error.line) == ("bad", file, line)


@pytest.mark.parametrize(
    ("line", "column", "message"), [(2, 7, "line 2, column 7: bad"), (None, None, "bad")]
)
def test_place_of_a_bad_query(line: int | None, column: int | None, message: str) -> None:
    """A malformed query says where, when the engine does."""
    assert str(BadQuery("bad", line, column)) == message


@pytest.mark.parametrize(
    ("report", "message"), [("one\ntwo", "2 violations\none\ntwo"), ("", "2 violations")]
)
def test_report_of_a_failed_validation(report: str, message: str) -> None:
    """A failed validation carries its findings in words."""
    error = ValidationFailed("2 violations", report)
    assert (str(error), error.report) == (message, report)


def test_media_types_on_offer() -> None:
    """Who asks for a format that cannot be made is told those that can."""
    assert NotAcceptable("none", ("text/csv",)).offered == ("text/csv",)
    assert NotAcceptable("none").offered == ()
