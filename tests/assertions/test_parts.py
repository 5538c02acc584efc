"""The part of an actor in an action when no other rule gives it one."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hrgraph.assertions.acts import ActFound
from hrgraph.assertions.model import Assertion, Evidence, Reading
from hrgraph.assertions.parts import part_statements, read_parts
from hrgraph.errors import RuleError
from hrgraph.mentions.lexicon import Entry
from hrgraph.mentions.match import Mention
from hrgraph.rdf.terms import HR, ID
from hrgraph.rdf.vocabulary import Vocabulary

Read = Callable[..., Reading]
Short = Callable[[Assertion], tuple[str, str, str]]
PART = """\
[[part]]
id = "addressed"
lv = "Uzrunā"
en = "Addresses"
kind = "Action"
class = "Actor"
property = "callsUpon"
unless = ["hasPartner"]
never = ["group"]
"""


def write(folder: Path, text: str) -> Path:
    """Write the part rules; returns their file."""
    file = folder / "parts.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("names", "kind", "said"),
    [
        pytest.param([("Latvija", "latvia")], "Action", {"latvia"}, id="party named"),
        pytest.param([("Latvija", "latvia")], "Paragraph", set(), id="not in a paragraph"),
        pytest.param([("Latvija", "peace")], "Action", set(), id="a topic is no party"),
        pytest.param([("Latvija", "group")], "Action", set(), id="never this one"),
        pytest.param(
            [("ar Latvija", "talks"), ("Latvija", "latvia", "talks")], "Action", set(), id="within a term"
        ),
        pytest.param([("Igaunija", "estonia")], "Action", set(), id="partner already"),
    ],
)
def test_parts(
    tmp_path: Path,
    reading: Read,
    short: Short,
    entries: dict[str, Entry],
    vocabulary: Vocabulary,
    names: list[tuple[str, ...]],
    kind: str,
    said: set[str],
) -> None:
    """A party named in its own right gets its part in an action unless another rule says it."""
    write(tmp_path, PART)
    unit = reading("Runāt ar Latvija un Igaunija", *names, kind=kind)
    known = Assertion(ID + "d/I.A.1", HR + "hasPartner", ID + "estonia", Evidence("d", "I.A.1", 0, 1, "x"))
    made = part_statements([unit], read_parts(tmp_path, vocabulary), [known], entries, vocabulary)
    assert {short(one) for one in made} == {("d/I.A.1", "callsUpon", key) for key in said}
    assert all(unit.text[one.evidence.start : one.evidence.end] == unit.text for one in made)


@pytest.mark.parametrize(
    ("verbs", "quotes"),
    [
        pytest.param((), ["Runāt ar Latvija un Latvija", "Sargāt Latvija rīt"], id="no verb of an act"),
        pytest.param(
            (0, 29), ["Runāt ar Latvija", "Runāt ar Latvija un Latvija", "Sargāt Latvija"], id="verbs"
        ),
        pytest.param(
            (36,), ["Runāt ar Latvija un Latvija", "Sargāt Latvija rīt"], id="a verb behind the name"
        ),
    ],
)
def test_a_name_alone_is_no_evidence(
    tmp_path: Path,
    reading: Read,
    entries: dict[str, Entry],
    vocabulary: Vocabulary,
    verbs: tuple[int, ...],
    quotes: list[str],
) -> None:
    """The evidence is the sentence up to the name, if a verb of an act stands before it, or else all of the
    sentence, once."""
    write(tmp_path, PART)
    unit = reading("Runāt ar Latvija un Latvija. Sargāt Latvija rīt.", kind="Action")
    places = [match.start() for match in re.finditer("Latvija", unit.text)]
    named = replace(unit, mentions=tuple(Mention("latvia", at, at + 7, "Latvija") for at in places))
    acts = {named.unit.id: [ActFound("x", "other", "main", at, at + 1, at, at + 1) for at in verbs]}
    made = part_statements([named], read_parts(tmp_path, vocabulary), [], entries, vocabulary, acts)
    assert [unit.text[one.evidence.start : one.evidence.end] for one in made] == quotes


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        *[
            pytest.param(
                line + "\n", "", f"a part rule lacks `{line.split()[0]}`", id=f"no {line.split()[0]}"
            )
            for line in PART.splitlines()[1:8]
        ],
        pytest.param(
            '"callsUpon"', '"asks"', "addressed: the ontology has no property asks", id="unknown property"
        ),
        pytest.param('["hasPartner"]', '["hasFriend"]', "no property hasFriend", id="unknown exception"),
        pytest.param('"Actor"', '"Party"', "no class Party", id="unknown class"),
        pytest.param('"Action"', '"Deed"', "no class Deed", id="unknown kind of unit"),
        pytest.param("[[part]]", "[[parts]]", "lacks its rules", id="no parts"),
        pytest.param("[[part]]", "[[part]", "no valid TOML", id="broken TOML"),
    ],
)
def test_broken_parts_are_refused(
    tmp_path: Path, vocabulary: Vocabulary, old: str, new: str, message: str
) -> None:
    """An incomplete part rule, or one that the ontology does not allow, is refused with its file."""
    assert old in PART
    file = write(tmp_path, PART.replace(old, new, 1))
    with pytest.raises(RuleError) as caught:
        read_parts(tmp_path, vocabulary)
    assert message in caught.value.message
    assert caught.value.file == file


@pytest.mark.parametrize(
    ("unit", "predicate", "key"),
    [
        pytest.param("I.A.9", "servesRightsOf", "refugees", id="group of persons"),
        pytest.param("I.A.9", "servesRightsOf", "stateless-persons", id="last of a chain"),
    ],
)
def test_parts_in_the_plan(
    statements: frozenset[tuple[str, str, str]], unit: str, predicate: str, key: str
) -> None:
    """Persons that an action names are those whose rights it serves."""
    assert (f"eu-action-plan-hrd-2020-2024/{unit}", predicate, key) in statements
