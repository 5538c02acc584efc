"""The outline of the action plan: counts, footnotes, and every trap of its layout."""

import re
from collections import Counter
from pathlib import Path

import pytest

from hrgraph.errors import ProfileError
from hrgraph.knowledge import Knowledge
from hrgraph.pipeline import DocumentReading
from hrgraph.structure.outline import parse
from hrgraph.structure.profile import read_profile
from hrgraph.structure.units import Unit
from hrgraph.text.source import Source

FOOTNOTE_LINES = [(162, 165), (240, 246), (388, 391), (541, 544), (612, 620), (835, 838), (1051, 1053)]
MARK_LINES = [89, 199, 385, 538, 546, 549, 814, 1000]
ACTIONS = {
    "I": {"A": 11, "B": 4, "C": 8, "D": 5, "E": 5, "F": 10},
    "II": {"A": 8, "B": 5, "C": 4, "D": 9},
    "III": {"A": 5, "B": 3, "C": 5, "D": 4, "E": 5, "F": 3},
    "IV": {"A": 5, "B": 9},
    "V": {"A": 7, "B": 4},
}
OWNERS = {
    1: "intro-list.7",
    2: "I.A.6",
    3: "I.E.4",
    4: "II.A.5",
    5: "II.A.5",
    6: "II.A.5",
    7: "III.C.5",
    8: "IV.B.5",
}


def kinds(reading: DocumentReading) -> Counter[str]:
    """How many units of each kind there are."""
    return Counter(unit.kind for unit in reading.outline.units)


def children(reading: DocumentReading, parent: str, kind: str) -> list[Unit]:
    """The units of one kind under one parent, in order."""
    return [unit for unit in reading.outline.units if (unit.parent, unit.kind) == (parent, kind)]


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def test_counts_of_the_plan(plan: DocumentReading) -> None:
    """The plan has five priorities, twenty areas, 119 actions and eight footnotes with their marks."""
    assert kinds(plan) == {
        "Introduction": 1,
        "Section": 1,
        "Priority": 5,
        "Area": 20,
        "Heading": 25,
        "Paragraph": 14,
        "ListItem": 56,
        "Action": 119,
        "Footnote": 8,
        "NoteReference": 8,
    }


def test_actions_of_each_area(plan: DocumentReading) -> None:
    """Each area has its letter and its number of actions, numbered without a gap."""
    found: dict[str, dict[str, int]] = {}
    for area in (unit for unit in plan.outline.units if unit.kind == "Area"):
        actions = children(plan, area.id, "Action")
        assert [unit.id for unit in actions] == [
            f"{area.id}.{number}" for number in range(1, len(actions) + 1)
        ]
        found.setdefault(area.parent, {})[area.label] = len(actions)
    assert found == ACTIONS
    assert [sum(areas.values()) for areas in found.values()] == [43, 26, 25, 14, 11]


@pytest.mark.parametrize(
    ("parent", "kind", "number"),
    [
        ("intro", "Paragraph", 5),
        ("intro-list", "ListItem", 10),
        ("I.means", "ListItem", 13),
        ("II.means", "ListItem", 12),
        ("III.means", "ListItem", 14),
        ("IV.means", "ListItem", 7),
        ("V.means", "ListItem", 0),
        ("", "Priority", 5),
    ],
)
def test_counts_below_one_part(plan: DocumentReading, parent: str, kind: str, number: int) -> None:
    """Paragraphs, listed instruments and means of implementation are as many as a reader counts."""
    assert len(children(plan, parent, kind)) == number


@pytest.mark.parametrize(("number", "owner"), OWNERS.items())
def test_footnote_belongs_to_its_mark(plan: DocumentReading, number: int, owner: str) -> None:
    """A footnote belongs to the unit of its mark, wherever it is printed."""
    reference = plan.outline.unit(f"ref.{number}")
    assert (reference.parent, reference.calls, reference.words.text) == (owner, f"fn.{number}", str(number))


FOOTNOTES = {
    1: "https://eeas.europa.eu/generic-warning-system-taxonomy/404_en/8441/Human%20Rights%20Guidelines.",
    2: "https://www.un.org/en/development/desa/population/migration/generalassembly/docs/globalcompact/"
    "A_CONF.177_20.pdf.",
    3: "https://www.un.org/en/genocideprevention/about-responsibility-to-protect.shtml.",
    4: "https://eeas.europa.eu/sites/eeas/files/action_plan_against_disinformation.pdf.",
    5: "https://ec.europa.eu/info/policies/justice-and-fundamental-rights/eu-citizenship/electoral-"
    "rights_en#electionsnetwork.",
    6: "https://ec.europa.eu/digital-single-market/en/news/code-practice-disinformation.",
    7: "http://register.consilium.europa.eu/doc/srv?l=EN&f=ST%209489%202014%20INIT.",
    8: "Skatīt Komisijas Balto grāmatu par mākslīgo intelektu. Eiropiska pieeja – izcilība un uzticēšanās, "
    "COM(2020) 65 final, 19.2.2020.",
}


@pytest.mark.parametrize(("number", "text"), FOOTNOTES.items())
def test_words_of_a_footnote(plan: DocumentReading, number: int, text: str) -> None:
    """Broken links are whole again, number and repeated link are layout, text keeps its full stops."""
    assert plan.outline.unit(f"fn.{number}").words.text == text


def test_body_is_the_source_without_layout(plan: DocumentReading) -> None:
    """All units in order are the printed lines without footnotes, marks and bullets, white space apart."""
    hidden = {line for first, last in FOOTNOTE_LINES for line in range(first, last + 1)} | set(MARK_LINES)
    lines = enumerate(plan.outline.source.raw.split("\n"), start=1)
    printed = squeezed(" ".join(line for number, line in lines if number not in hidden))
    units = [
        unit.words.text
        for unit in plan.outline.units
        if unit.kind not in ("Footnote", "NoteReference") and not unit.parent.endswith(".means")
    ]
    assert squeezed(" ".join(units)) == printed.replace("\uf0b7", "").replace("\uf0d8", "")


@pytest.mark.parametrize("name", ["eu-action-plan-hrd-2020-2024", "press-release-act"])
def test_words_are_those_of_their_runs(readings: dict[str, DocumentReading], name: str) -> None:
    """Every unit's words are the raw characters of its runs, white space apart, and carry no layout."""
    outline = readings[name].outline
    for unit in outline.units:
        runs = unit.words.runs(outline.source.raw)
        assert squeezed("".join(outline.source.raw[a:b] for a, b in runs)) == squeezed(unit.words.text)
        assert not re.search(r"[\uf000-\uf0ff\n*]|  ", unit.words.text)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        pytest.param(
            "I.A.3", "cilvēktiesību aizstāvju svarīgās lomas atzīšanu", id="footnote inside a bullet"
        ),
        pytest.param(
            "V.A.1", "ES gada ziņojumā par cilvēktiesībām un demokrātiju", id="footnote over a priority"
        ),
        pytest.param("II.A.5", "apkarošanai, Komisijas izstrādāto", id="mark 4 and footnote inside a bullet"),
        pytest.param("II.A.5", "uz vēlēšanām, prakses kodeksu", id="mark 5 before a comma"),
        pytest.param("II.A.5", "dezinformācijas jomā un gaidāmo", id="mark 6 before a word"),
        pytest.param("I.A.6", "rīcības programma, kā arī", id="mark 2 before a comma"),
        pytest.param("I.E.4", "valstu situācijām.", id="mark 3 before a full stop"),
        pytest.param("III.C.5", "attīstības sadarbībā.", id="mark 7 before a full stop"),
        pytest.param("IV.B.5", "mākslīgajam intelektam.", id="mark 8 before a full stop"),
        pytest.param(
            "intro-list.7", "13 ES cilvēktiesību pamatnostādnes — instrumenti", id="mark 1 before a dash"
        ),
        pytest.param("IV.B.3", "(piemēram, bērnu aizsardzība). Šajā nolūkā", id="bullet over a page break"),
        pytest.param("intro-list.3", "shēmu 2021.–2027. gadam", id="range of years over two lines"),
        pytest.param(
            "intro-list.10", "Apvienoto Nāciju Organizācijas (ANO) cilvēktiesību", id="wrap inside a name"
        ),
        pytest.param("I.E.title", "atbalsts pārejas tiesiskumam", id="title of I.E over two lines"),
        pytest.param("II.B.title", "lēmumu pieņemšanas veicināšana", id="title of II.B over two lines"),
        pytest.param("II.C.title", "piekļuvei informācijai un cīņai pret dezinformāciju", id="title of II.C"),
        pytest.param("II.D.title", "konfliktu novēršanai un krīžu atrisināšanai", id="title of II.D"),
        pytest.param("IV.B.title", "mākslīgā intelekta, lietošanā", id="title of IV.B over two lines"),
        pytest.param("I.B.title", "B. Iespēju nodrošināšana cilvēkiem", id="area at the start of a page"),
        pytest.param("IV.title", "IV. JAUNĀS TEHNOLOĢIJAS: IESPĒJU IZMANTOŠANA", id="colon in a heading"),
        pytest.param("I.C.title", "C. Pamatbrīvību veicināšana", id="C. is a letter and no number"),
        pytest.param(
            "V.title", "V. REZULTĀTU SASNIEGŠANA, STRĀDĀJOT KOPĀ", id="V. is a number and no letter"
        ),
        pytest.param(
            "intro-list.6", "cilvēktiesību aizstāvju tiesas procesu novērošana;", id="bullet on a new page"
        ),
        pytest.param("intro-list.4", "forumos: ES virzītas", id="colon that opens no list"),
        pytest.param("I.means.3", "nozaru politikas dialogi", id="means parted by a comma"),
        pytest.param("I.means.12", "kampaņas, konferences un citi pasākumi", id="comma inside one means"),
        pytest.param(
            "III.means.10", "instrumentu kopums: tiesībās balstīta pieeja, ar ko", id="colon inside a name"
        ),
    ],
)
def test_traps_of_the_layout(plan: DocumentReading, unit: str, words: str) -> None:
    """Where the print misleads, the unit has the words that a reader gives it."""
    assert words in plan.outline.unit(unit).words.text


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        pytest.param("I.A.3", "Atbalstīt cilvēktiesību", "korporatīviem pārkāpumiem.", id="footnote inside"),
        pytest.param("II.A.5", "Atbalstīt tādu politikas", "demokrātijas rīcības plānu.", id="five segments"),
        pytest.param("II.B.5", "Sekmēt aktīvu", "neaizsargātām personām.", id="ends at foreign footnotes"),
        pytest.param("III.C.1", "Nodrošināt saikni", "turpmākiem pasākumiem.", id="bullet of two sentences"),
        pytest.param("V.A.1", "Sekot līdzi", "darbību īstenošanu.", id="footnote of another priority inside"),
        pytest.param("IV.B.3", "Nodrošināt spēju", "cilvēktiesību normas.", id="page break inside"),
        pytest.param("V.intro", "Šis rīcības plāns", "sabiedrības organizācijas.", id="introduction of V"),
        pytest.param("I.C.7", "Vērsties pie", "ANO iniciatīvām.", id="first bullet of a page"),
        pytest.param("V.B.4", "Apzināt un", "uz vietas.", id="last bullet"),
    ],
)
def test_unit_begins_and_ends(plan: DocumentReading, unit: str, start: str, end: str) -> None:
    """A unit begins at its first word and ends at its last, however the page is laid out."""
    text = plan.outline.unit(unit).words.text
    assert text.startswith(start)
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("unit", "segments"), [("I.A.3", 2), ("II.A.5", 5), ("V.A.1", 2), ("I.E.4", 2), ("IV.B.3", 1)]
)
def test_segments_of_a_unit(plan: DocumentReading, unit: str, segments: int) -> None:
    """A unit has as many unbroken runs as footnotes and marks leave; a page break breaks none."""
    assert len(plan.outline.unit(unit).words.runs(plan.outline.source.raw)) == segments


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("\n1\n", "\n", "8 units of kind NoteReference, the text has 7", id="mark lost"),
        pytest.param("\n1\n", "\n9\n", "do not agree: fn.1, fn.9", id="mark misread"),
        pytest.param(
            "8 Skatīt", "9 Skatīt", "8 units of kind Footnote, the text has 7", id="footnote misnumbered"
        ),
        pytest.param(
            "V. REZULT", "VI. REZULT", "5 units of kind Priority, the text has 4", id="priority unknown"
        ),
        pytest.param(
            "D. Atbalsts", "Atbalsts", "20 units of kind Area, the text has 19", id="area without letter"
        ),
    ],
)
def test_damaged_plan_is_refused(
    knowledge: Knowledge, plan: DocumentReading, old: str, new: str, message: str
) -> None:
    """A text of the plan that lost a part is refused; it is never read with a part missing."""
    raw = plan.outline.source.raw
    assert old in raw
    source = Source("plan", Path("text.txt"), raw.replace(old, new, 1), 0, "")
    with pytest.raises(ProfileError, match=message) as caught:
        parse(source, read_profile(knowledge.data / "profiles", plan.document.profile))
    assert caught.value.file == Path("text.txt")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\uf0b7", "*", id="bullets of another font"),
        pytest.param(" II. NOTURĪGAS", " I. NOTURĪGAS", id="two priorities of one number"),
        pytest.param(
            "B. Iespēju nodrošināšana cilvēkiem", "A. Iespēju nodrošināšana cilvēkiem", id="two areas A"
        ),
    ],
)
def test_misprinted_plan_is_refused(knowledge: Knowledge, plan: DocumentReading, old: str, new: str) -> None:
    """Actions that would vanish into a heading, or share an id with others, stop the reading."""
    raw = plan.outline.source.raw
    assert old in raw
    source = Source("plan", Path("text.txt"), raw.replace(old, new), 0, "")
    with pytest.raises(ProfileError):
        parse(source, read_profile(knowledge.data / "profiles", plan.document.profile))
