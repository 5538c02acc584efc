"""Statements in columns, by property."""

import pytest

from hrgraph.rdf.term import read_term
from hrgraph.store.columns import Columns, NotPlain, by_graph, repeated

CONTENT = b"""<x:a> <x:p> <x:b> <g:1> .
<x:a> <x:p> "words <x:c> <g:2> ."@lv <g:1> .
_:b <x:q> "1"^^<x:int> <g:2> .
<x:a> <x:p> <x:b> <g:2> .
<x:c> <x:p> <x:b> <g:1> .
"""


def test_each_graph_has_its_columns() -> None:
    """Statements of one graph come together, whatever stands in their literals."""
    graphs = by_graph(CONTENT)

    assert graphs.keys() == {"g:1", "g:2"}
    assert graphs["g:1"].pairs("x:p") == (
        [b"<x:a>", b"<x:a>", b"<x:c>"],
        [b"<x:b>", b'"words <x:c> <g:2> ."@lv', b"<x:b>"],
    )
    assert graphs["g:2"].properties == {b"<x:p>", b"<x:q>"}
    assert by_graph(CONTENT.rstrip())["g:2"].pairs("x:q") == ([b"_:b"], [b'"1"^^<x:int>'])


def test_ways_are_followed_backwards_too() -> None:
    """With a caret the values come first."""
    columns = by_graph(CONTENT)["g:1"]

    assert columns.things("^x:p") == columns.values("x:p") == {b"<x:b>", b'"words <x:c> <g:2> ."@lv'}
    assert columns.several("^x:p") == {b"<x:b>": {b"<x:a>", b"<x:c>"}}
    assert columns.things("x:absent") == set()


def test_a_repeated_statement_counts_once() -> None:
    """A thing that has one value twice does not have several."""
    graphs = by_graph(CONTENT)
    together = Columns.together([graphs["g:2"], graphs["g:2"]])

    assert together.several("x:p") == {}
    assert len(together.pairs("x:p")[0]) == 2
    assert list(repeated([*graphs.values()])) == [(b"<x:a>", b"<x:p>", b"<x:b>")]


@pytest.mark.parametrize(
    "line",
    [
        "<x:a> <x:b> <x:c> .",
        "<x:a>\t<x:b> <x:c> <g:1> .",
        "<x:a>  <x:b> <x:c> <g:1> .",
        "<x:a> <x:b>  <x:c> <g:1> .",
        "<x:a> <x:b> <x:c>  <g:1> .",
        '<x:a> <x:b>"x y" <g:1> .',
        "<x:a> <x:b> <x:c> _:g .",
        " <x:a> <x:b> <x:c> <g:1> .",
        "# words <g:1> .",
        "# <x:a> <x:b> <g:1> .",
        "<x:a> <x:b> <x:c> <g:1> . # <g:2> .",
        '<x:a> <x:b> "x" <g:1> . # "y" <g:2> .',
        r"<x:a> <x:b> <x:\u0101> <g:1> .",
        '<x:a> <x:b> "\\u0101" <g:1> .',
        '<x:a> <x:b> "x"@LV <g:1> .',
        r'<x:a> <x:b> "\\\u0101" <g:1> .',
        r'<x:a> <x:b> "\"^^<http://www.w3.org/2001/XMLSchema#string>" <g:1> .',
        '<x:a> <x:b> "x"^^ <x:int> <g:1> .',
        "<g:1> .",
        "",
    ],
)
def test_other_lines_are_refused(line: str) -> None:
    """A triple, other blanks, comments and other ways to write a term are not read as something else."""
    for content in (f"{line}\n", f"<x:a> <x:b> <x:c> <g:1> .\n{line}\n"):
        with pytest.raises(NotPlain):
            by_graph(content.encode())


def test_strings_and_escaped_backslashes_are_plain() -> None:
    """The datatype of a plain string may be written or not; a backslash may stand before any letter."""
    content = rb"""<x:a> <x:b> "x"^^<http://www.w3.org/2001/XMLSchema#string> <g:1> .
<x:a> <x:b> "\\u0101 \\'" <g:1> .
"""

    plain, escaped = by_graph(content)["g:1"].pairs("x:b")[1]
    assert plain == b'"x"'
    assert read_term(escaped).text == r"\u0101 \'"


def test_long_content_is_taken_in_pieces() -> None:
    """A graph that ends within a piece, and comes again, has all its statements, in their order."""
    lines = [b"<a:%d> <a:b> <a:c> <g:%d> .\n" % (n, n // 4000 % 2) for n in range(16_000)]
    graphs = by_graph(b"".join(lines))

    subjects = {graph: columns.pairs("a:b")[0] for graph, columns in graphs.items()}
    assert subjects == {
        f"g:{one}": [b"<a:%d>" % n for n in range(16_000) if n // 4000 % 2 == one] for one in (0, 1)
    }
