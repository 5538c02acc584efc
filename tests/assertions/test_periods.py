"""The years that stand in a name."""

import pytest

from hrgraph.assertions.model import Literal, Reading
from hrgraph.assertions.periods import period_statements
from hrgraph.knowledge import Knowledge
from hrgraph.rdf.terms import XSD
from hrgraph.structure.units import Unit
from hrgraph.text.words import Words

PLAN = "trafficking-prevention-plan-latvia"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        pytest.param("Izpildīts Cilvēku tirdzniecības novēršanas plāns 2021.–2023. gadam.",
                     [(PLAN, Literal("2021/2023", datatype=XSD + "string"))], id="years that end the name"),
        pytest.param("Izpildīts Cilvēku tirdzniecības novēršanas plāns.", [], id="no years"),
        pytest.param("Cilvēku tirdzniecības novēršanas plāns tika pildīts no 2021. līdz 2023. gadam.", [],
                     id="years apart from the name"),
        pytest.param("Spēkā ir 1949. gada Ženēvas konvencija par civilpersonu aizsardzību kara laikā.", [],
                     id="a year and no period"),
    ],
)  # fmt: skip
def test_years_of_a_plan(text: str, periods: list[tuple[str, Literal]], knowledge: Knowledge) -> None:
    """A plan is for the years that its name ends in, and its whole name is the evidence."""
    unit = Unit("p1", "Paragraph", "", 1, Words.whole(text))
    reading = Reading("d", unit, knowledge.matcher.find(text).mentions)
    made = list(period_statements([reading], knowledge.context.values, knowledge.context.kinds))
    assert [(one.subject.rsplit("/", 1)[-1], one.object) for one in made] == periods
    assert all(text[one.evidence.start : one.evidence.end].endswith("gadam") for one in made)
