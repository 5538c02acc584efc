"""Changes as JSON and back."""

import json

import pytest

from hrgraph.errors import StoreError
from hrgraph.rdf.term import literal
from hrgraph.rdf.terms import ID, XSD
from hrgraph.releases.model import (
    APPEARED,
    CODES,
    Change,
    Changes,
    Edition,
    Reason,
    from_json,
    to_json,
)

from .editions import HELPS, Compared, Small

NEW = Edition("2", "b" * 64, "2026-11-21", 9)


def test_there_and_back(changed: Compared) -> None:
    """What was written is read again just so: terms of every kind, grounds and reasons."""
    more = f'\ngraph:entities {{ id:council hr:ordinal "3"^^<{XSD}integer> ; hr:names "ā\\"\\n"@lv , "x" . }}'
    found = changed(Small(said=(HELPS,)), Small(others=Small().others + more))
    changes = Changes(Edition("1", "a" * 64, "2026-11-20", 8), NEW, 3, 2, found, {ID + "x": {"lv": "ā"}})

    assert len(found) == 4
    assert from_json(to_json(changes), "changes.json") == changes
    assert to_json(from_json(to_json(changes), "changes.json")) == to_json(changes)


def test_terms_as_in_results_of_sparql() -> None:
    """A literal in JSON is written as SPARQL results write it, and nothing is lost of the first edition."""
    change = Change(
        APPEARED, ID + "a", ID + "b", None, literal("ā", language="lv"), reasons=(Reason("lexicon"),)
    )
    said = json.loads(to_json(Changes(None, NEW, 9, 0, (change,), {})))

    assert said["changes"][0]["after"] == {"type": "literal", "value": "ā", "xml:lang": "lv"}
    assert said["changes"][0]["reasons"] == [{"kind": "lexicon", "code": "lexicon"}]
    assert (said["old"], said["counts"]) == (None, {"appeared": 1, "changed": 0, "gone": 0})


def test_by_reason() -> None:
    """Changes are grouped by their first reason, in order, whatever a curator said of each."""
    made = [
        Change(APPEARED, ID + name, ID + "b", None, literal("x"), reasons=(reason,))
        for name, reason in (
            ("a", Reason("program")),
            ("b", Reason("curator-says", ID + "curator/x", "One.")),
            ("c", Reason("curator-says", ID + "curator/x", "Two.")),
            ("d", Reason("words-new", ID + "doc")),
        )
    ]
    grouped = Changes(None, NEW, 0, 0, tuple(made), {}).by_reason()

    assert [(reason.kind, len(found)) for reason, found in grouped.items()] == [
        ("text", 1),
        ("curator", 2),
        ("program", 1),
    ]
    assert list(CODES.values()) == sorted(CODES.values(), key=list(dict.fromkeys(CODES.values())).index)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"old": null}'])
def test_no_changes(content: bytes) -> None:
    """A file that holds something else is named in the error."""
    with pytest.raises(StoreError, match=r"^changes\.json: holds no changes"):
        from_json(content, "changes.json")
