"""What follows from the statements: classes above, properties above, calendar days."""

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace

from hrgraph.graph.inferred import calendar_days, inferred_graph
from hrgraph.graph.write import Graphs
from hrgraph.rdf import terms
from hrgraph.rdf.vocabulary import Property, Vocabulary

HR, ID = Namespace(terms.HR), Namespace(terms.ID)
VOCABULARY = Vocabulary(
    {"State": frozenset({"State", "Actor"}), "Actor": frozenset({"Actor"})},
    {
        "names": Property("names", "m", "object", above=frozenset({"mentions"})),
        "mentions": Property("mentions", "m", "object"),
        "dateExpression": Property("dateExpression", "m", "data"),
    },
)


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("2021-05-19", ("2021-05-19", "2021-05-19")),
        ("2022-03", ("2022-03-01", "2022-03-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2013", ("2013-01-01", "2013-12-31")),
        ("2020/2024", ("2020-01-01", "2024-12-31")),
        ("2020-03/2020-04-05", ("2020-03-01", "2020-04-05")),
        ("XXXX-05-13", ()),
        ("XXXX-05-30/XXXX-06-02", ()),
    ],
)
def test_calendar_days(expression: str, days: tuple[str, ...]) -> None:
    """A day, month, year or interval covers its first to its last day; leap years are known, days without a
    year are none of the calendar."""
    assert calendar_days(expression) == days


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "maijs",
        "21-05-19",
        "2021-5-19",
        "2021-13",
        "2020/",
        "/2020",
        "2021-02-30",
        "XXXX-05",
        "XXXX-05-13/2021",
    ],
)
def test_no_date_expression(expression: str) -> None:
    """What is no date, or no day of the calendar, is a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011 - that it is one is all that is promised
        calendar_days(expression)


def test_statements_that_follow() -> None:
    """Classes and properties above are added, dates get their days, and what was said is not repeated."""
    said = Graph()
    said.add((ID.latvia, RDF.type, HR.State))
    said.add((ID.unit, HR.names, ID.latvia))
    said.add((ID.event, HR.dateExpression, Literal("2013")))
    assert set(inferred_graph([said], VOCABULARY)) == {
        (ID.latvia, RDF.type, HR.Actor),
        (ID.unit, HR.mentions, ID.latvia),
        (ID.event, HR.startDate, Literal("2013-01-01", datatype=XSD.date)),
        (ID.event, HR.endDate, Literal("2013-12-31", datatype=XSD.date)),
    }


def test_what_another_graph_says_is_not_repeated() -> None:
    """A statement that follows from one graph and stands in another is left out."""
    one, two = Graph(), Graph()
    one.add((ID.latvia, RDF.type, HR.State))
    two.add((ID.latvia, RDF.type, HR.Actor))
    assert set(inferred_graph([one, two], VOCABULARY)) == set()


def test_terms_of_others_are_left_alone() -> None:
    """Nothing follows from classes and properties that are not our own."""
    said = Graph()
    said.add((ID.x, RDF.type, Namespace("https://example.org/").State))
    said.add((ID.x, Namespace("https://example.org/").names, ID.y))
    assert len(inferred_graph([said], VOCABULARY)) == 0


@pytest.mark.parametrize(
    ("thing", "first", "last"),
    [
        ("latvia-joins-act-group", "2021-05-19", "2021-05-19"),
        ("act-group-founding", "2013-01-01", "2013-12-31"),
        ("act-code-of-conduct-creation", "2015-10-23", "2015-10-23"),
        ("latvia-joins-act-code-of-conduct", "2015-01-01", "2015-12-31"),
        ("un-security-council-election-2025", "2025-01-01", "2025-12-31"),
        ("commission-white-paper-on-ai", "2020-02-19", "2020-02-19"),
    ],
)
def test_days_of_the_real_events(graphs: Graphs, thing: str, first: str, last: str) -> None:
    """The events of the texts can be asked for by day."""
    inferred = graphs["inferred"]
    assert list(inferred.objects(ID[thing], HR.startDate)) == [Literal(first, datatype=XSD.date)]
    assert list(inferred.objects(ID[thing], HR.endDate)) == [Literal(last, datatype=XSD.date)]


def test_inferred_statements_stand_nowhere_else(graphs: Graphs) -> None:
    """The inferred graph holds nothing that the texts or the lexicon say themselves."""
    said = {
        triple
        for name, graph in graphs.items()
        if name not in ("inferred", "ontology", "metadata")
        for triple in graph
    }
    assert set(graphs["inferred"]) & said == set()
