"""Rule files: what is read, and what is refused with file and line."""

from pathlib import Path

import pytest

from hrgraph.assertions.rules import read_built_in, read_cases, read_doubt, read_opaque, read_rules
from hrgraph.errors import RuleError
from hrgraph.knowledge import Knowledge
from hrgraph.rdf.vocabulary import Vocabulary

RULE = """\
# a rule
[[rule]]
id = "joined"
lv = "Pievienojās"
en = "Joined"
within = '^I\\.'
document = "Letter"
pattern = '{who:State} pievienojās {what:Group|Treaty}'
then = ["{event} hasParticipant {who}", "{event} joins {what}"]
examples = { "Latvija pievienojās grupai." = ["a b c"] }
counterexamples = ["Latvija nepievienojās grupai."]
[rule.node.event]
key = "{who}-joins-{what}"
class = "Event"
lv = "{who}: pievienošanās"
en = "{who} joins"
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    """Write a rule file; returns it."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_rule_is_read(rules_folder: Path, vocabulary: Vocabulary) -> None:
    """Every setting of a rule arrives."""
    file = write(rules_folder, RULE)
    (rule,) = read_rules(rules_folder, vocabulary)
    assert (rule.id, rule.lv, rule.en, rule.document, rule.each) == (
        "joined",
        "Pievienojās",
        "Joined",
        "Letter",
        "",
    )
    assert rule.within is not None
    assert rule.within.pattern == r"^I\."
    assert rule.then == (("{event}", "hasParticipant", "{who}"), ("{event}", "joins", "{what}"))
    assert rule.nodes["event"].cls == "Event"
    assert (rule.file, rule.line) == (file, 3)


def test_rules_come_by_file_and_place(rules_folder: Path, vocabulary: Vocabulary) -> None:
    """Files are read by name; settings, values and parts are no rule files."""
    write(rules_folder, RULE.replace("joined", "second"), "b.toml")
    write(rules_folder, RULE.replace("joined", "first"), "a.toml")
    write(rules_folder, "[[rule]]\n", "values.toml")
    write(rules_folder, "[[rule]]\n", "parts.toml")
    assert [rule.id for rule in read_rules(rules_folder, vocabulary)] == ["first", "second"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        *[
            pytest.param(line, "", f"joined lacks `{line.split()[0]}`", id=f"no {line.split()[0]}")
            for line in RULE.splitlines()[3:11]
            if line.split()[0] not in ("within", "document")
        ],
        pytest.param(
            'examples = { "Latvija pievienojās grupai." = ["a b c"] }', "examples = {}", "lacks `examples`",
            id="no example"
        ),
        pytest.param("counterexamples = [\"Latvija nepievienojās grupai.\"]", "counterexamples = []",
                     "lacks `counterexamples`", id="no counterexample"),
        pytest.param("within =", "inside =", "not known: inside", id="unknown setting"),
        pytest.param("pievienojās {what", "( {what", "the pattern is malformed", id="malformed pattern"),
        pytest.param("'^I\\.'", "'['", "the pattern is malformed", id="malformed place"),
        pytest.param("{event} joins {what}", "{event} joins", "not 'subject predicate object'",
                     id="two words"),
        pytest.param("{event} joins", "{event} enters", "no property enters", id="unknown property"),
        pytest.param('class = "Event"', 'class = "Party"', "no class Party", id="unknown class of a node"),
        pytest.param("{who:State}", "{who:Country}", "{who:Country}: the ontology has no class Country",
                     id="unknown class"),
        pytest.param("{event} joins {what}", "{event} joins {where}",
                     "{where} stands in a statement and nowhere", id="name"),
        pytest.param("{what:Group|Treaty}", "{what:Topic}",
                     "{what} is a Topic, but the object of joins must be Group or Treaty",
                     id="wrong class of the object"),
        pytest.param("{event} hasParticipant", "{who} hasParticipant",
                     "{who} is a State, but the subject of hasParticipant must",
                     id="wrong class of the subject"),
        pytest.param('"Letter"', '"Leter"', "Leter", id="unknown class of document"),
        pytest.param("[rule.node.event]", 'each = "nobody"\n[rule.node.event]', "nobody",
                     id="unknown name in each"),
        pytest.param('class = "Event"\n', "", "a node lacks 'class'", id="node without class"),
    ],
)  # fmt: skip
def test_broken_rule_is_refused(
    rules_folder: Path, vocabulary: Vocabulary, old: str, new: str, message: str
) -> None:
    """What is wrong with a rule is said with its file, its line and its id."""
    assert old in RULE
    file = write(rules_folder, RULE.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        read_rules(rules_folder, vocabulary)
    assert message in caught.value.message
    assert (caught.value.file, caught.value.line) == (file, None if message.endswith("`id`") else 3)


def test_rule_without_id(rules_folder: Path, vocabulary: Vocabulary) -> None:
    """A rule without an id is refused as such."""
    write(rules_folder, RULE.replace('id = "joined"\n', "", 1))
    with pytest.raises(RuleError, match=r"rule \(without id\) lacks `id`"):
        read_rules(rules_folder, vocabulary)


def test_wider_class_of_a_slot_is_allowed(rules_folder: Path, vocabulary: Vocabulary) -> None:
    """A slot may be wider than the property, since what it catches may still fit."""
    write(rules_folder, RULE.replace("{what:Group|Treaty}", "{what:Actor}", 1))
    assert len(read_rules(rules_folder, vocabulary)) == 1


def test_rule_given_twice(rules_folder: Path, vocabulary: Vocabulary) -> None:
    """Two rules of one id are refused, because evidence would not say which of them speaks."""
    write(rules_folder, RULE, "a.toml")
    write(rules_folder, RULE, "b.toml")
    with pytest.raises(RuleError, match=r"b\.toml:3: rule joined stands twice"):
        read_rules(rules_folder, vocabulary)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("own.toml", "[[rule]", "no valid TOML", id="rules"),
        pytest.param("patterns.toml", "separator =", "no valid TOML", id="settings"),
    ],
)
def test_broken_file_is_refused(
    rules_folder: Path, vocabulary: Vocabulary, name: str, text: str, message: str
) -> None:
    """A file that is no TOML is refused by name."""
    file = write(rules_folder, text, name)
    with pytest.raises(RuleError, match=message) as caught:
        read_rules(rules_folder, vocabulary)
    assert caught.value.file == file


def test_absent_settings_are_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Without the settings that patterns share no rule can be read."""
    with pytest.raises(RuleError, match="cannot be read"):
        read_rules(tmp_path, vocabulary)


def test_settings_of_patterns(rules_folder: Path) -> None:
    """The opaque classes and the names of the rules that are code come from the settings."""
    assert read_opaque(rules_folder) == {"Treaty", "Actor"}
    assert read_built_in(rules_folder) == {"lexicon": ("Vārdnīca", "Lexicon")}


def test_cases_and_doubt_come_from_the_settings(rules_folder: Path) -> None:
    """The endings of the cases and what makes words doubtful are data."""
    assert read_cases(rules_folder).of("Latvija", "Latviju") == "@acc"
    assert read_doubt(rules_folder).at("Ja Latvija lems", 3, 15)


@pytest.mark.parametrize(
    ("old", "new"),
    [("sentence_end = '[.]'", "sentence_end = '['"), ("sentence_end = '[.]'", "")],
    ids=["no pattern", "absent"],
)
def test_malformed_doubt_is_refused(rules_folder: Path, old: str, new: str) -> None:
    """A setting of [doubt] that is no pattern, or is not there, is refused with its file."""
    file = rules_folder / "patterns.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError, match=r"\[doubt\] is malformed") as caught:
        read_doubt(rules_folder)
    assert caught.value.file == file


def test_real_rules_have_two_names(knowledge: Knowledge) -> None:
    """Every rule of the project is named in both languages and has examples on both sides."""
    for rule in knowledge.rules:
        assert rule.lv != rule.en, rule.id
        assert any(rule.examples.values()), rule.id
        assert rule.counterexamples, rule.id
