"""The case of a name, by its endings."""

import pytest

from hrgraph.knowledge import Knowledge


@pytest.mark.parametrize(
    ("phrase", "words", "case", "stands"),
    [
        pytest.param("Ukraina", "Ukraina", "nom", True, id="nominative"),
        pytest.param("Ukraina", "Ukraina", "acc", False, id="a nominative is no accusative"),
        pytest.param("Ukraina", "Ukrainu", "acc", True, id="accusative"),
        pytest.param("Ukraina", "Ukrainas", "gen", True, id="genitive"),
        pytest.param("Ukraina", "Ukrainas", "acc", False, id="a genitive is no accusative"),
        pytest.param("Ukraina", "Ukrainai", "dat", True, id="dative"),
        pytest.param("bēgļi", "bēgļiem", "ins", True, id="plural after ar"),
        pytest.param("Baltijas valstis", "Baltijas valstis", "acc", True, id="plural that looks the same"),
        pytest.param("Eiropas Padome", "Eiropas Padomei", "dat", True, id="last word"),
        pytest.param("Eiropas Padome", "Eiropas Padomes", "nom", False, id="genitive of the last word"),
        pytest.param(
            "personas ar invaliditāti", "personas ar invaliditāti", "acc", True, id="an attribute follows"
        ),
        pytest.param(
            "personas ar invaliditāti", "personām ar invaliditāti", "dat", True, id="head before it"
        ),
        pytest.param("veselības aprūpe", "veselības aprūpei", "acc", False, id="the longer ending tells"),
        pytest.param("dialogs", "dialogus", "acc", True, id="plural of a name in the singular"),
        pytest.param("plāns 0000. gadam", "plānu 2027. gadam", "acc", True, id="a year is no form of a word"),
        pytest.param("plāns 0000. gadam", "plānu 2027. gadam", "nom", False, id="nor tells it the case"),
        pytest.param("NATO", "NATO", "dat", True, id="an abbreviation stands in any"),
    ],
)
def test_case_of_a_name(knowledge: Knowledge, phrase: str, words: str, case: str, stands: bool) -> None:
    """The real endings tell the case wherever they differ."""
    assert (f"@{case}" in knowledge.context.cases.of(phrase, words)) == stands
