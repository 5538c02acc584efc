"""The matcher with the real lexicon on words that only look like names."""

import pytest

from hrgraph.knowledge import Knowledge

PLAN = "eu-action-plan-hrd-2020-2024"
RELEASE = "press-release-act"


def keys(knowledge: Knowledge, text: str, document: str = PLAN) -> set[str]:
    """What the words name, nested or not."""
    return {mention.key for mention in knowledge.matcher.find(text, document).mentions}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("telpas sašaurināšanos", "united-nations", id="ano in sašaurināšanos"),
        pytest.param("mācīšanos no līdzbiedriem", "united-nations", id="ano in mācīšanos"),
        pytest.param("politisku apņemšanos", "united-nations", id="ano in apņemšanos"),
        pytest.param("sadarbība ar EDSO", "ilo", id="SDO in EDSO"),
        pytest.param("publiskas debates", "gsp-plus-eba-monitoring", id="EBA in debates"),
        pytest.param("novērst diskrimināciju", "international-criminal-court", id="krimin in diskriminācija"),
        pytest.param("atjaunināt pieeju", "youth", id="jauni in atjaunināt"),
        pytest.param("iespēja piedalīties", "capacity-building", id="spēj in iespēja"),
        pytest.param("ilgtspējīga attīstība", "capacity-building", id="spēj in ilgtspējīgs"),
        pytest.param("reaģētspējīgas iestādes", "capacity-building", id="spēj in reaģētspējīgs"),
        pytest.param("starpreģionālas koalīcijas", "regional", id="reģionāl in starpreģionāls"),
        pytest.param("es atbalstu šo ideju", "european-union", id="es, the pronoun"),
        pytest.param("Es atbalstu šo ideju", "european-union", id="Es at the start of a sentence"),
        pytest.param("ESĪP", "european-union", id="ES in ESĪP"),
        pytest.param("VPS+/EBA pārraudzības misijas", "gsp", id="VPS in VPS+"),
        pytest.param("Eiropas Padome", "council-of-the-eu", id="Padome in Eiropas Padome"),
        pytest.param("ANO Cilvēktiesību padome", "council-of-the-eu", id="a council of the UN"),
        pytest.param("valsts cilvēktiesību komisijas", "european-commission", id="national commissions"),
        pytest.param("Venēcijas komisija", "european-commission", id="Venice Commission"),
        pytest.param("Venēcijas principi", "venice-commission", id="Venice Principles"),
        pytest.param("Trešā komiteja", "third-countries", id="third, of a committee"),
        pytest.param("Eiropas Parlaments", "parliaments", id="European Parliament"),
        pytest.param("Eiropas demokrātijas rīcības plāns", PLAN, id="another action plan"),
        pytest.param("rīcības plāns dezinformācijas apkarošanai", PLAN, id="plan against disinformation"),
        pytest.param("valstu rīcības plāni", PLAN, id="national action plans"),
        pytest.param("partiju rīcības kodeksi", "act-code-of-conduct", id="codes of parties"),
        pytest.param("prakses kodekss dezinformācijas jomā", "act-code-of-conduct", id="code of practice"),
        pytest.param("darba vide", "environment", id="working environment"),
        pytest.param("labvēlīga vide", "environment", id="enabling environment"),
        pytest.param("starptautiskā vide", "environment", id="international milieu"),
        pytest.param("tiešsaistes vide", "environment", id="online environment"),
        pytest.param("digitālā vide", "environment", id="digital environment"),
        pytest.param("pārejas tiesiskums", "rule-of-law", id="transitional justice"),
        pytest.param("faktu pārbaude", "due-diligence", id="fact-checking"),
        pytest.param("vēlēšanu kampaņas", "campaigns", id="election campaigns"),
        pytest.param("pilsoniskā sabiedrība", "general-public", id="civil society"),
        pytest.param("starptautiskā sabiedrība", "general-public", id="international community"),
        pytest.param("sociālie plašsaziņas līdzekļi", "media", id="social media"),
        pytest.param("nozaru politikas dialogi", "policy-dialogues", id="sectoral policy dialogues"),
        pytest.param("visā valstī", "all-states", id="in the whole country"),
        pytest.param("komunikācijas pasākumi", "mfa-communication-group", id="communication activities"),
        pytest.param("reģionālās grupas", "regional", id="regional groups"),
        pytest.param("bērni, kas vecāki par 14 gadiem", "parents", id="older than"),
        pytest.param("cilvēktiesību un demokrātijas jomā", "human-rights", id="a wide word"),
        pytest.param("cīņa pret dezinformāciju", "fight-against-disinformation", id="a wide term"),
    ],
)  # fmt: skip
def test_look_alikes_name_nothing(knowledge: Knowledge, text: str, key: str) -> None:
    """Words that hold or resemble a name do not name that thing."""
    assert key in knowledge.context.entries or key == PLAN
    assert key not in keys(knowledge, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("ANO un citi", "united-nations", id="ANO"),
        pytest.param("SDO un EDSO", "ilo", id="SDO beside EDSO"),
        pytest.param("SDO un EDSO", "osce", id="EDSO beside SDO"),
        pytest.param("ES–ANO sadarbība", "european-union", id="ES before a dash"),
        pytest.param("VPS kontekstā", "gsp", id="VPS without a plus sign"),
        pytest.param("jauniešu līdzdalība", "youth", id="youth, inflected"),
        pytest.param("reģionālā līmenī", "regional", id="regional level"),
        pytest.param("vides degradācija un vide", "environment", id="environment"),
        pytest.param("tiesiskumu partnervalstīs", "rule-of-law", id="rule of law"),
        pytest.param("uzticamības pārbaudi", "due-diligence", id="due diligence, one rendering"),
        pytest.param("pienācīgu rūpību", "due-diligence", id="due diligence, another rendering"),
        pytest.param("Stambulas konvencija", "istanbul-convention", id="short title"),
        pytest.param("Romas Statūtu universālums", "rome-statute", id="plural genitive"),
        pytest.param("ES īpašo pārstāvi cilvēktiesību jautājumos", "eusr-human-rights", id="accusative"),
        pytest.param("ESĪP", "eusr-human-rights", id="ESĪP"),
        pytest.param("AP/PV", "high-representative-vice-president", id="abbreviation with a slash"),
        pytest.param("naidīgiem izteikumiem", "hate-speech", id="hate speech, one rendering"),
        pytest.param("naida runu", "hate-speech", id="hate speech, another rendering"),
    ],
)  # fmt: skip
def test_names_beside_look_alikes(knowledge: Knowledge, text: str, key: str) -> None:
    """The names themselves are found, in whatever case they stand."""
    assert key in keys(knowledge, text)


@pytest.mark.parametrize(
    ("text", "key", "document"),
    [
        pytest.param("Padomē", "council-of-the-eu", PLAN, id="Council of the EU in the plan"),
        pytest.param("Komisijas", "european-commission", PLAN, id="Commission in the plan"),
        pytest.param("dalībvalstīm", "eu-member-states", PLAN, id="member states in the plan"),
        pytest.param("Līgumos", "eu-treaties", PLAN, id="the Treaties in the plan"),
        pytest.param("rīcības plāna", PLAN, PLAN, id="the plan in itself"),
        pytest.param("kodeksā", "act-code-of-conduct", RELEASE, id="the code in the release"),
    ],
)
def test_short_names_hold_in_their_document_only(
    knowledge: Knowledge, text: str, key: str, document: str
) -> None:
    """A short name means its thing in the document that uses it so, and nothing in any other."""
    assert key in keys(knowledge, text, document)
    assert key not in keys(knowledge, text, "some-other-document")
    assert key not in keys(knowledge, text, {PLAN: RELEASE, RELEASE: PLAN}[document])


def test_letters_of_another_case(knowledge: Knowledge) -> None:
    """A short name with a capital does not match the common noun: līgumos are contracts, not the Treaties."""
    assert "eu-treaties" not in keys(knowledge, "darba līgumos")
    assert "council-of-the-eu" not in keys(knowledge, "skolas padomē")
    assert "european-commission" not in keys(knowledge, "medicīnas komisija")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tiesnešu, prokuroru un sociālo darbinieku mācības", {"judges", "prosecutors", "social-workers"}),
        ("policijas vardarbība pret skolēniem un viņu vecākiem", {"police-violence", "pupils", "parents"}),
        ("bāriņtiesās, krīzes centros un patversmēs", {"orphans-courts", "crisis-centres", "shelters"}),
        ("cilvēktiesību un mediju neatkarības vārdā", {"human-rights", "independence-of-the-media"}),
        (
            "ar HIV, ar digitālo plaisu un bezpajumtniecību",
            {"hiv-and-aids", "digital-divide", "homelessness"},
        ),
        ("Taizemes valdība un Taizemes varas iestādes", {"government-thailand", "authorities-thailand"}),
    ],
)
def test_groups_and_topics_of_other_texts(knowledge: Knowledge, text: str, expected: set[str]) -> None:
    """In a text that is none of the first two the wide words of the packs name their groups and topics."""
    found = knowledge.matcher.find(text, "some-other-document").mentions
    assert {mention.key for mention in found if mention.inside is None} == expected
