"""What all documents of a corpus share: the ontology, the things of the lexicon, the rules, and the links."""

from hrgraph.graph.inferred import inferred_graph
from hrgraph.graph.known import entities_graph
from hrgraph.graph.links import links_graph
from hrgraph.graph.vocabulary import canonical
from hrgraph.graph.write import nquads, things_in
from hrgraph.knowledge import Knowledge

NAME = "common"
"""The shard that holds it."""


def common_quads(knowledge: Knowledge) -> bytes:
    """The graphs `ontology`, `entities`, `links` and what follows from them, as N-Quads.

    All things of the lexicon are in it: which of them the documents name would have to be known first.
    """
    context = knowledge.context
    entities = entities_graph(
        context.entries, context.entries, context.vocabulary, knowledge.labels, knowledge.makers
    )
    links = links_graph(knowledge.links, things_in([entities]))
    inferred = inferred_graph([entities, links], context.vocabulary)
    ontology = canonical(knowledge.labels.ontology)
    return nquads({"entities": entities, "inferred": inferred, "links": links, "ontology": ontology})
