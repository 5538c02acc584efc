"""What all documents of a corpus share."""

from hrgraph.knowledge import Knowledge
from hrgraph.rdf import terms


def test_common(common: bytes, knowledge: Knowledge) -> None:
    """It holds the shared graphs alone, and every thing of the lexicon, named in a text or not."""
    lines = common.splitlines()
    graphs = {line.rsplit(b" ", 2)[1].decode() for line in lines}
    assert graphs == {f"<{terms.graph(name)}>" for name in ("entities", "inferred", "links", "ontology")}
    described = {line.split(b" ", 1)[0].decode() for line in lines}
    assert {f"<{terms.thing(key)}>" for key in knowledge.context.entries} - described == set()
