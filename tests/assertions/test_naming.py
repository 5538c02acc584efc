"""What each unit names: from mentions to statements, and look-alike names in the real texts."""

from collections.abc import Callable

import pytest

from hrgraph.assertions.model import Assertion, Reading
from hrgraph.assertions.naming import evidence_of, name_things
from hrgraph.pipeline import DocumentReading

Read = Callable[..., Reading]
Short = Callable[[Assertion], tuple[str, str, str]]
PLAN = "eu-action-plan-hrd-2020-2024"
RELEASE = "press-release-act"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param([("mieru", "peace")], {("names", "peace")}, id="named"),
        pytest.param([("visu mieru", "talks"), ("mieru", "peace", "talks")],
                     {("names", "talks"), ("namesWithinTerm", "peace")}, id="within a term"),
        pytest.param([("visu mieru", "talks"), ("mieru", "peace", "talks"), ("miers", "peace")],
                     {("names", "talks"), ("names", "peace")}, id="within a term and outright"),
        pytest.param([("vietējo", "local")], {("atLevel", "local")}, id="level"),
        pytest.param([("vietējo līdzdalību", "talks"), ("vietējo", "local", "talks")],
                     {("names", "talks"), ("atLevel", "local")}, id="level within a term"),
    ],
)  # fmt: skip
def test_statements_of_mentions(
    reading: Read,
    short: Short,
    names: list[tuple[str, ...]],
    said: set[tuple[str, str]],
) -> None:
    """A unit names what stands in its own right, and within a term what stands only there; it has levels."""
    unit = reading("Par visu mieru un vietējo līdzdalību; miers", *names)
    assert {short(made)[1:] for made in name_things([unit], {"local"})} == said


def test_every_mention_is_evidence(reading: Read, short: Short) -> None:
    """A thing named twice gives one statement twice, each with its own words and its own mention."""
    unit = reading("mieru vai miers", ("mieru", "peace"), ("miers", "peace"))
    made = name_things([unit], {"local"})
    assert {short(one) for one in made} == {("d/I.A.1", "names", "peace")}
    assert [(one.evidence.start, one.evidence.end) for one in made] == [(0, 5), (10, 15)]
    assert [one.evidence.mention for one in made] == list(unit.mentions)
    assert {one.evidence.maker for one in made} == {"lexicon"}
    assert [evidence_of(unit)[number] for number in (0, 1)] == [one.evidence for one in made]


@pytest.mark.parametrize(
    ("document", "key", "units", "within"),
    [
        pytest.param(PLAN, "council-of-the-eu", "intro.2 V.A.3", "", id="Padome"),
        pytest.param(PLAN, "council-of-europe", "III.B.1", "I.A.5 IV.B.4", id="Eiropas Padome"),
        pytest.param(PLAN, "un-human-rights-council", "I.means.6 II.means.7 III.means.5 III.A.2 III.A.4", "",
                     id="ANO Cilvēktiesību padome"),
        pytest.param(PLAN, "un-security-council", "", "", id="Drošības padome only in the release"),
        pytest.param(RELEASE, "un-security-council", "p2 p3 p4", "", id="Drošības padome"),
        pytest.param(PLAN, "european-commission", "intro.2 II.A.5 fn.8", "III.E.2", id="Komisija"),
        pytest.param(PLAN, "commission-services", "III.E.2", "", id="Komisijas dienesti"),
        pytest.param(PLAN, "venice-commission", "III.B.1", "", id="Venēcijas komisija"),
        pytest.param(PLAN, "venice-principles", "III.D.2", "", id="Venēcijas principi"),
        pytest.param(PLAN, "national-human-rights-commissions", "III.D.2", "", id="valsts komisijas"),
        pytest.param(PLAN, "un-third-committee", "I.means.6 II.means.7 III.means.5 III.A.4", "",
                     id="Trešā komiteja"),
        pytest.param(PLAN, "ohchr", "III.A.3", "", id="komisāra birojs"),
        pytest.param(PLAN, "african-union", "II.A.3 III.B.2", "", id="the only Savienība"),
        pytest.param(PLAN, "asem", "III.B.2", "", id="Āzijas un Eiropas sanāksme"),
        pytest.param(PLAN, "international-criminal-court", "I.E.2 III.F.3", "", id="Krimināltiesa"),
        pytest.param(RELEASE, "international-criminal-court", "", "", id="no Krimināltiesa in the release"),
        pytest.param(PLAN, "new-hrc-member-states", "III.A.2", "",
                     id="member states of the Human Rights Council"),
        pytest.param(RELEASE, "eu-member-states", "", "", id="no EU member states in the release"),
        pytest.param(RELEASE, "un-member-states", "p2 p3", "title p1", id="ANO dalībvalstis"),
        pytest.param(RELEASE, "unsc-permanent-members", "p4", "", id="pastāvīgās Drošības padomes valstis"),
        pytest.param(PLAN, "all-states", "I.A.4", "", id="visas valstis"),
        pytest.param(PLAN, "like-minded-countries", "III.A.1", "", id="līdzīgi domājošas valstis"),
        pytest.param(PLAN, "gsp-beneficiary-countries", "III.C.2", "", id="VPS saņēmējvalstis"),
        pytest.param(PLAN, "action-plan-against-disinformation", "II.A.5", "",
                     id="plan against disinformation"),
        pytest.param(PLAN, "european-democracy-action-plan", "II.A.5", "", id="upcoming plan"),
        pytest.param(PLAN, "national-action-plans-business-human-rights", "III.E.2", "", id="national plans"),
        pytest.param(PLAN, "code-of-practice-on-disinformation", "II.A.5", "", id="prakses kodekss"),
        pytest.param(PLAN, "party-codes-of-conduct", "II.B.3", "", id="partiju rīcības kodeksi"),
        pytest.param(PLAN, "act-code-of-conduct", "", "", id="no ACT code in the plan"),
        pytest.param(RELEASE, "act-code-of-conduct", "p4", "", id="rīcības kodekss"),
        pytest.param(PLAN, "ep-resolutions-and-debates", "V.A.5", "", id="resolutions of the Parliament"),
        pytest.param(PLAN, "anti-corruption-guidelines", "II.A.6", "", id="anti-corruption guidelines"),
        pytest.param(PLAN, "due-diligence-guidelines", "III.E.2", "", id="due diligence guidelines"),
        pytest.param(PLAN, "fact-checking", "II.C.3", "", id="faktu pārbaude"),
        pytest.param(PLAN, "eu-military-training-missions", "II.D.9", "", id="military training missions"),
        pytest.param(PLAN, "rome-statute", "III.F.3", "", id="Romas Statūti"),
        pytest.param(PLAN, "gdpr", "IV.B.4", "", id="regulation named as an example"),
        pytest.param(PLAN, "eu-treaties", "V.intro", "", id="Līgumos"),
        pytest.param(PLAN, "influencers", "V.B.1", "", id="ietekmes veidotāji"),
        pytest.param(PLAN, "latvia", "", "", id="Latvia is not in the plan"),
        pytest.param(RELEASE, "european-union", "", "", id="the EU is not in the release"),
        pytest.param(PLAN, "genocide", "", "", id="genocide in a link is no word"),
    ],
)  # fmt: skip
def test_where_a_look_alike_is_named(
    statements: frozenset[tuple[str, str, str]], document: str, key: str, units: str, within: str
) -> None:
    """A thing whose name resembles others is named in these units and in no other one."""
    found = {
        predicate: sorted(
            subject.removeprefix(f"{document}/")
            for subject, said, object_ in statements
            if (said, object_) == (predicate, key) and subject.startswith(f"{document}/")
        )
        for predicate in ("names", "namesWithinTerm")
    }
    assert found == {"names": sorted(units.split()), "namesWithinTerm": sorted(within.split())}


@pytest.mark.parametrize(
    ("unit", "named", "not_named"),
    [
        pytest.param("III.B.2", "african-union organization-of-american-states asean asem "
                     "league-of-arab-states "
                     "organisation-of-islamic-cooperation", "european-union council-of-europe",
                     id="six bodies, not seven"),
        pytest.param("III.B.1", "council-of-europe venice-commission osce",
                     "council-of-the-eu european-commission ilo",
                     id="three European bodies"),
        pytest.param("I.A.9", "migrants refugees internally-displaced-persons stateless-persons", "",
                     id="four groups in a chain"),
        pytest.param("III.C.1", "political-dialogue human-rights-dialogues sectoral-policy-dialogues",
                     "policy-dialogues",
                     id="three dialogues sharing a noun"),
        pytest.param("intro-list.1", "political-dialogue human-rights-dialogues sectoral-policy-dialogues",
                     "",
                     id="three dialogues in the list"),
        pytest.param("II.D.3", "policy-dialogues climate-change",
                     "sectoral-policy-dialogues political-dialogue",
                     id="policy dialogues"),
        pytest.param("I.F.4", "environment climate-issues rule-of-law", "climate-change",
                     id="climate issues"),
        pytest.param("I.B.3", "partner-countries crpd barriers-to-inclusion", "environment rule-of-law",
                     id="barriers of surroundings; access to justice"),
        pytest.param("I.C.1", "civil-society", "environment", id="enabling environment"),
        pytest.param("I.E.3", "transitional-justice united-nations impunity", "rule-of-law",
                     id="transitional justice"),
        pytest.param("II.B.1", "women youth", "everyone", id="women and youth"),
        pytest.param("IV.B.7", "freedom-of-expression media-freedom", "environment", id="online environment"),
        pytest.param("III.A.5", "civil-society-organisations", "civil-society european-union",
                     id="organisations of civil society"),
    ],
)  # fmt: skip
def test_what_a_unit_names(
    statements: frozenset[tuple[str, str, str]], unit: str, named: str, not_named: str
) -> None:
    """A unit with misleading words names these things and not those."""
    found = {
        object_
        for subject, predicate, object_ in statements
        if (subject, predicate) == (f"{PLAN}/{unit}", "names")
    }
    assert set(named.split()) - found == set()
    assert set(not_named.split()) & found == set()


def test_no_words_are_ambiguous(readings: dict[str, DocumentReading]) -> None:
    """In the real texts no words could name two things at once."""
    assert {name: reading.ambiguities for name, reading in readings.items()} == {PLAN: (), RELEASE: ()}
