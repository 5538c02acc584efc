"""Results cut after so many rows."""

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.store.base import SOLUTION_FORMATS
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.results.cut import Cut

STORE = OxigraphStore.of(b"")
FORMS = {form.name: form.media_type for form in SOLUTION_FORMATS}
TEXT = st.text(st.sampled_from('"\\},{[]:\n\r\t<result>'), max_size=8)


def quoted(text: str) -> str:
    """The text as a literal in SPARQL."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(letter, letter) for letter in text) + '"'


def result(form: str, rows: list[str]) -> bytes:
    """The result of a SELECT with these terms as its rows."""
    return STORE.query(f"SELECT ?a {{ VALUES ?a {{ {' '.join(rows)} }} }}", FORMS[form]).content()


def passed(form: str, data: bytes, limit: int, piece: int, is_dense: bool = False) -> tuple[bytes, bool]:
    """What a cut passes on of bytes given in pieces of that size, and whether it was made."""
    cut = Cut(FORMS[form], limit, piece, is_dense)
    body = b"".join(cut.feed(data[start : start + piece]) for start in range(0, len(data), piece))
    return body + cut.end(), cut.is_made


@pytest.mark.parametrize("form", FORMS)
@given(
    st.lists(st.one_of(TEXT.map(quoted), st.just("UNDEF")), min_size=1, max_size=6),
    st.integers(1, 6),
    st.integers(1, 60),
    st.booleans(),
)
def test_it_is_the_result_of_fewer_rows(
    form: str, rows: list[str], limit: int, piece: int, is_dense: bool
) -> None:
    """A cut result is, byte for byte, that of the first rows alone, and an uncut one is as it was."""
    is_cut = len(rows) > limit

    expected = result(form, rows[:limit]), is_cut
    assert passed(form, result(form, rows), limit, piece, is_dense) == expected


def test_spelling_of_another_engine() -> None:
    """A result with white space is cut at the same place, and can be read."""
    rows = ['{ "x": { "type": "literal", "value": "} , {" } }', "{ }", "{ }"]
    text = '{ "head": { "vars": ["x"] },\n "results": { "bindings": [ ' + " ,\n  ".join(rows) + " ] } }\n"

    for piece in range(1, len(text) + 1):
        body, is_made = passed("json", text.encode(), 2, piece)
        assert is_made
        assert len(json.loads(body)["results"]["bindings"]) == 2
        assert passed("json", text.encode(), 3, piece) == (text.encode(), False)


def test_white_space_between_results_in_xml() -> None:
    """XML with its rows on lines of their own is cut, and can be read."""
    text = result("xml", ["1", "2", "3"]).replace(b"<result>", b"\n  <result>\n    ")

    for piece in range(1, len(text) + 1):
        body, is_made = passed("xml", text, 2, piece)
        assert is_made
        assert len(list(ET.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}result"))) == 2


@pytest.mark.parametrize("form", FORMS)
def test_result_that_cannot_be_too_long(form: str) -> None:
    """It goes on as it is, counted if it is small."""
    data = result(form, ["1", "2", "3"])

    for piece, rows in ((len(data) - 1, None), (len(data) + 1, 3)):
        cut = Cut(FORMS[form], 3, piece, is_short=True)
        assert cut.feed(data) + cut.end() == data
        assert (cut.rows, cut.is_made) == (rows, False)
