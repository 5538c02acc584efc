"""Rows counted in the bytes of a result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.store.base import SOLUTION_FORMATS
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.results.cut import Cut

STORE = OxigraphStore.of(b"")
TEXT = st.text(st.sampled_from('"\\},{[]:\n\r\t<result>bindings'), max_size=12)


def counted(media_type: str, data: bytes, piece: int, is_dense: bool = False) -> int | None:
    """The count of the bytes, given in pieces of that size."""
    cut = Cut(media_type, piece=piece, is_dense=is_dense)
    passed = [cut.feed(data[start : start + piece]) for start in range(0, len(data), piece)]
    assert b"".join(passed) + cut.end() == data
    return cut.rows


@pytest.mark.parametrize("form", [form.media_type for form in SOLUTION_FORMATS])
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5), st.integers(1, 40))
def test_rows(form: str, rows: list[tuple[str, str]], piece: int) -> None:
    """The count is right whatever stands in the values and wherever the pieces are cut."""
    values = " ".join(f"({quoted(a)} {quoted(b)})" for a, b in rows)
    answer = STORE.query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}", form).content()

    assert counted(form, answer, piece) == counted(form, answer, piece, is_dense=True) == len(rows)


def quoted(text: str) -> str:
    """The text as a literal in SPARQL."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(letter, letter) for letter in text) + '"'


@pytest.mark.parametrize(
    ("query", "form"),
    [
        *(("ASK {}", form.media_type) for form in SOLUTION_FORMATS),
        ("CONSTRUCT { <urn:a> <urn:b> 'c' } {}", "application/json"),
        ("CONSTRUCT { <urn:a> <urn:b> 'c' } {}", "application/xml"),
        ("CONSTRUCT { <urn:a> <urn:b> 'c\\n' } {}", "text/turtle"),
    ],
)
def test_no_count(query: str, form: str) -> None:
    """What has no rows has no count."""
    answer = STORE.query(query, form).content()

    assert counted(form, answer, 1_000) is counted(form, answer, 3) is None


@pytest.mark.parametrize("form", [form.media_type for form in SOLUTION_FORMATS])
@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ("", 0),
        ("UNDEF", 1),
        ("UNDEF UNDEF", 2),
        ("'a' UNDEF", 2),
        ("UNDEF 'a' UNDEF", 3),
        ("'}},{' '},{}' 1", 3),
        ("<<( <urn:a> <urn:b> 'c' )>> <<( <urn:a> <urn:b> 2 )>> UNDEF", 3),
    ],
)
def test_doubtful_rows(form: str, values: str, rows: int) -> None:
    """Rows that bind nothing, values that look like the end of a row, and triples within rows are counted."""
    answer = STORE.query(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}", form).content()

    for is_dense in (False, True):
        assert counted(form, answer, 1, is_dense) == counted(form, answer, 1_000, is_dense) == rows


def test_spelling_of_another_engine() -> None:
    """White space and links in the head, as other engines write them, change nothing."""
    answer = b"""{ "head": { "link": [], "vars": ["x"] },
      "results": { "bindings": [
        { "x": { "type": "literal", "value": "} , {" } } ,
        { }, { "x": { "type": "uri", "value": "urn:a" } } ] } }"""

    assert counted("application/json", answer, 1) == counted("application/json", answer, 1_000) == 3
