"""N-Quads on disk: where each graph lies, and what each line says."""

from pathlib import Path

import pytest

from hrgraph.store.columns import NotPlain
from hrgraph.validate.lines import Lines, rows_of

CONTENT = """<a:a> <a:b> <a:c> <g:1> .
_:x <a:b> "words <a:c> <g:2> ."@lv <g:2> .
<a:a> <a:b> "1"^^<a:int> <g:2> .
<a:d> <a:b> _:x <g:1> .
"""


def test_graphs_lie_in_parts(tmp_path: Path) -> None:
    """Lines of one graph that stand apart are found again, whatever their literals hold."""
    (file := tmp_path / "data.nq").write_text(CONTENT)
    lines = CONTENT.splitlines(keepends=True)
    with Lines(file) as read:
        graphs = read.by_graph()
        found = {graph: b"".join(read.pieces(parts)).decode() for graph, parts in graphs.items()}

    assert found == {"g:1": lines[0] + lines[3], "g:2": lines[1] + lines[2]}


def test_rows_have_no_literal() -> None:
    """Of a literal nothing is kept, of an IRI or a blank node all that is written."""
    assert rows_of(CONTENT.encode()) == [
        (b"<a:a>", b"<a:b>", b"<a:c>"),
        (b"_:x", b"<a:b>", b""),
        (b"<a:a>", b"<a:b>", b""),
        (b"<a:d>", b"<a:b>", b"_:x"),
    ]


@pytest.mark.parametrize("line", ["<a:a> <a:b> <a:c> .", "<a:a>\t<a:b> <a:c> <g:1> .", "# words", "<g:1> ."])
def test_other_lines_are_refused(line: str) -> None:
    """A triple, other blanks and comments are not read as something else."""
    with pytest.raises(NotPlain):
        rows_of(f"{line}\n".encode())


def test_long_parts_come_in_pieces_that_end_with_a_line(tmp_path: Path) -> None:
    """No line is cut, lost or repeated where a piece ends."""
    content = b"".join(b'<a:%d> <a:b> "%s" <g:1> .\n' % (n, b"x" * 999) for n in range(3000))
    (file := tmp_path / "data.nq").write_bytes(content)
    with Lines(file) as read:
        pieces = list(read.pieces(read.by_graph()["g:1"]))

    assert len(pieces) > 1
    assert all(piece.endswith(b"\n") for piece in pieces)
    assert b"".join(pieces) == content


def test_a_graph_that_begins_within_a_piece(tmp_path: Path) -> None:
    """Of two graphs in one piece each gets its own lines; a last line without an end is refused."""
    lines = [b'<a:%d> <a:b> "%s" <g:%d> .\n' % (n, b"x" * 999, n // 2500) for n in range(5000)]
    (file := tmp_path / "data.nq").write_bytes(b"".join(lines))
    with Lines(file) as read:
        graphs = {graph: b"".join(read.pieces(parts)) for graph, parts in read.by_graph().items()}
    assert graphs == {"g:0": b"".join(lines[:2500]), "g:1": b"".join(lines[2500:])}

    file.write_bytes(b"".join(lines)[:-1])
    with Lines(file) as read, pytest.raises(NotPlain):
        read.by_graph()
