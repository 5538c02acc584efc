"""Words that can stand for a thing: pronouns, and nouns of long names (data/rules/anaphors.toml)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ANY, _NEVER = re.compile(""), re.compile("(?!)")


@dataclass(frozen=True)
class ProForm:
    """A word, or a few, that stands for a thing; `phrase` is what it is called among names.

    `forms` gives the cases of each form. What it stands for is of one of `classes`, and its name has the
    `noun` for its head or, without a noun, is of one of the `genders`, if any are given; what is of `among`
    could be meant as well, and so could whoever `rivals` finds. `before` must match the words of the clause
    or of the sentence up to it, `after` those behind it. With `subject` the name must be in the nominative,
    with `alone` nothing of `among` is so behind the word. So many `sentences` before its own are looked at.
    The `latter` speaks of the second of two that `pair` joins, any other word of the only one. With `posts`
    the word and what the group `post` of `after` catches are a post of what it speaks of.
    """

    phrase: str
    forms: Mapping[str, str]
    classes: frozenset[str]
    among: frozenset[str]
    noun: str = ""
    genders: frozenset[str] = frozenset()
    before: re.Pattern[str] = _ANY
    after: re.Pattern[str] = _ANY
    rivals: re.Pattern[str] = _NEVER
    subject: bool = False
    alone: bool = False
    latter: bool = False
    posts: bool = False
    sentences: int = 1
