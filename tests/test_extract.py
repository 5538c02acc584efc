"""Any Latvian text to mentions and statements."""

import json
from pathlib import Path

import pytest

from hrgraph import extract
from hrgraph.errors import DataError, SourceUnreadable
from hrgraph.extract import as_json, candidates, document_id, extract_file, extract_files, written
from hrgraph.knowledge import Knowledge
from hrgraph.structure.profile import Profile, read_profile
from hrgraph.validate.finding import broken
from hrgraph.validate.run import run_shapes

TEXT = """Ārlietu ministrija atbalsta cilvēktiesību aizstāvjus.

Latvija sadarbojas ar *ANO* un Eiropas Ārējās
darbības dienestu, jo īpaši Vārdnīca Nezināmā.
"""


@pytest.fixture(scope="session")
def plain(knowledge: Knowledge) -> Profile:
    """The profile for texts of any publisher."""
    return read_profile(knowledge.data / "profiles", "plain-text")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A small text of two paragraphs, with a Markdown mark and a name broken over lines."""
    file = tmp_path / "Mazs ziņojums.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_every_mention_gives_the_characters_of_the_file(
    text: Path, knowledge: Knowledge, plain: Profile
) -> None:
    """Offsets are code points of the file, over a line break and past a Markdown mark too."""
    found = as_json(extract_file(text, knowledge, plain), knowledge)["mentions"]

    assert [(m["entity"], TEXT[m["start"] : m["end"]]) for m in found if "inside" not in m] == [
        ("mfa-latvia", "Ārlietu ministrija"),
        ("human-rights-defenders", "cilvēktiesību aizstāvjus"),
        ("latvia", "Latvija"),
        ("united-nations", "ANO"),
        ("eeas", "Eiropas Ārējās\ndarbības dienestu"),
    ]
    assert all(m["surface"] == TEXT[m["start"] : m["end"]] for m in found)
    assert {m["kind"] for m in found if m["entity"] == "latvia"} == {"State"}


def test_every_statement_gives_its_rule_and_its_words(
    text: Path, knowledge: Knowledge, plain: Profile
) -> None:
    """A statement without its words would not be believed."""
    said = as_json(extract_file(text, knowledge, plain), knowledge)["statements"]

    assert {"subject": "mazs-zinojums/p1", "predicate": "names", "object": "mfa-latvia"}.items() <= said[
        0
    ].items()
    assert all(statement["quote"] and statement["rule"] for statement in said)


LONG = "Pagājušajā nedēļā kopā ar daudziem draugiem no visām skolām Jūrmalā notika konference par rasismu.\n"


def test_words_behind_an_event_begin_with_a_whole_word(
    tmp_path: Path, knowledge: Knowledge, plain: Profile
) -> None:
    """What stands before an event is quoted from the beginning of a word, however long it is."""
    file = tmp_path / "notikums.txt"
    file.write_text(LONG, encoding="utf-8")
    said = as_json(extract_file(file, knowledge, plain), knowledge)["statements"]

    quotes = {one["quote"] for one in said if one["rule"] == "event-held"}
    assert len(quotes) == 1
    assert all(f" {quote}" in f" {LONG}" for quote in quotes)


MEETINGS = """Tieslietu ministre 2024. gada 5. martā Tallinā tikās ar Tiesībsargu, lai pārrunātu rasismu.
Tieslietu ministre 2024. gada 6. martā Viļņā tikās ar Eiropas Komisiju, lai pārrunātu nabadzību.
"""


def test_two_meetings_of_one_doer_stay_apart(tmp_path: Path, knowledge: Knowledge, plain: Profile) -> None:
    """Each meeting of a paragraph keeps its own day, place, guests and topics."""
    file = tmp_path / "tikšanās.txt"
    file.write_text(MEETINGS, encoding="utf-8")
    said = as_json(extract_file(file, knowledge, plain), knowledge)["statements"]

    meetings: dict[str, set[str]] = {}
    for one in said:
        if one["predicate"] in ("hasParticipant", "takesPlaceIn", "dateExpression", "concerns"):
            meetings.setdefault(one["subject"], set()).add(one["object"])
    assert list(meetings.values()) == [
        {"minister-for-justice", "ombudsman-of-latvia", "tallinn", "2024-03-05", "racism"},
        {"minister-for-justice", "european-commission", "vilnius", "2024-03-06", "poverty"},
    ]


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_rdf_holds_the_mentions(form: str, text: Path, knowledge: Knowledge, plain: Profile) -> None:
    """The same text as RDF names the same things."""
    rdf = written(extract_file(text, knowledge, plain), knowledge, form)

    assert "/mention/0-18/mfa-latvia>" in rdf


def test_rdf_can_be_checked_by_itself(text: Path, knowledge: Knowledge, plain: Profile, root: Path) -> None:
    """It tells what the text, its things and the rules are, so that no shape finds anything missing."""
    rdf = written(extract_file(text, knowledge, plain), knowledge, "nquads")

    assert broken(run_shapes(rdf.encode(), root / "ontology")) == []
    said = "".join(line for line in rdf.splitlines(keepends=True) if "/graph/entities>" not in line)
    assert broken(run_shapes(said.encode(), root / "ontology"))


def test_days_without_a_year_break_no_shape(
    knowledge: Knowledge, plain: Profile, root: Path, tmp_path: Path
) -> None:
    """A text may leave the year of its publication and of what happened to the reader."""
    file = tmp_path / "teksts.txt"
    words = "Publicēts: 13. maijā\n\nSaeima 5. maijā ratificēja Stambulas konvenciju.\n"
    file.write_text(words, encoding="utf-8")
    rdf = written(extract_file(file, knowledge, plain), knowledge, "nquads")

    assert '#publicationDate> "XXXX-05-13"' in rdf
    assert '#dateExpression> "XXXX-05-05"' in rdf
    assert "#startDate>" not in rdf
    assert broken(run_shapes(rdf.encode(), root / "ontology")) == []


def test_unknown_names_go_to_the_review_queue(text: Path, knowledge: Knowledge, plain: Profile) -> None:
    """A name that the lexicon lacks is proposed with its context and is no mention."""
    queue = candidates([extract_file(text, knowledge, plain)])

    assert [(c.surface, c.count) for c in queue] == [("Vārdnīca Nezināmā", 1)]
    assert "jo īpaši" in queue[0].context


def test_workers_change_nothing_but_the_time(root: Path, tmp_path: Path) -> None:
    """One process and two give the same bytes in the same order."""
    files = []
    for number in range(6):
        file = tmp_path / f"teksts-{number}.txt"
        file.write_text(TEXT + f"\nANO {number}.\n", encoding="utf-8")
        files.append(file)

    assert list(extract_files(files, root)) == list(extract_files(files, root, workers=2))


def test_a_forked_worker_reads_nothing_again(
    root: Path, text: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shares the lexicon and the rules with its parent; one that was not forked reads them."""
    read: list[Path] = []

    def load(folder: Path, eurovoc: bool) -> Knowledge:
        read.append(folder)
        return knowledge

    monkeypatch.setattr(extract, "load_knowledge", load)
    list(extract_files([text], root))
    extract._join(root, extract.PROFILE, "json", False)
    assert read == [root]

    monkeypatch.setattr(extract, "_work", [])
    extract._join(root, extract.PROFILE, "json", False)
    assert read == [root, root]


def test_a_file_that_is_no_text_fails_alone(root: Path, text: Path, tmp_path: Path) -> None:
    """The others are read; the outcome says what the file is."""
    wrong = tmp_path / "plans.pdf"
    wrong.write_bytes(b"%PDF-1.7 ...")
    outcomes = list(extract_files([wrong, text], root))

    assert "PDF" in outcomes[0].error
    assert json.loads(outcomes[1].text)["mentions"]


def test_a_file_of_fifty_megabytes_is_refused(knowledge: Knowledge, plain: Profile, tmp_path: Path) -> None:
    """Before it is read, with its size and the limit."""
    large = tmp_path / "liels.txt"
    with large.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)

    with pytest.raises(SourceUnreadable, match="52,428,800 bytes"):
        extract_file(large, knowledge, plain)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Latvijas Ārlietu ziņa.txt", "latvijas-arlietu-zina", id="diacritics"),
        pytest.param("2024_05_01.txt", "2024-05-01", id="digits"),
    ],
)
def test_document_id_is_made_of_the_file_name(name: str, expected: str) -> None:
    """Ids are ASCII words joined by hyphens, as IRIs need them."""
    assert document_id(Path(name)) == expected


def test_a_name_without_letters_makes_no_id() -> None:
    """It is refused, naming the file."""
    with pytest.raises(DataError, match="no letter or digit"):
        document_id(Path("—.txt"))


def test_subjects_of_eurovoc_are_found_when_asked_for(root: Path, tmp_path: Path) -> None:
    """They are topics too, and only then."""
    file = tmp_path / "tirdzniecība.txt"
    file.write_text("Ministrija atbalsta iekšējo tirdzniecību.\n", encoding="utf-8")
    with_it, without = (
        json.loads(next(extract_files([file], root, eurovoc=asked)).text)["mentions"]
        for asked in (True, False)
    )

    assert [(m["entity"], m["kind"]) for m in with_it] == [("domestic-trade", "Topic")]
    assert without == []


def test_who_is_named_again_is_neither_a_mention_nor_unknown(knowledge: Knowledge, tmp_path: Path) -> None:
    """What 'A. Liepa' says is said by her post, though no name of the post stands there; the review queue
    asks for whoever else is named, and not for her."""
    file = tmp_path / "teksts.txt"
    file.write_text(
        "Tieslietu ministre Anna Liepa ieradās. Vakar Anna Liepa uzsvēra, ka te strādā Jānis Kalns.\n",
        "utf-8",
    )
    reading = extract_file(file, knowledge, read_profile(knowledge.data / "profiles", "plain-text"))
    found = as_json(reading, knowledge)
    assert [one["surface"] for one in found["mentions"]] == ["Tieslietu ministre"]
    (said,) = [one for one in found["statements"] if one["predicate"] == "says"]
    assert (said["subject"], said["object"]) == ("minister-for-justice", "te strādā Jānis Kalns")
    assert said["quote"].startswith("Tieslietu ministre Anna Liepa")
    assert [(one.surface, one.count) for one in candidates([reading])] == [
        ("Anna Liepa", 1),
        ("Jānis Kalns", 1),
    ]


def test_a_surname_is_quoted_with_its_own_holder(knowledge: Knowledge, tmp_path: Path) -> None:
    """What 'A. Liepa' says is quoted from her name on, and not from that of a colleague of the same post."""
    file = tmp_path / "teksts.txt"
    file.write_text(
        "Tieslietu ministre Anna Liepa ieradās. Viņas priekštecis, tieslietu ministrs Jānis Kalns, klusēja. "
        "A. Liepa uzsvēra, ka te strādā visi.\n\nA. Liepa norādīja, ka te strādā daži.\n",
        "utf-8",
    )
    reading = extract_file(file, knowledge, read_profile(knowledge.data / "profiles", "plain-text"))
    said = [one for one in as_json(reading, knowledge)["statements"] if one["predicate"] == "says"]
    assert [one["quote"].split(".")[0] for one in said] == ["Tieslietu ministre Anna Liepa ieradās", "A"]
