"""Words that speak of a thing named before: what they stand for, and what is said through them."""

from pathlib import Path

import pytest

from hrgraph.assertions.anaphors import Anaphors
from hrgraph.assertions.model import Reading
from hrgraph.extract import as_json, extract_file
from hrgraph.knowledge import Knowledge
from hrgraph.structure.profile import read_profile
from hrgraph.structure.units import Unit
from hrgraph.text.words import Words


def read(knowledge: Knowledge, text: str) -> Reading:
    """A paragraph with its mentions, and with what the real words stand for in it."""
    unit = Unit("p1", "Paragraph", "", 1, Words.whole(text))
    given = Reading("d", unit, knowledge.matcher.find(text).mentions)
    return knowledge.context.anaphors.read(given, knowledge.context.kinds, knowledge.context.entries)


def spoken_of(knowledge: Knowledge, text: str) -> list[str]:
    """The KEYs that the words of a paragraph stand for, in order."""
    return [one.mention.key for one in read(knowledge, text).anaphors]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param(
            "Tieslietu ministre ieradās. Viņa uzsvēra, ka līst. Viņa arī uzsvēra, ka snieg.",
            ["minister-for-justice"] * 2, id="said again by the next word"
        ),
        pytest.param(
            "Tieslietu ministre ieradās. Lija lietus. Viņa uzsvēra, ka līst.",
            ["minister-for-justice"], id="a sentence between"
        ),
        pytest.param(
            "Tieslietu ministre ieradās. Lija lietus. Sniga sniegs. Viņa uzsvēra, ka līst.", [],
            id="too far away"
        ),
        pytest.param(
            "Tieslietu ministre ieradās. Runāja labklājības ministre. Viņa uzsvēra, ka līst.",
            ["minister-for-welfare"], id="the nearest sentence"
        ),
        pytest.param(
            "“Ieradās tieslietu ministre. Viņa uzsvēra, ka līst,” teica viesis.", [], id="in a quotation"
        ),
        pytest.param("Ieradās E. Liepa. Viņa uzsvēra, ka līst.", [], id="nobody that is known"),
        pytest.param("UNESCO strādā Parīzē. Tā aicina rīkoties.", ["unesco"], id="gender of an abbreviation"),
        pytest.param("Visi klusē. Viņa uzsvēra, ka līst.", [], id="nothing is named"),
    ],
)  # fmt: skip
def test_one_that_can_be_meant(knowledge: Knowledge, text: str, keys: list[str]) -> None:
    """Beside the examples of the file: the nearest sentence that names somebody decides."""
    assert spoken_of(knowledge, text) == keys


def test_a_word_within_a_word_is_none(knowledge: Knowledge) -> None:
    """'Viņas' and 'Viņa-Liepa' are other words, and so is the noun within a name."""
    text = "Tieslietu ministre ieradās. Viņas balss un Viņa-Liepa uzsvēra, ka līst."
    assert spoken_of(knowledge, text) == []
    assert spoken_of(knowledge, "Sanāca ANO Cilvēktiesību padome. Ministru padome uzsvēra, ka līst.") == []


def test_words_without_anaphors_stay_the_same_reading(knowledge: Knowledge) -> None:
    """Nothing is made anew where nothing is found, and a reader without words finds nothing."""
    unit = Unit("p1", "Paragraph", "", 1, Words.whole("Līst. Viņa snauž."))
    given = Reading("d", unit, ())
    kinds, entries = knowledge.context.kinds, knowledge.context.entries
    assert knowledge.context.anaphors.read(given, kinds, entries) is given
    assert Anaphors().read(given, kinds, entries) is given


def test_it_is_no_mention_and_its_statement_quotes_the_name(knowledge: Knowledge, tmp_path: Path) -> None:
    """What 'viņa' says is the minister's, by words that begin with her name; 'viņa' names nobody."""
    text = "Runāja tieslietu ministre Anna Liepa. Sarunas laikā viņa aicināja Saeimu rīkoties.\n"
    file = tmp_path / "runa.txt"
    file.write_text(text, encoding="utf-8")
    read = as_json(
        extract_file(file, knowledge, read_profile(knowledge.data / "profiles", "plain-text")), knowledge
    )
    said = [one for one in read["statements"] if one["predicate"] == "callsUpon"]

    assert [(one["subject"], one["object"]) for one in said] == [("minister-for-justice", "saeima")]
    assert said[0]["quote"].startswith("tieslietu ministre Anna Liepa. Sarunas laikā viņa aicināja Saeimu")
    ((start, end),) = said[0]["runs"]
    assert text[start:end] == said[0]["quote"]
    assert [one["surface"] for one in read["mentions"]] == ["tieslietu ministre", "Saeimu"]


def test_the_latter_is_quoted_with_the_former(knowledge: Knowledge) -> None:
    """'Pēdējo' means nothing without both, so the words begin with the first of the two."""
    text = "Runā par Stambulas konvenciju un Lanzarotes konvenciju. Pēdējo Latvija ratificēja 2014. gadā."
    (one,) = read(knowledge, text).anaphors
    assert (one.mention.key, one.since) == ("lanzarote-convention", text.index("Stambulas"))


def test_a_post_of_a_body_named_before(knowledge: Knowledge) -> None:
    """'Komisijas priekšsēdētājs' is the chair of the committee named before, and 'viņš' is that chair."""
    text = (
        "Tekstu sagatavoja Saeimas Ārlietu komisija. “Laiks rīkoties,” sacīja komisijas "
        "priekšsēdētājs J. Kalns. Viņš aicināja Saeimu rīkoties."
    )
    anaphors = read(knowledge, text).anaphors
    assert {one.mention.key for one in anaphors} == {"chair-saeima-foreign-affairs-committee"}
    assert [text[one.mention.start : one.mention.end] for one in anaphors] == [
        "komisijas priekšsēdētājs", "Viņš",
    ]  # fmt: skip
    assert {one.since for one in anaphors} == {text.index("Saeimas")}


def test_doubt_stays(knowledge: Knowledge) -> None:
    """Through such a word, too, a condition, a denial or another's words say nothing of the kind."""
    for said in ("Ja viņa aicinās Saeimu rīkoties, būs labi.", "Viņa neaicināja Saeimu.", "Viņa nav klāt."):
        reading = read(knowledge, f"Runāja tieslietu ministre Anna Liepa. {said}")
        applied = knowledge.rulebook.apply([reading], "Document")
        assert [one for one in applied.assertions if one.predicate.endswith("callsUpon")] == []
