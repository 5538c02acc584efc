"""Rules at work: where they look, what they say, which things they name."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hrgraph.assertions.acts import ActFound
from hrgraph.assertions.apply import Context, apply_rules
from hrgraph.assertions.doubt import Doubt
from hrgraph.assertions.model import Assertion, Reading
from hrgraph.assertions.rules import Rule, read_rules
from hrgraph.errors import RuleError
from hrgraph.rdf.vocabulary import Property

Read = Callable[..., Reading]
Short = Callable[[Assertion], tuple[str, str, str]]
MakeRules = Callable[[str], tuple[Rule, ...]]

LATVIA, ESTONIA, GROUP = ("Latvija", "latvia"), ("Igaunija", "estonia"), ("grupai", "group")
EVENT = """
[rule.node.event]
key = "{who}-joins-{what}"
class = "Event"
lv = "{who}: {what}"
en = "{who} joins {what}"
"""


@pytest.fixture
def rules_of(rules_folder: Path, context: Context) -> MakeRules:
    """Reads one rule from its pattern, statements and further settings."""

    def read(settings: str) -> tuple[Rule, ...]:
        text = (
            '[[rule]]\nid = "own"\nlv = "a"\nen = "b"\nexamples = { "x" = ["y"] }\ncounterexamples = ["z"]\n'
            + settings
        )
        (rules_folder / "own.toml").write_text(text, encoding="utf-8")
        return read_rules(rules_folder, context.vocabulary)

    return read


CALLS = "pattern = 'aicināt {whom:Actor+}'\nthen = [\"{unit} callsUpon {whom}\"]\n"


def test_one_statement_for_each_thing_caught(
    rules_of: MakeRules, reading: Read, context: Context, short: Short
) -> None:
    """A list gives a statement for each of its members, all resting on the words of the match."""
    unit = reading("Skaļi aicināt Latvija un Igaunija nākt", LATVIA, ESTONIA)
    made = apply_rules([unit], rules_of(CALLS), context, "Document").assertions
    assert [short(one) for one in made] == [
        ("d/I.A.1", "callsUpon", "latvia"),
        ("d/I.A.1", "callsUpon", "estonia"),
    ]
    assert {unit.text[one.evidence.start : one.evidence.end] for one in made} == {
        "aicināt Latvija un Igaunija"
    }
    assert {(one.evidence.maker, one.evidence.status, one.evidence.unit) for one in made} == {
        ("own", "automatic", "I.A.1")
    }


@pytest.mark.parametrize(
    ("settings", "unit", "document", "looks"),
    [
        pytest.param("", "I.A.1", "Document", True, id="everywhere"),
        pytest.param("within = '^I\\.'\n", "I.A.1", "Document", True, id="within these units"),
        pytest.param("within = '^II\\.'\n", "I.A.1", "Document", False, id="not within others"),
        pytest.param('kind = "Action"\n', "I.A.1", "Document", True, id="in units of this kind"),
        pytest.param('kind = "DocumentPart"\n', "I.A.1", "Document", True, id="in units of a kind below"),
        pytest.param('kind = "Section"\n', "I.A.1", "Document", False, id="in no units of another kind"),
        pytest.param('document = "Letter"\n', "I.A.1", "Letter", True, id="in documents of this class"),
        pytest.param('document = "Document"\n', "I.A.1", "Letter", True, id="in documents of a class below"),
        pytest.param('document = "Letter"\n', "I.A.1", "Document", False, id="not in others"),
    ],
)
def test_where_a_rule_looks(
    rules_of: MakeRules, reading: Read, context: Context, settings: str, unit: str, document: str, looks: bool
) -> None:
    """A rule looks into the units and documents that it names."""
    found = apply_rules(
        [reading("aicināt Latvija", LATVIA, unit=unit)], rules_of(settings + CALLS), context, document
    )
    assert bool(found.assertions) == looks


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        ("{unit}", "names", "d/I.A.1"),
        ("{section}", "names", "d/I.A"),
        ("{priority}", "names", "d/I"),
    ],
)
def test_places_as_subjects(
    rules_of: MakeRules,
    reading: Read,
    context: Context,
    short: Short,
    subject: str,
    predicate: str,
    expected: str,
) -> None:
    """A statement may speak of the unit, its section or its priority."""
    rules = rules_of(f"pattern = '{{who:State}}'\nthen = [\"{subject} {predicate} peace\"]\n")
    made = apply_rules([reading("Latvija", LATVIA)], rules, context, "Document").assertions
    assert [short(one) for one in made] == [(expected, predicate, "peace")]


@pytest.mark.parametrize(("kind", "said"), [("Action", 1), ("Paragraph", 0)])
def test_a_part_of_another_kind_is_no_subject(
    rules_of: MakeRules, reading: Read, context: Context, kind: str, said: int
) -> None:
    """What the ontology says of actions alone is said of no paragraph."""
    calls = Property("callsUpon", "m", "object", frozenset({"Action"}), frozenset({"Actor"}))
    own = replace(context.vocabulary, properties={**context.vocabulary.properties, "callsUpon": calls})
    unit = reading("aicināt Latvija", LATVIA, kind=kind)
    made = apply_rules([unit], rules_of(CALLS), replace(context, vocabulary=own), "Document").assertions
    assert len(made) == said


def test_factual_rules_keep_from_doubt(rules_of: MakeRules, reading: Read, context: Context) -> None:
    """A factual rule says nothing of a condition; another rule does."""
    sure = replace(context, doubt=Doubt(re.compile(r"[.]"), re.compile(r"\bJa\b"), re.compile(r"“[^”]*$")))
    unit = reading("Ja aicināt Latvija", LATVIA)
    for setting, said in (("", 1), ("factual = true\n", 0)):
        assert len(apply_rules([unit], rules_of(setting + CALLS), sure, "Document").assertions) == said


def test_document_as_subject(rules_of: MakeRules, reading: Read, context: Context, short: Short) -> None:
    """A statement may speak of the whole document, with a value of the property's datatype."""
    rules = rules_of("pattern = '{when:Date}'\nthen = [\"{document} dateExpression {when}\"]\n")
    (made,) = apply_rules([reading("2013. gadā")], rules, context, "Document").assertions
    assert short(made) == ("d", "dateExpression", "2013")


def test_named_thing(rules_of: MakeRules, reading: Read, context: Context, short: Short) -> None:
    """A thing that a rule names has class, labels, the unit that expresses it, and its statements."""
    rules = rules_of(
        "pattern = '{who:State} pievienojas {what:Group}'\n"
        'then = ["{event} hasParticipant {who}", "{event} joins {what}"]\n' + EVENT
    )
    applied = apply_rules([reading("Latvija pievienojas grupai", LATVIA, GROUP)], rules, context, "Document")
    assert {short(one) for one in applied.assertions} == {
        ("latvia-joins-group", "type", "Event"),
        ("latvia-joins-group", "isExpressedIn", "d/I.A.1"),
        ("latvia-joins-group", "hasParticipant", "latvia"),
        ("latvia-joins-group", "joins", "group"),
    }
    (node,) = applied.nodes
    assert (node.classes, node.lv, node.en) == (("Event",), "latvia lv: group lv", "latvia en joins group en")


def test_each(rules_of: MakeRules, reading: Read, context: Context, short: Short) -> None:
    """With `each` every thing caught gets a thing of its own instead of one for all."""
    text = "pattern = '{who:State+} pievienojas {what:Group}'\nthen = [\"{event} hasParticipant {who}\"]\n"
    unit = reading("Latvija un Igaunija pievienojas grupai", LATVIA, ESTONIA, GROUP)
    keys = []
    for settings in ("", 'each = "who"\n'):
        applied = apply_rules([unit], rules_of(settings + text + EVENT), context, "Document")
        keys.append(sorted(short(one) for one in applied.assertions if short(one)[1] == "hasParticipant"))
    assert keys == [
        [("latvia-and-estonia-joins-group", "hasParticipant", "estonia"),
         ("latvia-and-estonia-joins-group", "hasParticipant", "latvia")],
        [("estonia-joins-group", "hasParticipant", "estonia"),
         ("latvia-joins-group", "hasParticipant", "latvia")],
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [("aicināt Latvija", 1), ("aicināt Latvija un mieru", 2)])
def test_optional_part(rules_of: MakeRules, reading: Read, context: Context, text: str, said: int) -> None:
    """What an optional part did not catch is not said."""
    rules = rules_of(
        "pattern = 'aicināt {who:State}(?: un {what:Topic})?'\n"
        'then = ["{unit} callsUpon {who}", "{unit} names {what}"]\n'
    )
    names = [LATVIA] + [("mieru", "peace")] * ("mieru" in text)
    assert len(apply_rules([reading(text, *names)], rules, context, "Document").assertions) == said


def test_optional_part_in_a_key(rules_of: MakeRules, reading: Read, context: Context) -> None:
    """A thing cannot be named after what was not caught: the rule is refused with its place."""
    rules = rules_of(
        "pattern = '{who:State}(?: {what:Group})?'\nthen = [\"{event} hasParticipant {who}\"]\n" + EVENT
    )
    with pytest.raises(RuleError, match=r"own\.toml:2: rule own: 'what' caught nothing in 'Latvija'"):
        apply_rules([reading("Latvija", LATVIA)], rules, context, "Document")


def test_where_a_name_stands_in_a_key(rules_of: MakeRules, reading: Read, context: Context) -> None:
    """Two matches about one thing named in one place make one node, about another place another."""
    rules = rules_of(
        "pattern = '(?:šodien )?{who:State}'\nthen = [\"{event} hasParticipant {who}\"]\n"
        + EVENT.replace("{who}-joins-{what}", "{document}/{unit}/{who_place}").replace(
            "{what}", "{who_place}"
        )
    )
    made = apply_rules([reading("šodien Latvija. Igaunija", LATVIA, ESTONIA)], rules, context, "Document")
    assert [node.iri.rpartition("/")[2] for node in made.nodes] == ["7", "16"]


def test_each_of_two_names(rules_of: MakeRules, reading: Read, context: Context) -> None:
    """With two names in `each` every pair of things makes a node of its own."""
    rules = rules_of(
        "each = \"who what\"\npattern = '{who:State+} {what:Group+}'\n"
        'then = ["{event} hasParticipant {who}"]\n' + EVENT
    )
    text = reading("Latvija un Igaunija grupai", LATVIA, ESTONIA, GROUP)
    nodes = apply_rules([text], rules, context, "Document").nodes
    assert [node.iri.rpartition("/")[2] for node in nodes] == ["latvia-joins-group", "estonia-joins-group"]


@pytest.mark.parametrize(
    ("predicate", "language", "datatype"), [("statementText", "lv", ""), ("dateExpression", "", "string")]
)
def test_words_become_literals(
    rules_of: MakeRules, reading: Read, context: Context, predicate: str, language: str, datatype: str
) -> None:
    """Words are Latvian unless the property takes a datatype."""
    rules = rules_of(f'pattern = \'saka {{words:"\\w+"}}\'\nthen = ["{{unit}} {predicate} {{words}}"]\n')
    (made,) = apply_rules([reading("Viņš saka jā")], rules, context, "Document").assertions
    assert not isinstance(made.object, str)
    assert (made.object.value, made.object.language) == ("jā", language)
    assert made.object.datatype.rpartition("#")[2] == datatype


def test_a_rule_speaks_of_acts(rules_of: MakeRules, reading: Read, context: Context) -> None:
    """What a rule says of an act is said of that whose verb stands there; no act there, no statement."""
    rules = rules_of("pattern = '{act:Act+} {what:Topic}'\nthen = [\"{act} actsOn {what}\"]\n")
    unit = reading("Atbalstīt un stiprināt miers. Sargāt miers.", ("miers", "peace"))
    acts = {
        "I.A.1": [
            ActFound("atbalstīt", "k", "main", 0, 9, 0, 9),
            ActFound("stiprināt", "k", "main", 13, 22, 13, 22),
        ]
    }
    made = apply_rules([unit], rules, context, "Document", acts).assertions

    assert [(one.subject.rpartition("/")[2], str(one.object).rpartition("/")[2]) for one in made] == [
        ("act.1", "peace"),
        ("act.2", "peace"),
    ]
    assert apply_rules([unit], rules, context, "Document").assertions == ()


def test_reading_is_told(rules_of: MakeRules, reading: Read, context: Context) -> None:
    """Why words are read so stands with the evidence."""
    (made,) = apply_rules(
        [reading("aicināt Latvija", LATVIA)], rules_of('reading = "So."\n' + CALLS), context, ""
    ).assertions
    assert made.evidence.reason == "So."


REAL = [
    ("press-release-act/p1", "latvia-joins-act-group", "joins", "act-group"),
    ("press-release-act/p1", "latvia-joins-act-group", "dateExpression", "2021-05-19"),
    ("press-release-act/p1", "latvia-joins-act-group", "takesPlaceIn", "new-york"),
    ("press-release-act/p4", "latvia-joins-act-code-of-conduct", "dateExpression", "2015"),
    ("press-release-act/p4", "act-group-founding", "dateExpression", "2013"),
    ("press-release-act/p4", "act-code-of-conduct-creation", "dateExpression", "2015-10-23"),
    ("press-release-act/p3", "un-security-council-election-2025", "dateExpression", "2025"),
    ("press-release-act/p4", "press-release-act/p4/quantity.27", "numericValue", "27"),
    ("press-release-act/published", "press-release-act", "publicationDate", "2021-05-20"),
    ("press-release-act/contact.3", "press-release-act/contact-point", "fax", "(371) 67828 21"),
    ("eu-action-plan-hrd-2020-2024/intro.4", "eu-action-plan-hrd-2020-2024/intro.4/quantity.140",
     "hasComparator", "more-than"),
    ("eu-action-plan-hrd-2020-2024/intro-list.7", "eu-action-plan-hrd-2020-2024/intro-list.7/quantity.13",
     "numericValue", "13"),
    ("eu-action-plan-hrd-2020-2024/intro.2", "eeas", "assists", "high-representative-vice-president"),
    ("eu-action-plan-hrd-2020-2024/IV.B.4", "eu-action-plan-hrd-2020-2024/IV.B.4", "promotesAccessionTo",
     "coe-data-protection-convention"),
    ("eu-action-plan-hrd-2020-2024/I.A.5", "eu-action-plan-hrd-2020-2024/I.A.5", "promotesRatificationOf",
     "istanbul-convention"),
    ("eu-action-plan-hrd-2020-2024/fn.8", "commission-white-paper-on-ai", "dateExpression", "2020-02-19"),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "subject", "predicate", "value"), REAL)
def test_what_the_texts_say(
    statements: frozenset[tuple[str, str, str]], unit: str, subject: str, predicate: str, value: str
) -> None:
    """Dates, numbers and relations that are easily swapped are those of the text."""
    assert unit.split("/")[0] in ("press-release-act", "eu-action-plan-hrd-2020-2024")
    assert {object_ for s, p, object_ in statements if (s, p) == (subject, predicate)} == {value}


@pytest.mark.parametrize(
    ("predicate", "units"),
    [
        pytest.param("promotesRatificationOf", "I.A.5 I.B.3 I.F.3 I.F.9 II.A.6", id="ratification"),
        pytest.param("promotesAccessionTo", "IV.B.4", id="accession"),
    ],
)
def test_ratification_and_accession(
    statements: frozenset[tuple[str, str, str]], predicate: str, units: str
) -> None:
    """Ratification is wanted by five actions and accession by one; no other action is read so."""
    plan = "eu-action-plan-hrd-2020-2024/"
    found = {s.removeprefix(plan) for s, p, _ in statements if p == predicate}
    assert {unit for unit in found if ".means." not in unit} == set(units.split())
