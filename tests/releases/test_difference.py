"""Two graphs and everything that changed between them."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from hrgraph.errors import StoreError
from hrgraph.releases.difference import Source, beginning, difference, lines_of, patch

from .editions import HELPS, Small

LINES = st.sets(
    st.sampled_from([f'<urn:s> <urn:p> "{number}" <urn:g> .\n'.encode() for number in range(8)])
).map(lambda lines: b"".join(sorted(lines)))


@given(LINES, LINES)
def test_a_patch_makes_the_one_out_of_the_other(old: bytes, new: bytes) -> None:
    """Whatever the graphs, the patch applied to the old one gives the new one, and takes no detour."""
    lines = lines_of(old)
    told = patch(old, new).splitlines()
    for line in told[1:-1]:
        (lines.remove if line.startswith(b"D ") else lines.add)(line[2:])

    assert (told[0], told[-1]) == (b"TX .", b"TC .")
    assert lines == lines_of(new)
    assert len(told) == 2 + len(lines_of(old) ^ lines_of(new))


def test_all_lines_are_counted() -> None:
    """The whole file is counted, with what is not told statement by statement."""
    old, new = Small().quads(), Small(said=(HELPS,)).quads()
    found = difference(Source("1", old), Source("2", new))

    assert (found.added, found.removed) == (0, len(old.splitlines()) - len(new.splitlines()))
    assert found.removed > len(found.changes) == 1
    assert (found.new.triples, found.new.date) == (len(new.splitlines()), "2026-11-21")


def test_the_first_edition() -> None:
    """Where there is nothing to compare with, nothing has changed."""
    found = beginning(Source("1", Small().quads()))

    assert (found.old, found.changes) == (None, ())
    assert found.added == found.new.triples > 10


def test_no_quads() -> None:
    """A file of something else is told by its name and line."""
    with pytest.raises(StoreError, match=r"^new\.nq: line 2: not N-Quads"):
        difference(Source("old.nq", b""), Source("new.nq", b"<urn:a> <urn:b> <urn:c> .\nx\n"))
