"""The gender of a thing by its name."""

import pytest

from hrgraph.knowledge import Knowledge


@pytest.mark.parametrize(
    ("phrase", "label", "genders"),
    [
        pytest.param("tieslietu ministre", "tieslietu ministrs", {"f"}, id="a woman in a post"),
        pytest.param("tieslietu ministrs", "tieslietu ministrs", {"m"}, id="a man in a post"),
        pytest.param("E. Kalns", "ārlietu ministrs", {"m"}, id="a man by name"),
        pytest.param("A. Liepa", "ārlietu ministrs", {"f", "m", "plural"}, id="a surname of either"),
        pytest.param("ECRI", "Eiropas Komisija pret rasismu un neiecietību", {"f"}, id="an abbreviation"),
        pytest.param("Konvenciju", "Konvencija pret spīdzināšanu", {"f"}, id="a noun in one of its forms"),
        pytest.param("Konvencija pret spīdzināšanu", "Konvencija", {"f"}, id="the head is not the last word"),
        pytest.param("ANO misija Mali", "ANO misija Mali", {"f"}, id="a place behind the head"),
        pytest.param("Eiropols", "Eiropols", {"m"}, id="a name of its own"),
        pytest.param("Latvija", "Latvija", {"f"}, id="a state"),
        pytest.param("Apvienotie Arābu Emirāti", "Apvienotie Arābu Emirāti", {"plural"}, id="plural"),
        pytest.param("Kiribati", "Kiribati", {"plural"}, id="looks like a plural"),
        pytest.param("Togo", "Togo", {""}, id="cannot be told"),
        pytest.param("112", "112", {""}, id="no word"),
    ],
)
def test_gender(knowledge: Knowledge, phrase: str, label: str, genders: set[str]) -> None:
    """The real endings and heads tell the gender, and where they do not, no gender is made up."""
    assert knowledge.context.anaphors.genders.of(phrase, label) == genders


@pytest.mark.parametrize(
    ("noun", "phrase", "label", "can"),
    [
        pytest.param("organizācija", "ANO", "Apvienoto Nāciju Organizācija", True, id="an abbreviation"),
        pytest.param("ministre", "tieslietu ministre", "tieslietu ministrs", True, id="a woman in a post"),
        pytest.param("ministrs", "tieslietu ministre", "tieslietu ministrs", False, id="no man"),
        pytest.param("ministre", "A. Liepa", "tieslietu ministrs", True, id="who fills the post"),
        pytest.param("padome", "ANO Bērnu fonds", "ANO Bērnu fonds", False, id="another noun"),
    ],
)
def test_noun_for_a_name(knowledge: Knowledge, noun: str, phrase: str, label: str, can: bool) -> None:
    """A thing is called by the noun of its name, or of what its name is short for."""
    assert knowledge.context.anaphors.genders.may_be(noun, phrase, label) == can


def test_noun_that_ends_another(knowledge: Knowledge) -> None:
    """A regional court is a court as well, though nobody is called president for being its vice president."""
    genders = knowledge.context.anaphors.genders
    assert genders.may_end_in("tiesa", "Rīgas apgabaltiesa", "Rīgas apgabaltiesa")
    assert not genders.may_be("prezidents", "Saeimas viceprezidents", "Saeimas viceprezidents")
    assert not genders.may_end_in("tiesa", "tiesas nams", "tiesas nams")
