"""The examples of rules: those of the project hold, and a failing one is told."""

from dataclasses import replace

import pytest

from hrgraph.assertions.examples import failed_examples, require_examples
from hrgraph.assertions.rules import Rule
from hrgraph.errors import RuleError
from hrgraph.knowledge import Knowledge


def rule(knowledge: Knowledge, name: str) -> Rule:
    """A rule of the project."""
    return next(rule for rule in knowledge.rules if rule.id == name)


def test_real_rules_do_what_they_say(knowledge: Knowledge) -> None:
    """Every example gives exactly its statements and every counterexample none, on the real lexicon."""
    failed = failed_examples(knowledge.rules, knowledge.matcher, knowledge.context)
    assert [str(example) for example in failed] == []


@pytest.mark.parametrize(
    ("wanted", "lacks", "adds"),
    [
        pytest.param(("DOCUMENT publicationDate 2020-05-20",), "['DOCUMENT publicationDate 2020-05-20']",
                     "['DOCUMENT publicationDate 2021-05-20']", id="another statement"),
        pytest.param((), "nothing", "['DOCUMENT publicationDate 2021-05-20']", id="a statement too many"),
        pytest.param(("DOCUMENT publicationDate 2021-05-20", "a b c"), "['a b c']", "nothing",
                     id="one too few"),
    ],
)  # fmt: skip
def test_failing_example_is_told(
    knowledge: Knowledge, wanted: tuple[str, ...], lacks: str, adds: str
) -> None:
    """A failing example says what it lacks and what it adds, with the place of its rule."""
    broken = replace(rule(knowledge, "publication-date"), examples={"Publicēts: 20.05.2021.": wanted})
    (failed,) = failed_examples([broken], knowledge.matcher, knowledge.context)
    assert str(failed) == f"publication-date: 'Publicēts: 20.05.2021.' lacks {lacks}, adds {adds}"
    with pytest.raises(RuleError) as caught:
        require_examples([broken], knowledge.matcher, knowledge.context)
    assert (caught.value.file, caught.value.line) == (broken.file, broken.line)
    assert str(failed) in caught.value.message


def test_failing_counterexample_is_told(knowledge: Knowledge) -> None:
    """A counterexample that gives a statement fails."""
    broken = replace(rule(knowledge, "publication-date"), counterexamples=("Publicēts: 1.2.2021.",))
    (failed,) = failed_examples([broken], knowledge.matcher, knowledge.context)
    assert (failed.expected, failed.found) == ((), ("DOCUMENT publicationDate 2021-02-01",))
