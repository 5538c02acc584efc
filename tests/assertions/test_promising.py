"""The rules tried with a unit are those whose words, things and cases it holds."""

import pytest

from hrgraph.assertions.model import Reading
from hrgraph.assertions.promising import RuleIndex
from hrgraph.knowledge import Knowledge
from hrgraph.structure.units import Unit
from hrgraph.text.words import Words


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        pytest.param("Latvija nosoda spīdzināšanu.", True, id="all that it requires"),
        pytest.param("Latvija piemin spīdzināšanu.", False, id="another verb"),
        pytest.param("Māra nosoda spīdzināšanu.", False, id="nobody known"),
        pytest.param("Latviju nosoda spīdzināšanu.", False, id="another case"),
        pytest.param("Nosoda spīdzināšanu.", False, id="nobody"),
    ],
)
def test_a_rule_is_tried_where_it_can_match(knowledge: Knowledge, text: str, tried: bool) -> None:
    """Verb, thing and case must all be there before a rule is tried."""
    index = RuleIndex(knowledge.rules, knowledge.context.kinds)
    reading = Reading(
        "d", Unit("p1", "Paragraph", "", 1, Words.whole(text)), knowledge.matcher.find(text).mentions
    )
    found = [rule.id for rule in index.promising(reading, knowledge.context.values.find(text), frozenset())]
    assert ("party-condemns" in found) is tried


def test_a_rule_stays_in_its_place_and_kind_of_document(knowledge: Knowledge) -> None:
    """A rule for parts of one id or documents of one class is not tried elsewhere."""
    text = "Komunikācijas grupa"
    mentions = knowledge.matcher.find(text, "press-release-act").mentions
    index = RuleIndex(knowledge.rules, knowledge.context.kinds)

    def tried(unit: str) -> set[str]:
        reading = Reading("press-release-act", Unit(unit, "Paragraph", "", 1, Words.whole(text)), mentions)
        return {rule.id for rule in index.promising(reading, [], frozenset())}

    assert "contact-unit" in tried("contact.title")
    assert "contact-unit" not in tried("p1")
