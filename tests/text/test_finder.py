"""Expressions tried only where a match can begin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.knowledge import Knowledge
from hrgraph.text.finder import Finder

EXPRESSIONS = (
    "ab|bc",
    "(?<!a)(?:b )?c",
    "(?:a|b){0,2}c",
    r"\b[ab](?:c+|d)",
    "(?i:a)b",
    "(?i)ab",
    "(?i)1|b",
    "aba|b",
    "a*b?",
    "(?=ab)a|(?!b)c",
    "(?P<x>a|b)(?P=x)c",
    "[^a]b|c",
    "(?>ab?)c",
    "^(?:ab)?c$",
    "^a*?",
    "^a|b",
    "aa|ab|ba|ca|1a|Aa|cb*",
    "(?m)^a",
    "^",
)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("(?<!x)(?:a )?(?:b|c)d", ("a bd", "a cd", "bd", "cd")),
        ("[Aa]icin[a-z]*", ("Aicin", "aicin")),
        ("ab(?:c)?", ("ab",)),
        ("(?:ab){1,3}c", ("ab",)),
        ("a?", ()),
        ("(?i:a)b", ()),
        ("(?i)(?:1|2)a", ("1", "2")),
        ("(?i)(?-i:ab)", ("ab",)),
        (r"\d+a", ()),
        ("|".join(f"{first}{second}" for first in "abcdefghijklmnopq" for second in "abcdefghijklmnopq"), ()),
    ],
)
def test_words_a_match_begins_with(expression: str, words: tuple[str, ...]) -> None:
    """They are read off the expression; none where they are not known, or too many."""
    assert Finder(re.compile(expression)).starts == words


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(text=st.text("abcd AB1\n", max_size=12))
def test_the_same_matches_as_the_engine_finds(expression: str, text: str) -> None:
    """To try only some places leaves no match out and adds none."""
    regex = re.compile(expression)
    assert [one.span() for one in Finder(regex).matches(text)] == [one.span() for one in regex.finditer(text)]
    first = regex.search(text)
    assert (first and first.span()) == ((one := Finder(regex).search(text)) and one.span())


def test_most_rules_know_where_they_begin(knowledge: Knowledge) -> None:
    """The comparison is worth something: of the rules nearly all are tried at some places only."""
    known = [rule for rule in knowledge.rules if rule.pattern.finder.starts]
    assert len(known) > 0.9 * len(knowledge.rules)
