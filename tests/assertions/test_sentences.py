"""Where sentences end."""

import pytest

from hrgraph.assertions.sentences import sentence_around, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Viens. Otrs.", ["Viens.", " Otrs."], id="two"),
        pytest.param("Tie, t. sk. Latvija, lēma.", ["Tie, t. sk. Latvija, lēma."], id="an abbreviation"),
        pytest.param("No 5. Maija.", ["No 5. Maija."], id="an ordinal"),
        pytest.param("", [""], id="nothing"),
    ],
)
def test_sentences_are_the_whole_text(text: str, parts: list[str]) -> None:
    """A full stop before a capital ends a sentence, but not behind a number or 't. sk.'."""
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("words", "around"),
    [("vienu", "Sargāt vienu"), ("otru", "Atbalstīt otru"), ("vienu. Atbalstīt", "Sargāt vienu. Atbalstīt")],
)
def test_the_sentence_around_words(words: str, around: str) -> None:
    """It has neither space nor full stop at its ends, and holds the words whole."""
    text = "Sargāt vienu. Atbalstīt otru."
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    assert text[first:last] == around
