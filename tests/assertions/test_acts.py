"""The acts of an action: leading verbs, their kinds, their positions."""

import pytest

from hrgraph.assertions.acts import Verbs, find_acts, verbs_of
from hrgraph.errors import LexiconError
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.lexicon import Entry, Lexicon
from hrgraph.pipeline import DocumentReading


def shown(text: str, verbs: Verbs) -> list[str]:
    """Each act as 'auxiliary+verb kind position', the main position left out."""
    return [
        " ".join(
            filter(
                None, ["+".join(filter(None, [a.auxiliary, a.verb])), a.kind, a.position.replace("main", "")]
            )
        )
        for a in find_acts(text, verbs)
    ]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        pytest.param("Atbalstīt žurnālistus.", ["atbalstīt support"], id="first word"),
        pytest.param("Efektīvi integrēt tiesības.", ["integrēt integrate"], id="adverb first"),
        pytest.param("Neatkarīgā veidā attīstīt partijas.", ["attīstīt develop"], id="manner first"),
        pytest.param("Vēl vairāk stiprināt saskaņotību.", ["stiprināt strengthen"], id="degree first"),
        pytest.param("Starptautiskā un valstu līmenī pārraudzīt tehnoloģijas.", ["pārraudzīt monitor-assess"],
                     id="level first"),
        pytest.param("Izmantojot kampaņas, informēt par iniciatīvām.", ["informēt promote"],
                     id="participle first"),
        pytest.param("Atbalstīt un stiprināt partnerības.", ["atbalstīt support", "stiprināt strengthen"],
                     id="two verbs"),
        pytest.param("Atbalstīt mieru un, ja vajag, drošību.", ["atbalstīt support"], id="two objects"),
        pytest.param("Atbalstīt mieru. Stiprināt tiesas.", ["atbalstīt support", "stiprināt strengthen"],
                     id="two sentences"),
        pytest.param("Atbalstīt bērnus, t. sk. meitenes. Atbalstīt zēnus.", ["atbalstīt support"],
                     id="verb that comes back"),
        pytest.param("Censties izskaust spīdzināšanu.", ["censties+izskaust combat-prevent"], id="attempt"),
        pytest.param("Turpināt stiprināt saikni.", ["turpināt+stiprināt strengthen"], id="phase"),
        pytest.param("Palielināt spējas īstenot pieeju.", ["palielināt strengthen"],
                     id="infinitive of a noun"),
        pytest.param("Aicināt valstis novērst un nosodīt vardarbību un veikt pasākumus.",
                     ["aicināt call-upon"],
                     id="what others are asked to do"),
        pytest.param("Dot iespēju sievietēm aizstāvēt tiesības un ziņot.", ["dot support"],
                     id="what others may do"),
        pytest.param("Veicināt dalību, tai skaitā sniegt atbalstu.",
                     ["veicināt promote", "sniegt support secondary"],
                     id="including an infinitive"),
        pytest.param("Veicināt dalību, tai skaitā atbalstot sievietes.", ["veicināt promote"],
                     id="including a participle"),
        pytest.param("Pastiprināt rīcību, lai novērstu un apkarotu naidu.",
                     ["pastiprināt strengthen", "novērst combat-prevent purpose",
                      "apkarot combat-prevent purpose"],
                     id="aims"),
        pytest.param("Pastiprināt rīcību, lai novērstu naidu, un atbalstīt sievietes.",
                     ["pastiprināt strengthen", "novērst combat-prevent purpose", "atbalstīt support"],
                     id="aim in the middle"),
        pytest.param("Izstrādāt režīmu, lai vērstos pret pārkāpumiem.",
                     ["izstrādāt develop", "vērsties combat-prevent purpose"], id="reflexive aim"),
        pytest.param("Strādāt pie tā, lai tiktu īstenota platforma.",
                     ["strādāt advocate", "īstenot implement purpose"],
                     id="passive aim"),
        pytest.param("Sniegt palīdzību partijām.", ["sniegt support"], id="light verb with help"),
        pytest.param("Sniegt ziņas partijām.", ["sniegt ensure"], id="light verb without help"),
        pytest.param("Veikt novērtējumu.", ["veikt monitor-assess"], id="light verb with assessment"),
        pytest.param("Veikt turpmākus pasākumus.", ["veikt implement"], id="light verb with follow-up"),
        pytest.param("Vērsties pie partneriem.", ["vērsties cooperate"], id="reaching out"),
        pytest.param("Izglītības jomā vajadzētu īpaši pievērsties sievietēm.", ["vajadzēt+pievērsties other"],
                     id="conditional"),
        pytest.param("Lai novērstu plaisas, tiesību aktos būtu jāatspoguļo normas.",
                     ["novērst combat-prevent purpose", "atspoguļot other"], id="necessity after an aim"),
        pytest.param("Fantazēt par nākotni.", ["fantazēt other"], id="verb that is not in the lexicon"),
        pytest.param("Turpināt iesākto darbu.", ["turpināt other"], id="auxiliary alone"),
        pytest.param("Rīcības plāna novērtējums.", [], id="no verb"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_acts_of_a_sentence(knowledge: Knowledge, text: str, acts: list[str]) -> None:
    """Leading infinitives are acts, governed ones are not, aims and inclusions are told apart."""
    assert shown(text, knowledge.verbs) == acts


@pytest.mark.parametrize(
    ("unit", "acts"),
    [
        ("I.A.1", "strādāt|atcelt purpose|uzstāt|panākt purpose"),
        ("I.A.2", "censties+izskaust"),
        ("I.A.4", "pastiprināt|cīnīties purpose|turpināt+aicināt"),
        ("I.A.8", "veicināt|novērst purpose|apkarot purpose|reaģēt purpose|palīdzēt|atbalstīt"),
        ("I.B.3", "aicināt|palīdzēt|nodrošināt"),
        ("I.C.1", "veicināt|sniegt secondary"),
        ("I.C.7", "vērsties|izvērtēt|rast"),
        ("I.F.2", "integrēt"),
        ("I.F.10", "uzlabot|dot"),
        ("II.A.6", "sniegt|atbalstīt"),
        ("II.B.3", "attīstīt|atbalstīt"),
        ("II.B.5", "sekmēt|vajadzēt+pievērsties"),
        ("II.D.3", "turpināt+stiprināt"),
        ("II.D.4", "īstenot"),
        ("II.D.5", "turpināt+integrēt"),
        ("II.D.7", "stiprināt"),
        ("II.D.9", "turpināt+nodrošināt"),
        ("III.A.1", "izveidot|vērsties|piešķirt|stiprināt"),
        ("III.A.2", "sadarboties"),
        ("III.C.1", "nodrošināt|turpināt+koncentrēties"),
        ("III.C.3", "stiprināt|izmantot|turpināt+veicināt"),
        ("III.C.4", "izmantot|veicināt purpose"),
        ("III.C.5", "iekļaut"),
        ("III.F.2", "turpināt+iestāties|turpināt+atbalstīt"),
        ("IV.A.2", "pārraudzīt"),
        ("IV.B.3", "nodrošināt|iesaistīt|novērst purpose|atspoguļot"),
        ("V.A.6", "sadarboties|organizēt"),
        ("V.B.2", "informēt"),
    ],
)
def test_acts_of_the_plan(plan: DocumentReading, knowledge: Knowledge, unit: str, acts: str) -> None:
    """Where grammar misleads, the acts are those of a reader."""
    text = plan.outline.unit(unit).words.text
    found = [
        "+".join(filter(None, [a.auxiliary, a.verb])) + ("" if a.position == "main" else f" {a.position}")
        for a in find_acts(text, knowledge.verbs)
    ]
    assert "|".join(found) == acts


def test_every_action_has_a_main_act_at_its_words(plan: DocumentReading, knowledge: Knowledge) -> None:
    """Each of the 119 actions has a leading verb, and every act stands at a word of its own stem."""
    actions = [unit for unit in plan.outline.units if unit.kind == "Action"]
    for unit in actions:
        acts = find_acts(unit.words.text, knowledge.verbs)
        assert "main" in {act.position for act in acts}, unit.id
        for act in acts:
            word = unit.words.text[act.start : act.end].lower()
            assert act.verb[:4] in (word[:4], knowledge.verbs.finite.get(word, "")[:4]), (unit.id, word)
    assert len(actions) == 119


def entry(key: str, *verbs: str) -> Entry:
    """A kind of act with its verbs."""
    return Entry(key, ("ActType",), key, key, (), verbs=verbs)


def test_verbs_of_a_lexicon() -> None:
    """Verbs and their settings come from the lexicon."""
    settings = {
        "verbs": {"auxiliaries": ["sākt"], "by_object": {"veikt": {"help": ["palīdz"]}}, "calling": ["lūgt"]}
    }
    verbs = verbs_of(
        Lexicon({"help": entry("help", "palīdzēt"), "call": entry("call", "lūgt")}, (), settings)
    )
    assert shown("Sākt veikt palīdzību. Lūgt valstis palīdzēt.", verbs) == ["sākt+veikt help", "lūgt call"]


def test_verb_of_two_kinds_is_refused() -> None:
    """An infinitive stands in one list only; the message names both."""
    with pytest.raises(LexiconError, match="'palīdzēt' is both help and assist"):
        verbs_of(Lexicon({"help": entry("help", "palīdzēt"), "assist": entry("assist", "palīdzēt")}))
