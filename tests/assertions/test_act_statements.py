"""What is said of the acts of an action, and by which words."""

from collections.abc import Callable

import pytest

from hrgraph.assertions.act_statements import act_statements, act_values, acts_of
from hrgraph.assertions.acts import find_acts
from hrgraph.assertions.model import Assertion, Reading
from hrgraph.knowledge import Knowledge
from hrgraph.pipeline import DocumentReading

Read = Callable[..., Reading]
Short = Callable[[Assertion], tuple[str, str, str]]


def test_statements_of_acts(reading: Read, short: Short, knowledge: Knowledge) -> None:
    """An act has class, verb, kind, position and auxiliary; the first gives the kind of the action.

    The words behind each hold the auxiliary where it is told, and the object where it tells the kind.
    """
    unit = reading("Censties izskaust naidu. Veikt novērtējumu.")
    units = [unit, reading("Atbalstīt.", unit="p1", kind="Paragraph")]
    made, nodes = act_statements(units, acts_of(units, knowledge.verbs))
    assert {short(one) for one in made} == {
        ("d/I.A.1/act.1", "type", "Act"),
        ("d/I.A.1", "hasAct", "d/I.A.1/act.1"),
        ("d/I.A.1/act.1", "ordinal", "1"),
        ("d/I.A.1/act.1", "verb", "izskaust"),
        ("d/I.A.1/act.1", "hasActType", "combat-prevent"),
        ("d/I.A.1/act.1", "hasActPosition", "main"),
        ("d/I.A.1/act.1", "auxiliaryVerb", "censties"),
        ("d/I.A.1", "hasLeadingActType", "combat-prevent"),
        ("d/I.A.1/act.2", "type", "Act"),
        ("d/I.A.1", "hasAct", "d/I.A.1/act.2"),
        ("d/I.A.1/act.2", "ordinal", "2"),
        ("d/I.A.1/act.2", "verb", "veikt"),
        ("d/I.A.1/act.2", "hasActType", "monitor-assess"),
        ("d/I.A.1/act.2", "hasActPosition", "main"),
    }
    words = {short(one)[:2]: unit.text[one.evidence.start : one.evidence.end] for one in made}
    assert words.pop(("d/I.A.1/act.1", "auxiliaryVerb")) == "Censties izskaust"
    assert words.pop(("d/I.A.1/act.2", "hasActType")) == "Veikt novērtējumu"
    assert set(words.values()) == {"izskaust", "Veikt"}
    assert [node.lv for node in nodes] == ["izskaust (I.A.1)", "veikt (I.A.1)"]


def test_a_verb_that_comes_back_is_the_same_act(reading: Read, knowledge: Knowledge) -> None:
    """Where it stands again leads to the act of the first place; in another position it is another act."""
    unit = reading("Atbalstīt bērnus. Veicināt mieru, lai atbalstītu sievietes. Atbalstīt zēnus.")
    values = act_values(unit, find_acts(unit.text, knowledge.verbs))

    assert [(one.text, unit.text[one.start : one.end], one.iri.rpartition("/")[2]) for one in values] == [
        ("atbalstīt", "Atbalstīt", "act.1"),
        ("atbalstīt", "Atbalstīt", "act.1"),
        ("veicināt", "Veicināt", "act.2"),
        ("atbalstīt", "atbalstītu", "act.3"),
    ]
    assert len({one.start for one in values}) == 4


@pytest.mark.parametrize(
    ("unit", "verb", "things"),
    [
        ("I.A.5", "izskaust", {"gender-based-violence", "sexual-violence", "harmful-practices",
                               "female-genital-mutilation", "killing-of-girls", "child-early-forced-marriage",
                               "discrimination"}),
        ("I.A.5", "rosināt", {"istanbul-convention"}),
        ("I.A.8", "apkarot", {"violence-against-children"}),
        ("I.C.8", "aizsargāt", {"academic-freedom", "autonomy-of-educational-institutions"}),
        ("I.D.3", "mazināt", set()),
        ("I.E.1", "vērsties", {"serious-human-rights-violations-and-abuses"}),
        ("I.F.3", "veicināt", set()),
        ("II.D.6", "pastiprināt", set()),
        ("III.E.4", "veicināt", {"companies"}),
        ("IV.A.4", "apmainīties", {"best-practice"}),
        ("IV.B.3", "atspoguļot", {"international-human-rights-norms"}),
    ],
)  # fmt: skip
def test_what_acts_act_on(
    plan: DocumentReading, short: Short, unit: str, verb: str, things: set[str]
) -> None:
    """The objects of a verb are those of a reader: shared, passive, behind a preposition, or none."""
    said = [short(one) for one in plan.merged.assertions]
    (act,) = {one[0] for one in said if one[1:] == ("verb", verb) and f"/{unit}/" in one[0]}

    assert {one[2] for one in said if one[:2] == (act, "actsOn")} == things


def test_the_words_of_an_object_hold_its_verb(plan: DocumentReading, short: Short) -> None:
    """The evidence of what an act acts on holds a place where the verb of the act stands."""
    found = [one for one in plan.merged.assertions if one.predicate.endswith("actsOn")]
    verbs = {short(one)[0]: short(one)[2] for one in plan.merged.assertions if short(one)[1] == "verb"}
    for one in found:
        words = plan.outline.unit(one.evidence.unit).words.text[one.evidence.start : one.evidence.end]
        verb = verbs[short(one)[0]]
        assert verb[:4] in words.lower() or "jāatspoguļo" in words, (short(one), words)
    assert len(found) > 250
