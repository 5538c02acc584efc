"""The file of words that speak of what was named before."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hrgraph.assertions.anaphor_words import FILE, Sample, failed_samples, read_anaphors, require_samples
from hrgraph.errors import RuleError
from hrgraph.knowledge import Knowledge


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A copy of the settings of rules and of the words."""
    for name in ("patterns.toml", FILE):
        shutil.copy(root / "data" / "rules" / name, tmp_path / name)
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    """Put other words in the copy, which must hold the old ones."""
    text = (folder / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")


def samples(folder: Path, knowledge: Knowledge) -> tuple[Sample, ...]:
    """The examples of the file."""
    return read_anaphors(folder, knowledge.context.vocabulary)[1]


def test_real_words_do_what_they_say(root: Path, knowledge: Knowledge) -> None:
    """Every example gives just what it names and every counterexample nothing, on the real lexicon."""
    real = samples(root / "data" / "rules", knowledge)
    assert {one.id for one in real if one.expected} == {one.id for one in real if not one.expected}
    assert [failed for _, failed in failed_samples(real, knowledge.matcher, knowledge.context)] == []


@pytest.mark.parametrize("expected", [(), ("Viņa = latvia",)])
def test_failing_example_is_told(root: Path, knowledge: Knowledge, expected: tuple[str, ...]) -> None:
    """An example that fails says what it gives, with file and line; one that holds says nothing."""
    sample = next(one for one in samples(root / "data" / "rules", knowledge) if len(one.expected) == 1)
    require_samples([sample], knowledge.matcher, knowledge.context)
    broken = replace(sample, expected=expected)
    with pytest.raises(RuleError) as caught:
        require_samples([broken], knowledge.matcher, knowledge.context)
    assert f"she: {broken.text!r} gives ['Viņa = minister-for-justice']" in caught.value.message
    assert (caught.value.file, caught.value.line) == (sample.file, sample.line)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('id = "she"\n', "", "(without id) lacks `id`", id="no id"),
        pytest.param('classes = ["Post"]', "classes = []", "she lacks `classes`", id="no class"),
        pytest.param('classes = ["Post"]', 'classes = ["Poste"]', "no class Poste", id="unknown class"),
        pytest.param('genders = ["f"]\n', "", "she needs `forms` and `genders`", id="no gender"),
        pytest.param("subject = true", "object = true", "not known: object", id="unknown setting"),
        pytest.param("rivals = '{=name}", "rivals = '{=nome}", "malformed: there is no fragment", id="piece"),
        pytest.param("clause = '", "clause = '(", "an expression is malformed", id="no expression"),
        pytest.param("sentence_end =", "end =", "lacks 'sentence_end'", id="no end of sentences"),
        pytest.param("[gender]", "[sex]", "lacks 'gender'", id="no genders"),
        pytest.param("nouns = { a =", "nouns = { q =", "lacks 'q'", id="unknown ending"),
    ],
)
def test_malformed_file_is_refused(
    folder: Path, knowledge: Knowledge, old: str, new: str, message: str
) -> None:
    """What is missing, unknown or malformed is told with the file."""
    change(folder, old, new)
    with pytest.raises(RuleError, match=re.escape(message)) as caught:
        samples(folder, knowledge)
    assert caught.value.file == folder / FILE


def test_a_counterexample_is_needed(folder: Path, knowledge: Knowledge) -> None:
    """A word that nothing proves is refused, with the line of its id."""
    text = (folder / FILE).read_text(encoding="utf-8")
    first = text.index("counterexamples = [")
    (folder / FILE).write_text(
        text[:first] + "counterexamples = []" + text[text.index("\n]", first) + 2 :], encoding="utf-8"
    )
    with pytest.raises(RuleError, match="she lacks `counterexamples`") as caught:
        samples(folder, knowledge)
    assert caught.value.line == text.count("\n", 0, text.index('id = "she"')) + 1


def test_nouns_are_in_the_cases_asked_for(root: Path, knowledge: Knowledge) -> None:
    """Each noun has the forms of its cases and stands for what has it for its head."""
    words, _ = read_anaphors(root / "data" / "rules", knowledge.context.vocabulary)
    council = next(one for one in words.words if one.noun == "padome")
    assert council.forms == {"padome": "@nom"}
    assert words.cases["padome", "padome"] == "@nom"
    assert council.rivals.search("citas padomes")
    assert not council.rivals.search("padomnieks")
