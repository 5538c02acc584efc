"""The packs of names (states, cities, institutions, treaties) on sentences as ministries write them."""

from pathlib import Path

import pytest

from hrgraph.errors import LexiconError
from hrgraph.mentions.cldr import with_cldr
from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import read_lexicon
from hrgraph.mentions.match import Matcher
from hrgraph.mentions.variants import with_variants

LEXICON = Path(__file__).resolve().parents[2] / "data" / "lexicon"
PACKS = (
    "cities", "cities-east", "cities-europe", "cities-more", "council-of-europe-organs", "countries", "days",
    "eu-agencies", "eu-bodies", "eu-laws", "eu-organs", "eu-policies", "eu-programmes", "eu-strategies",
    "european-bodies", "formats", "frames-more", "groups-bodies", "groups-more", "groups-peoples",
    "groups-society", "languages", "latvian-councils", "latvian-institutions", "latvian-laws",
    "latvian-municipalities", "latvian-organisations", "latvian-parties", "latvian-policies",
    "latvian-services", "latvian-towns", "other-states", "posts", "regional-organisations", "regions",
    "regions-of-states", "security-organisations", "topics-conflict", "topics-general", "topics-policy",
    "topics-society", "treaties", "treaties-council-of-europe", "treaties-more", "treaties-rights",
    "un-bodies", "un-committees", "un-organs", "un-rights", "world-courts-and-funds",
    "world-organisations",
)  # fmt: skip
NAMED = {
    "Actor", "Instrument", "InternationalOrganisation", "LegalAct", "Organ", "Organisation",
    "Place", "PolicyDocument", "Post", "PublicBody", "State", "StateGroup", "Treaty", "TreatyGroup",
    "VoluntaryStandard",
}  # fmt: skip


@pytest.fixture(scope="module")
def matcher(inflector: Inflector) -> Matcher:
    """The matcher of the real lexicon with CLDR."""
    return Matcher(with_variants(with_cldr(read_lexicon(LEXICON))), inflector)


ROWS = [
    # posts of one kind, of Latvia and of other states, of bodies of all kinds
    ("Latvijas ārlietu ministrs un Latvijas Republikas tieslietu ministre",
     "minister-for-foreign-affairs minister-for-justice"),
    ("Dānijas aizsardzības ministru un Polijas iekšlietu ministri",
     "minister-of-defence-denmark minister-of-the-interior-poland"),
    ("Kultūras ministrijas valsts sekretāre", "state-secretary-ministry-of-culture-latvia"),
    ("LR Ārlietu ministrijas parlamentārajam sekretāram", "parliamentary-secretary-mfa-latvia"),
    ("Satversmes tiesas priekšsēdētājas vietniece", "deputy-chair-constitutional-court"),
    ("ECRI priekšsēdētāja un ANO Komitejas pret spīdzināšanu priekšsēdētājs",
     "chair-ecri chair-committee-against-torture"),
    ("Valsts bērnu tiesību aizsardzības inspekcijas vadītāja", "director-childrens-protection-centre"),
    ("Latvijas vēstniece Apvienotajā Karalistē un Latvijas vēstnieks Nīderlandē",
     "ambassador-of-latvia-united-kingdom ambassador-of-latvia-netherlands"),
    ("ES delegācijas Moldovā vadītājs", "head-of-the-delegation-of-the-eu-moldova"),
    ("ASV valsts sekretārs, bet ministrijas valsts sekretārs", "us-secretary-of-state state-secretary"),
    # the ministers of many states are not the one of Latvia
    ("Tikās Baltijas valstu ārlietu ministri un ES aizsardzības ministri.", ""),
    ("Konsultācijas starp abu valstu Ārlietu ministrijām", ""),
    ("Tieslietu ministriem", ""),
    ("Ar ārlietu ministri Baibu Braži", "minister-for-foreign-affairs"),
    ("Islandes Ārlietu ministrijas valsts sekretārs", "state-secretary-of-foreign-affairs-iceland"),
    ("Lietuvas Konstitucionālās tiesas priekšsēdētāju", "president-of-the-constitutional-court-lithuania"),
    ("Lietuvas Seima Ārlietu komisijas priekšsēdētājs", "lithuania"),
    ("Gruzijas parlamenta Ārlietu komisijas priekšsēdētāja", "georgia"),
    ("Luksemburgā ārlietu ministre, Latvijā tieslietu ministrs",
     "luxembourg minister-for-foreign-affairs latvia minister-for-justice"),
    ("valstu sekretāri un valsts sekretāri", ""),
    ("Eiropas diena pret cilvēku tirdzniecību, kara laikā Otrajā pasaules karā", ""),
    ("Eiropas Komisijas vadītāja", "president-of-the-european-commission"),
    ("skolēnu agresija un fiziska agresija", ""),
    # years of a treaty and of a plan
    ("1966. gada Starptautiskā pakta par pilsoniskajām un politiskajām tiesībām", "iccpr"),
    ("Cilvēku tirdzniecības novēršanas plānu 2024.–2027. gadam", "trafficking-prevention-plan-latvia"),
    # what the EU does and the formations of its Council
    ("Sanāksme notika Vides ministru padomē un ECOFIN.", "environment-council ecofin-council"),
    ("Kopējās lauksaimniecības politikas reforma", "common-agricultural-policy"),
    ("Īstenojot stratēģiju “Eiropa 2020” un Eiropas semestri", "europe-2020-strategy european-semester"),
    ("ANO Cilvēktiesību komisija un padome", "un-commission-on-human-rights"),
    ("Cilvēktiesību padome tajā dienā", "un-human-rights-council"),
    ("LR Ārlietu ministrija, LR Ekonomikas ministrija", "mfa-latvia ministry-of-economics-latvia"),
    # states and their other names
    ("Latvijas Republika un Igaunijas Republika noslēdza līgumu.", "latvia estonia"),
    ("ASV un Lielbritānijas sankcijas pret Krievijas Federāciju.", "united-states united-kingdom russia"),
    ("Amerikas Savienotajām Valstīm un Apvienotajai Karalistei", "united-states united-kingdom"),
    ("Korejas Republikā un Korejas Tautas Demokrātiskajā Republikā", "south-korea north-korea"),
    ("Ķīnas Tautas Republikas (ĶTR) pārstāvji", "china"),
    ("Igaunijas, Lietuvas un Polijas valdības", "estonia lithuania government-poland"),
    ("Vēstniecība Nīderlandē, Beļģijā un Luksemburgā", "netherlands belgium luxembourg"),
    ("Situācija Mjanmā jeb Birmā", "myanmar"),
    ("Palīdzība Apvienotajiem Arābu Emirātiem un Saūda Arābijai", "united-arab-emirates saudi-arabia"),
    ("Bosnijai un Hercegovinai piešķir kandidātvalsts statusu", "bosnia-and-herzegovina"),
    ("Ziemeļmaķedoniju, Melnkalni un Kosovu", "north-macedonia montenegro kosovo"),
    ("Papua-Jaungvinejas un Jaunzēlandes premjerministri", "papua-new-guinea head-of-government-new-zealand"),
    ("Burundi, Ruandā un Ugandā", "burundi rwanda uganda"),
    ("Peru, Togo un Vanuatu balsoja par", "peru togo vanuatu"),
    # look-alikes among states
    ("Nigēra nav Nigērija.", "niger nigeria"),
    ("Nigērā un Nigērijā", "niger nigeria"),
    ("Gan Latvija, gan Ganas valdība", "latvia government-ghana"),
    ("Gana ir arī vārds teikuma sākumā.", ""),
    ("gana daudz un gani ganos", ""),
    ("Čadas robeža, bet čadā degvielas smaka.", "chad"),
    ("Mali armija un papīra mali", "armed-forces-mali"),
    ("Kubas delegācija un kuba tilpums", "cuba"),
    ("Gruzijā, nevis Džordžijā", "georgia"),
    ("Kongo ir upe.", ""),
    ("Kongo Republikas un Kongo Demokrātiskās Republikas robeža", "congo-brazzaville congo-kinshasa"),
    ("Sudānā un Dienvidsudānā", "sudan south-sudan"),
    ("Dominika Kalniņa un Dominikānas vēstnieks", "ambassador-dominican-republic"),
    ("irānas un kuba ar mazo burtu nav nosaukumi", ""),
    ("Padomju Savienības okupācija un padomju vara", "ussr"),
    ("pulka karogs, malta kafija un roma", ""),
    # cities
    ("Sarunas Ženēvā, Hāgā un Strasbūrā", "geneva the-hague strasbourg"),
    ("No Kijivas uz Harkivu, Odesu un Ļvivu", "kyiv kharkiv odesa lviv"),
    ("Kijevas ielas", "kyiv"),
    ("Viļņā, Tallinā un Helsinkos", "vilnius tallinn helsinki"),
    ("Viļņiem un viļņu enerģijai", ""),
    ("Romā notiek sarunas; Romu kopiena svin svētkus.", "rome"),
    ("Oslo, Tokijā un Briselē", "oslo tokyo brussels"),
    ("Daugavpilī, Liepājā, Ventspilī un Cēsīs", "daugavpils liepaja ventspils cesis"),
    ("Vašingtonā un Ņujorkā", "washington new-york"),
    ("Parīzes nolīgums un sarunas Parīzē", "paris-agreement paris"),
    ("Gazas joslā un Rietumkrastā", "gaza-strip west-bank"),
    ("Noma maksā dārgi.", ""),
    # Latvian institutions and posts
    ("Saeimas Ārlietu komisijas priekšsēdētājs", "chair-saeima-foreign-affairs-committee"),
    ("Igaunijas parlamenta Ārlietu komisijas priekšsēdētājs", "estonia"),
    ("Saeimas Cilvēktiesību un sabiedrisko lietu komisijā", "saeima-human-rights-committee"),
    (
        "Saeimas priekšsēdētājas biedre un Saeimas priekšsēdētāja",
        "deputy-speaker-of-the-saeima speaker-of-the-saeima",
    ),
    ("Valsts prezidentam un Ministru prezidentei", "president-of-latvia prime-minister"),
    ("Valsts prezidenta kancelejā", "chancery-of-the-president"),
    ("Latvijas Valsts prezidenta kancelejā", "chancery-of-the-president"),
    ("Saeimas cilvēktiesību un sabiedrisko lietu komisijas deputāti", "saeima-human-rights-committee"),
    ("Latvijas Saeimas priekšsēdētājs", "latvia speaker-of-the-saeima"),
    ("Centrālās Āzijas un Turkmenistānas Republikas prezidents", "central-asia head-of-state-turkmenistan"),
    (
        "Ministru kabineta sēdē ziņo Tieslietu ministrija",
        "cabinet-of-ministers-latvia ministry-of-justice-latvia",
    ),
    ("Latvijas Republikas Labklājības ministrijai", "ministry-of-welfare-latvia"),
    ("ārlietu ministrs un tieslietu ministre", "minister-for-foreign-affairs minister-for-justice"),
    ("Latvijas Republikas tiesībsargs", "ombudsman-of-latvia"),
    ("Tiesībsarga birojā un Satversmes tiesā", "ombudsmans-office constitutional-court"),
    ("tiesībsargājošās iestādes", ""),
    ("KNAB un Korupcijas novēršanas un apkarošanas birojs", "corruption-prevention-bureau"),
    ("Satversme un Satversmes aizsardzības birojs", "satversme constitution-protection-bureau"),
    ("valsts kontrole pār zemi", ""),
    # European Union
    ("Eiropadomes un Eiropas Savienības Padomes sanāksmes", "european-council council-of-the-eu"),
    ("ES Ārlietu padomē", "foreign-affairs-council"),
    ("Eiropas Savienības Tiesas spriedums", "court-of-justice-of-the-eu"),
    ("Eiropas Komisijas priekšsēdētājai", "president-of-the-european-commission"),
    (
        "Eiropols, Frontex un Eiropas Savienības Pamattiesību aģentūra",
        "europol frontex fundamental-rights-agency",
    ),
    ("padome, komisija un ministrija", ""),
    ("Padomes lēmums un Komisijas priekšlikums", ""),
    ("Zviedrijas Eiropas lietu ministre", "minister-of-european-affairs-sweden"),
    # United Nations
    ("ANO Ekonomikas un sociālo lietu padomē (ECOSOC)", "ecosoc"),
    ("UNICEF, ANO Bērnu fondu un ANO Bēgļu aģentūru", "unicef unhcr"),
    ("ANO ģenerālsekretāram", "un-secretary-general"),
    ("Pasaules Veselības organizācijas (PVO) ziņojums", "who"),
    ("Starptautiskajā Tiesā, bet starptautiska tiesa", "international-court-of-justice"),
    # Council of Europe, NATO, OSCE and formats
    ("Eiropas Padomes Ministru komitejai un Eiropas Padomei", "coe-committee-of-ministers council-of-europe"),
    ("Eiropas Cilvēktiesību tiesas (ECT) spriedums", "european-court-of-human-rights"),
    ("EDSO/ODIHR novērotāji un EDSO Parlamentārā asambleja", "odihr osce-parliamentary-assembly"),
    ("NATO ģenerālsekretārs un NATO samits", "nato-secretary-general nato"),
    ("OECD un Starptautiskā Valūtas fonda aplēses", "oecd international-monetary-fund"),
    ("Baltijas Asamblejā un Baltijas Ministru padomē", "baltic-assembly baltic-council-of-ministers"),
    ("Baltijas valstīm un Ziemeļvalstīm, NB8 formātā", "baltic-states nordic-countries nb8"),
    ("Austrumu partnerības valstīs un Rietumbalkānos", "eastern-partnership-countries western-balkans"),
    ("Višegradas grupa, G7 un G20", "visegrad-group g7 g20"),
    # treaties
    ("Eiropas Cilvēktiesību konvencijas 8. pants", "european-convention-on-human-rights"),
    ("Cilvēka tiesību un pamatbrīvību aizsardzības konvencijā", "european-convention-on-human-rights"),
    ("Starptautiskajam paktam par pilsoniskajām un politiskajām tiesībām", "iccpr"),
    (
        "ANO Bērnu tiesību konvencija un Konvencija par bērna tiesībām",
        "convention-on-the-rights-of-the-child",
    ),
    (
        "ANO Statūtus un Vispārējo cilvēktiesību deklarāciju",
        "un-charter universal-declaration-of-human-rights",
    ),
    (
        "ES Pamattiesību hartā un Eiropas Sociālajā hartā",
        "eu-charter-of-fundamental-rights european-social-charter",
    ),
    ("Ženēvas konvencijas un sarunas Ženēvā", "geneva-conventions geneva"),
    ("Lisabonas līgums, Otavas konvencija", "treaty-of-lisbon mine-ban-treaty"),
    (
        "Genocīda konvencija un konvencija par bezvalstnieku statusu",
        "genocide-convention stateless-persons-convention",
    ),
    ("Globālo migrācijas paktu un Budapeštas memorandu", "global-compact-for-migration budapest-memorandum"),
    ("Montrē konvencijā, Varšavas konvencijā", "montreux-convention coe-warsaw-convention"),
    # bodies and posts of the United Nations, the Council of Europe, the OSCE and NATO
    (
        "ANO īpašā referente vardarbības pret sievietēm jautājumos",
        "un-special-rapporteur-violence-against-women",
    ),
    (
        "ANO īpašā ziņotāja par vārda brīvību un ANO īpašais referents",
        "un-special-rapporteur-freedom-of-expression un-special-rapporteur",
    ),
    ("Eiropas Padomes Venēcijas komisijas atzinums", "venice-commission"),
    ("Eiropas Savienības (ES) Ārlietu padomē", "foreign-affairs-council"),
    ("EP Ministru komitejā un EP ģenerālsekretāre", "coe-committee-of-ministers coe-secretary-general"),
    ("CEPEJ un Pompidū grupa", "cepej pompidou-group"),
    ("EDSO Maskavas mehānisms", "osce-moscow-mechanism"),
    ("NATO–Ukrainas padome", "nato-ukraine-council"),
    ("starptautisko tiesību komisijas", ""),
    # agencies, programmes and laws of the European Union
    ("ES Pārraudzības misijā Gruzijā un EULEX", "eumm-georgia eulex-kosovo"),
    ("Eiropas Miera mehānisma un Atveseļošanas fonda līdzekļi",
     "european-peace-facility recovery-and-resilience-facility"),
    ("Digitālo pakalpojumu aktu un Mākslīgā intelekta aktu", "digital-services-act ai-act"),
    ("Eiropas Mediju brīvības akts", "european-media-freedom-act"),
    ("datu akti un pakalpojumu sniegšana", ""),
    # Latvia
    ("Valsts darba inspekcijas un Ieslodzījuma vietu pārvaldes dati",
     "state-labour-inspectorate prison-administration"),
    ("Ministru prezidenta biedre", "deputy-prime-minister"),
    (
        "Bērnu tiesību aizsardzības likumā un Krimināllikumā",
        "childrens-rights-law-latvia criminal-law-latvia",
    ),
    ("Latvijas Brīvo arodbiedrību savienību un LDDK", "lbas lddk"),
    ("Patvēruma likums, nevis patvēruma likumi", "asylum-law-latvia"),
    ("valsts kase un militārā policija", ""),
    ("Fakultatīvajam protokolam par saziņas procedūru", "crc-optional-protocol-communications"),
    ("ANO speciālās ziņotājas cilvēktiesību situācijas Afganistānā jautājumos mandāts",
     "un-special-rapporteur-afghanistan"),
    ("īpašā ziņotāja par cilvēktiesību situāciju Eritrejā mandātu", "un-special-rapporteur-eritrea"),
    ("Satversmes tiesas tiesnesi un UNESCO ģenerāldirektore",
     "judge-constitutional-court director-general-unesco"),
    ("Balvas lielākais atbalstītājs, un Balvos", "balvi"),
    ("ar Gruzijas ārlietu ministri un Čehijas Republikas prezidentu",
     "minister-of-foreign-affairs-georgia head-of-state-czechia"),
    # places
    ("Sāhelā, Subsahāras Āfrikā un Āfrikas ragā", "sahel sub-saharan-africa horn-of-africa"),
    ("Doneckas apgabalā un Kramatorskā", "donetsk-oblast kramatorsk"),
    ("Honkongā un Siņdzjanā", "hong-kong xinjiang"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_names_in_a_sentence(matcher: Matcher, text: str, expected: str) -> None:
    """The names in a sentence, in whatever case they stand, are just those a reader finds."""
    entries = matcher.lexicon.entries
    found = matcher.find(text)
    keys = {m.key for m in found.mentions if m.inside is None and NAMED & set(entries[m.key].classes)}
    assert keys == set(expected.split())
    assert found.ambiguities == ()


def test_a_title_lends_from_a_city_without_naming_it(matcher: Matcher) -> None:
    """Paris, Geneva or Istanbul are not named, not even within a term, where they only lend their name."""
    text = "Parīzes nolīgums, Stambulas konvencija, Ženēvas konvencijas, Romas Statūti un Venēcijas komisija"
    places = {
        mention.key
        for mention in matcher.find(text).mentions
        if "Place" in matcher.lexicon.entries[mention.key].classes
    }
    assert places == set()


def test_names_inside_names_that_count(matcher: Matcher) -> None:
    """Ukraine is named in its own right within the name of its parliament."""
    found = {mention.key: mention for mention in matcher.find("Ukrainas Augstākā Rada").mentions}
    assert set(found) == {"verkhovna-rada", "ukraine"}
    assert found["ukraine"].outright


@pytest.mark.parametrize("pack", PACKS)
def test_packs_are_in_alphabetical_order_and_labelled_once(matcher: Matcher, pack: str) -> None:
    """The entries of a pack stand in the order of their KEYs, and no two have one Latvian label."""
    entries = [entry for entry in matcher.lexicon.entries.values() if entry.file.name == f"{pack}.toml"]
    assert entries
    assert [entry.key for entry in entries] == sorted(entry.key for entry in entries)
    assert len({entry.lv for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("unicef", "unicef stands in", id="the same KEY"),
        pytest.param("childrens-fund", "both claim", id="the same phrase"),
    ],
)
def test_duplicates_are_refused(tmp_path: Path, inflector: Inflector, name: str, message: str) -> None:
    """A KEY or a phrase of a pack cannot be given a second time in another file."""
    for file in LEXICON.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    entry = f'[{name}]\nclass = "Organ"\nlv = "ANO Bērnu fonds"\nen = "fund"\n'
    (tmp_path / "zz-own.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        Matcher(read_lexicon(tmp_path), inflector)
