"""What rules need before they are tried saves time and takes no statement away."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.assertions.act_statements import acts_of
from hrgraph.assertions.apply import Rulebook
from hrgraph.assertions.model import ANY_KIND, Reading
from hrgraph.assertions.needs import WordFinder
from hrgraph.assertions.rules import read_rules
from hrgraph.errors import RuleError
from hrgraph.knowledge import Knowledge
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.structure.units import Unit
from hrgraph.text.words import Words

RULE = """\
[[rule]]
id = "joined"
lv = "Pievienojās"
en = "Joined"
pattern = '{who:State} pievienojās {what:Group}'
then = ["{unit} names {what}"]
examples = { "Latvija pievienojās grupai." = ["a b c"] }
counterexamples = ["Latvija nepievienojās grupai."]
"""


def test_needs_take_no_statement_away(knowledge: Knowledge, readings: Mapping[str, DocumentReading]) -> None:
    """Every rule says the same of the texts and of the examples of all rules with and without its `needs` and
    what its pattern requires."""
    texts = sorted({text for rule in knowledge.rules for text in (*rule.examples, *rule.counterexamples)})
    found = [one for reading in readings.values() for one in reading.readings]
    for number, text in enumerate(texts):
        unit = Unit(f"p{number}", ANY_KIND, "", 1, Words.whole(text))
        found.append(Reading("d", unit, knowledge.matcher.find(text).mentions))
    anywhere = [replace(rule, within=None, kind="", document="") for rule in knowledge.rules]
    needy = [rule for rule in anywhere if rule.needs or rule.needs_kinds]
    plain = [
        replace(rule, needs=(), needs_kinds=frozenset(), pattern=replace(rule.pattern, required=()))
        for rule in anywhere
    ]
    assert len(needy) > 50
    with_needs, without = Rulebook(anywhere, knowledge.context), Rulebook(plain, knowledge.context)
    for one in found:
        acts = acts_of([one], knowledge.verbs)
        assert with_needs.apply([one], "", acts) == without.apply([one], "", acts)


@given(st.lists(st.text("abā ", min_size=1, max_size=4)), st.text("abāĀ ,", max_size=40))
def test_all_words_of_a_text_in_one_pass(words: list[str], text: str) -> None:
    """What is found is what stands in the text, words inside and across other words too."""
    assert WordFinder(words).found(text) == {word for word in words if word in text}


def test_needs_are_words_and_kinds(rules_folder: Path, vocabulary: Vocabulary) -> None:
    """What stands in braces is a kind, everything else words."""
    (rules_folder / "own.toml").write_text(RULE + 'needs = ["{State}", "{Date}", "pievienojās "]\n', "utf-8")
    (rule,) = read_rules(rules_folder, vocabulary)
    assert rule.needs == ("pievienojās ",)
    assert rule.needs_kinds == {"State", "Date"}


@pytest.mark.parametrize(
    ("needs", "message"),
    [
        pytest.param('"pievienojās"', "no list of words", id="a word alone"),
        pytest.param('["{Ship}"]', "no class Ship", id="unknown kind"),
        pytest.param('[""]', "no list of words", id="empty word"),
    ],
)
def test_needs_that_are_refused(rules_folder: Path, vocabulary: Vocabulary, needs: str, message: str) -> None:
    """A setting that would silently keep a rule from ever being tried stops the reading."""
    (rules_folder / "own.toml").write_text(f"{RULE}needs = {needs}\n", "utf-8")
    with pytest.raises(RuleError, match=message):
        read_rules(rules_folder, vocabulary)
