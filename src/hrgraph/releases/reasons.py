"""A statement that one edition of the graph says and another does not, in; why, out.

Asked in this order: is the text new, gone, or another one without these words; did a curator decide it; is
the rule new, gone or another one; does a part name a thing that it did not name before (lexicon). What none
of these explains, the program does otherwise.
"""

from collections.abc import Iterable

from hrgraph.rdf import terms
from hrgraph.rdf.terms import ID, RDFS_LABEL
from hrgraph.releases.model import Reason, in_order
from hrgraph.releases.snapshot import (
    ENTITIES,
    INFERRED,
    LEXICON,
    LINKS,
    METADATA,
    ONTOLOGY,
    QUESTIONS,
    Ground,
    Snapshot,
    Statement,
)

_CURATOR, _RULE = ID + "curator/", ID + "rule/"
_OF_GRAPHS = {
    ONTOLOGY: Reason("ontology"),
    LINKS: Reason("link"),
    QUESTIONS: Reason("question"),
    INFERRED: Reason("inference"),
}
_PROGRAM = Reason("program")
_OF_WORDS = frozenset(("words-new", "words-gone"))


class Side:
    """One edition seen from another: why it says what the other does not.

    `is_new` is whether it is the later one: then statements appeared, else they went.
    """

    def __init__(self, here: Snapshot, there: Snapshot, is_new: bool) -> None:
        self._here = here
        self._there = there
        self._is_new = is_new
        self._fate = "new" if is_new else "gone"

    def why(self, statement: Statement) -> list[Reason]:
        """The reasons for a statement that only this edition says."""
        written = (statement.subject, statement.predicate, statement.object.n3())
        if written in self._there.rejected:
            by, words = self._there.rejected[written]
            code = "curator-accepts-again" if self._is_new else "curator-rejects"
            return [Reason(code, by, words)]
        if statement in self._here.grounds:
            return [self.why_said(statement, ground) for ground in self._here.grounds[statement]]
        return [self.why_in(statement, graph) for graph in self._here.said[statement]]

    def why_said(self, statement: Statement, ground: Ground) -> Reason:
        """The reason for these words as grounds of the statement, which only this edition has."""
        there, document, maker = self._there, ID + ground.document, ground.maker
        is_same_text = there.texts.get(ground.document) == self._here.texts.get(ground.document)
        if (reason := self._of_document(ground.document, ground.quote)) is not None:
            return reason
        if maker.startswith(_CURATOR):
            code = "curator-says" if self._is_new else "curator-no-longer-says"
            return Reason(code, maker, ground.reason)
        if maker == LEXICON:
            return Reason("lexicon") if is_same_text else Reason("text-changed", document)
        if (reason := self._of_maker(maker)) is not None:
            return reason
        if not is_same_text:
            return Reason("text-changed", document)
        if any(self._names_anew(ground.part, thing) for thing in (statement.subject, statement.object.text)):
            return Reason("lexicon")
        return _PROGRAM

    def _names_anew(self, part: str, thing: str) -> bool:
        return part in self._here.named.get(thing, ()) and part not in self._there.named.get(thing, ())

    def why_in(self, statement: Statement, graph: str) -> Reason:
        """The reason for a statement without words of its own that only this edition has in the graph."""
        if graph in _OF_GRAPHS:
            return _OF_GRAPHS[graph]
        if graph == ENTITIES:
            return self._of_entity(statement.subject)
        about = statement.subject.removeprefix(ID) if graph == METADATA else graph.removeprefix(terms.GRAPH)
        document = about.partition("/")[0]
        said = statement.object.text if statement.object.language else ""
        words = said if said in self._here.words.get(document, "") else ""
        if (reason := self._of_document(document, words)) is not None:
            return reason
        if graph == METADATA:
            return Reason("about-text", ID + document)
        if statement.predicate == RDFS_LABEL and statement.subject in self._there.subjects and not words:
            # What has no name in the text is called by the names of other things.
            return Reason("lexicon")
        return self._of_text(document) or Reason("layout")

    def _of_document(self, document: str, quote: str | None = None) -> Reason | None:
        """The reason that lies in the document: it, or these words of it, are here alone."""
        if document in self._here.texts and document not in self._there.texts:
            return Reason(f"document-{self._fate}", ID + document)
        if quote and quote not in self._there.words.get(document, ""):
            return Reason(f"words-{self._fate}", ID + document)
        return None

    def _of_maker(self, maker: str) -> Reason | None:
        if maker not in self._there.makers:
            return Reason(f"rule-{self._fate}", maker)
        if self._there.makers[maker] != self._here.makers.get(maker):
            return Reason("rule-changed", maker)
        return None

    def _of_entity(self, thing: str) -> Reason:
        if thing.startswith(_CURATOR):
            return Reason(f"curator-{self._fate}", thing)
        if thing.startswith(_RULE):
            return self._of_maker(thing) or Reason("rule-changed", thing)
        # The graph has only things that the texts speak of, so one may come or go with a text.
        if thing not in self._there.subjects:
            documents = {part.partition("/")[0] for part in self._here.named.get(thing, ())}
            reasons = {self._of_document(document) or self._of_text(document) for document in documents}
            if documents and None not in reasons:
                return min(reason for reason in reasons if reason)
        return Reason("lexicon")

    def _of_text(self, document: str) -> Reason | None:
        is_same = self._there.texts.get(document) == self._here.texts.get(document)
        return None if is_same else Reason("text-changed", ID + document)


def told(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, in order; vague ones only where nothing tells more of the same."""
    once = in_order(reasons)
    words = {reason.about for reason in once if reason.code in _OF_WORDS}
    vague = {_PROGRAM, *(Reason("text-changed", about) for about in words)}
    return tuple(reason for reason in once if reason not in vague) or once
