"""The answer to each question as a table."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.tables.questions import Question, question_table, read_questions
from hrgraph.tables.said import Said

HR = "PREFIX hr: <https://w3id.org/hrgraph/ontology#> PREFIX id: <https://w3id.org/hrgraph/id/> "


def rows(said: Said, query: str) -> list[dict[str, object]]:
    """The rows of the table that answers a query."""
    table = question_table(said, Question("q", "Kas?", "Who?", HR + query))
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_every_question_is_read(root: Path) -> None:
    """Every query but the one that is the table of statements has its question in both languages."""
    questions = {question.name: question for question in read_questions(root / "queries")}
    files = {file.stem for folder in ("cq", "examples") for file in (root / "queries" / folder).glob("*.rq")}

    assert set(questions) == files - {"statements-with-evidence"}
    assert questions["cq01"].en.startswith("Who assists")
    assert questions["cq01"].lv.startswith("Kas saskaņā")


def test_a_query_without_a_question(tmp_path: Path) -> None:
    """A query that does not say what it asks is told by its file."""
    (tmp_path / "cq").mkdir()
    (tmp_path / "cq" / "cq1.rq").write_text("# lv: Kas?\nASK {}", encoding="utf-8")

    with pytest.raises(DataError, match=r"cq1\.rq.*does not begin with the question"):
        read_questions(tmp_path)


def test_the_words_behind_a_row(said: Said) -> None:
    """A row has the words of the statement it shows, also where the query names one end of it."""
    found = rows(said, "SELECT ?actor WHERE { ?actor hr:assists id:high-representative-vice-president }")

    assert len(found) == 4
    assert {row["actor_en"] for row in found} >= {"European External Action Service"}
    assert all("kam palīdz" in str(row["quote"]) for row in found)


def test_words_about_what_no_column_shows(said: Said) -> None:
    """A statement about a thing that the query finds but does not show is found too."""
    found = rows(said, "SELECT ?who WHERE { ?role hr:hasRole id:central-role ; hr:isAssignedTo ?who }")

    assert [str(row["who"]).rpartition("/")[2] for row in found] == ["eusr-human-rights"]
    assert "centrāla loma" in str(found[0]["quote"])


def test_words_behind_an_inferred_row(said: Said) -> None:
    """What is inferred rests on the words of the narrower statement, and only on those of its own row."""
    found = rows(said, "SELECT ?part WHERE { ?part a hr:Action ; hr:mentions id:children }")

    assert len(found) > 5
    assert all("bērn" in str(row["quote"]).casefold() for row in found)
    assert all(row["quote_part"] == row["part"] for row in found)


def test_counts_have_no_words(said: Said) -> None:
    """A count is a whole number, and no statement is said to be behind it."""
    found = rows(said, "SELECT (COUNT(*) AS ?n) WHERE { ?a hr:names id:children }")

    assert isinstance(found[0]["n"], int)
    assert found[0]["quote"] is None


def test_a_variable_called_like_our_columns(said: Said) -> None:
    """No two columns have one name."""
    found = rows(said, "SELECT ?quote WHERE { ?span hr:quote ?quote } LIMIT 1")

    assert found[0]["quote_"]
    assert found[0]["quote"] is None


def test_yes_or_no_and_no_rows(said: Said) -> None:
    """An ASK has one row; an empty answer has columns and no rows."""
    assert rows(said, "ASK { ?a hr:names id:children }")[0]["answer"] == "true"
    assert rows(said, "SELECT ?a WHERE { ?a hr:names id:none }") == []
