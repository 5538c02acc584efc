"""Where a match of an expression can begin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.assertions.pattern import Pattern
from hrgraph.assertions.starts import places, starts
from hrgraph.knowledge import Knowledge

EXPRESSIONS = (
    "ab|bc",
    "(?<!a)(?:b )?c",
    "(?:a|b){0,2}c",
    r"\b[ab](?:c+|d)",
    "(?i:a)b",
    "(?i)ab",
    "a*b?",
    "(?=ab)a|(?!b)c",
    "(?P<x>a|b)(?P=x)c",
    "[^a]b|c",
    "(?>ab?)c",
    "^(?:ab)?c$",
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
        (r"\d+a", ()),
        ("|".join(f"{first}{second}" for first in "abcdefghijklmnopq" for second in "abcdefghijklmnopq"), ()),
    ],
)
def test_words_a_match_begins_with(expression: str, words: tuple[str, ...]) -> None:
    """They are read off the expression; none where they are not known, or too many."""
    assert starts(expression) == words


def test_places_lie_over_one_another() -> None:
    """A word that begins inside another is found too."""
    assert places(("aba", "b"), "ababa") == [0, 1, 2, 3]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(text=st.text("abcd AB", max_size=12))
def test_the_same_matches_as_the_engine_finds(expression: str, text: str) -> None:
    """To try only some places leaves no match out and adds none."""
    pattern = Pattern(expression, re.compile(expression), {})
    assert [match.span() for match in pattern.matches(text)] == [
        match.span() for match in re.finditer(expression, text)
    ]


def test_most_rules_know_where_they_begin(knowledge: Knowledge) -> None:
    """The comparison is worth something: of the rules nearly all are tried at some places only."""
    known = [rule for rule in knowledge.rules if starts(rule.pattern.regex.pattern)]
    assert len(known) > 0.9 * len(knowledge.rules)
