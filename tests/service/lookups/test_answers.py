"""Questions and their answers with words."""

from hrgraph.service.lookups.answers import answered, question, questions
from hrgraph.store.oxigraph import OxigraphStore


def test_all_questions(real_store: OxigraphStore) -> None:
    """The list has every question once, in natural order, in the language asked for."""
    listed = questions(real_store, "lv")
    names = [name for name, _ in listed]

    assert names[:2] == ["cq01", "cq02"]
    assert names.index("cq79") < names.index("cq101")
    assert len(names) == len(set(names)) > 80
    assert dict(questions(real_store, "en"))["cq60"].startswith("On what date")


def test_the_answer_has_labels_and_words(real_store: OxigraphStore) -> None:
    """A row shows things by their label and the quote with its statements; mere labels get no column."""
    asked = question(real_store, "cq02")
    assert asked is not None
    answer = answered(real_store, asked, "en")
    ((cells, behind),) = answer.rows

    assert answer.columns == ("actor",)
    assert cells[0] is not None
    assert cells[0].words == "EU Special Representative for Human Rights"
    assert "un tam būs centrāla loma" in behind[0].quote
    assert behind[0].part.words.endswith("intro.2")
    assert [predicate.words for predicate, _ in behind[0].statements][-1] == "is a"


def test_yes_or_no(real_store: OxigraphStore) -> None:
    """A question for yes or no is answered by one of them."""
    asked = question(real_store, "cq79")
    assert asked is not None

    assert answered(real_store, asked, "en").yes is False


def test_a_count_has_no_words(real_store: OxigraphStore) -> None:
    """A count is a row without quotes."""
    asked = question(real_store, "cq10")
    assert asked is not None
    answer = answered(real_store, asked, "lv")

    assert [[cell.words for cell in cells if cell] for cells, _ in answer.rows] == [["119"]]
    assert [behind for _, behind in answer.rows] == [()]
    assert not answer.has_words


def test_most_rows_have_words(real_store: OxigraphStore) -> None:
    """Where a question can be answered with words, nearly all its rows have them."""
    rows = with_words = 0
    for name in ("cq01", "cq03", "cq28", "cq33", "cq54", "cq64", "cq101"):
        asked = question(real_store, name)
        assert asked is not None
        for _, behind in answered(real_store, asked, "lv").rows:
            rows += 1
            with_words += bool(behind)

    assert rows == with_words > 30


def test_unknown_question(real_store: OxigraphStore) -> None:
    """There is no question without a query."""
    assert question(real_store, "cq00") is None
