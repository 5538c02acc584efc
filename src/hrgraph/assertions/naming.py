"""What each unit names: from mentions to statements, one for each thing and unit."""

from collections.abc import Collection, Iterable

from hrgraph.assertions.model import Assertion, Evidence, Reading
from hrgraph.rdf.terms import HR, thing

LEXICON_RULE = "lexicon"
_AUTOMATIC = Evidence._field_defaults["status"]
_AT_LEVEL, _NAMES, _WITHIN = HR + "atLevel", HR + "names", HR + "namesWithinTerm"


def evidence_of(reading: Reading) -> list[Evidence]:
    """The evidence that each mention of the reading is, by the position of the mention in it."""
    document, unit = reading.document, reading.unit.id
    return [
        Evidence(document, unit, one.start, one.end, LEXICON_RULE, _AUTOMATIC, "", one)
        for one in reading.mentions
    ]


def name_things(readings: Iterable[Reading], levels: Collection[str]) -> list[Assertion]:
    """The statements `names`, `namesWithinTerm` and `atLevel` that the mentions carry; `levels` are the KEYs
    of things that are levels.

    A thing named in its own right somewhere in a unit is not also said to be named within a term there;
    every mention of it counts as evidence. A level holds wherever its words stand ('daudzpusējos forumos').
    """
    made: list[Assertion] = []
    for reading in readings:
        unit = thing(f"{reading.document}/{reading.unit.id}")
        outright = {mention.key for mention in reading.mentions if mention.inside is None or mention.outright}
        for mention, evidence in zip(reading.mentions, evidence_of(reading), strict=True):
            key = mention.key
            if key in levels:
                predicate = _AT_LEVEL
            elif mention.inside is None or mention.outright:
                predicate = _NAMES
            elif key in outright:
                continue
            else:
                predicate = _WITHIN
            made.append(Assertion(unit, predicate, thing(key), evidence))
    return made
