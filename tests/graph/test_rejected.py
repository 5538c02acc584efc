"""The file of statements that curators rejected."""

import json

from hrgraph.assertions.model import Assertion, Evidence, Literal
from hrgraph.graph.rejected import rejections_file
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf.terms import HR, ID

EVIDENCE = Evidence("d", "p1", 0, 5, "curator/editor", "accepted", "Not meant.")
ONE = Assertion(ID + "d/p1", HR + "names", ID + "peace", EVIDENCE)
TWO = Assertion(ID + "d/p1", HR + "text", Literal('ā"', language="lv"), EVIDENCE)


def test_what_was_rejected() -> None:
    """Each statement comes with its part, who rejected it and why, in an order of its own."""
    content = rejections_file([TWO, ONE])

    assert content == rejections_file([ONE, TWO])
    assert json.loads(content) == [
        {
            "subject": ID + "d/p1",
            "predicate": HR + name,
            "object": term,
            "part": ID + "d/p1",
            "by": ID + "curator/editor",
            "reason": "Not meant.",
        }
        for name, term in (("names", f"<{ID}peace>"), ("text", '"ā\\""@lv'))
    ]
    assert json.loads(rejections_file([])) == []


def test_of_the_real_texts(readings: dict[str, DocumentReading], quads: bytes) -> None:
    """What curators rejected of the real texts is in the file, with reasons, and not in the graph."""
    listed = json.loads(
        rejections_file(one for reading in readings.values() for one in reading.merged.rejections)
    )

    assert len(listed) == sum(len(reading.merged.rejected) for reading in readings.values()) > 3
    for one in listed:
        assert one["reason"]
        assert f"<{one['subject']}> <{one['predicate']}> {one['object']} <".encode() not in quads
