"""Words that do not say that something is so."""

import pytest

from hrgraph.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        pytest.param("Latvija atbalsta Moldovu.", False, id="plain"),
        pytest.param("Ja Latvija atbalsta Moldovu, tā rīkojas.", True, id="condition before"),
        pytest.param("Darbs sāksies, ja Latvija atbalsta Moldovu.", True, id="condition after"),
        pytest.param(
            "Ja līs, paliksim. Latvija atbalsta Moldovu.", False, id="condition of another sentence"
        ),
        pytest.param("Vai Latvija atbalsta Moldovu?", True, id="question"),
        pytest.param("Pretinieki apgalvo, ka Latvija atbalsta Moldovu.", True, id="hearsay"),
        pytest.param("Ministre uzsvēra, ka Latvija atbalsta Moldovu.", True, id="what somebody says"),
        pytest.param("Ministre A. Liepa teica, ka Latvija atbalsta Moldovu.", True, id="after an initial"),
        pytest.param("Jāatgādina, ka Latvija atbalsta Moldovu.", False, id="what is recalled"),
        pytest.param("Pēc viesa teiktā Latvija atbalsta Moldovu.", True, id="according to somebody"),
        pytest.param(
            "Viesis teica, ka līst. Latvija atbalsta Moldovu.", False, id="said in another sentence"
        ),
        pytest.param("“Latvija atbalsta Moldovu,” teica viesis.", True, id="quotation"),
        pytest.param("„Latvija atbalsta Moldovu”, teica viesis.", True, id="low quotation mark"),
        pytest.param('"Latvija atbalsta Moldovu," teica viesis.', True, id="straight quotation mark"),
        pytest.param("Grupas “Balss” biedre Latvija atbalsta Moldovu.", False, id="a name in marks"),
        pytest.param("2020. gada 3. maijā Latvija atbalsta Moldovu.", False, id="ordinals end no sentence"),
    ],
)
def test_what_is_doubtful(knowledge: Knowledge, text: str, doubtful: bool) -> None:
    """Conditions, questions, hearsay and quotations are told by the real settings."""
    words = "Latvija atbalsta Moldovu"
    start = text.index(words)
    assert knowledge.context.doubt.at(text, start, start + len(words)) == doubtful
