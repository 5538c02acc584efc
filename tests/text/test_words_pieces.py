"""Words as pieces of a source: clean text as it is, and a character left out."""

from hypothesis import given
from hypothesis import strategies as st

from hrgraph.text.words import INSERTED, Joining, Words, join


def test_clean_text_is_one_piece() -> None:
    """Words that are their own source stand where they stand."""
    words = Words.whole("ab cd")
    assert words.origin == (0, 1, INSERTED, 3, 4)
    assert words.runs("ab cd", 1, 5) == ((1, 5),)


def test_words_of_ordinary_lines_are_one_piece() -> None:
    """White space of one character does not part pieces, so a paragraph of many lines stays small."""
    raw = "viena rinda\nun otra\nun trešā"
    assert join(raw, [(0, len(raw))], Joining()).pieces == ((0, 0),)


@given(st.text("ab, .\n*", min_size=1, max_size=40), st.data())
def test_character_left_out(raw: str, data: st.DataObject) -> None:
    """What remains knows its origin as before."""
    words = join(raw, [(0, len(raw) // 3), (len(raw) // 2, len(raw))], Joining())
    if words.text:
        place = data.draw(st.integers(0, len(words.text) - 1))
        left = words.without(place)
        assert left.text == words.text[:place] + words.text[place + 1 :]
        assert left.origin == words.origin[:place] + words.origin[place + 1 :]
