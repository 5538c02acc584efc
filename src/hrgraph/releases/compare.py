"""Two editions of the graph in; which statements appeared, changed or went, each with its reason, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hrgraph.rdf import terms
from hrgraph.rdf.term import Term
from hrgraph.releases.model import APPEARED, CHANGED, GONE, Change, Reason
from hrgraph.releases.reasons import Side, told
from hrgraph.releases.snapshot import Ground, Snapshot, Statement

_CURATOR = terms.ID + "curator/"


def compare(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """What changed, sorted by subject, predicate and object.

    A statement has changed if its words, its maker or its graph did; or if its object did: then one statement
    went and one appeared with the same subject, predicate and language, and no other besides.
    """
    gone = old.said.keys() - new.said.keys()
    appeared = new.said.keys() - old.said.keys()
    before, after = Side(old, new, is_new=False), Side(new, old, is_new=True)
    changes = []
    for was, now in _pairs(gone, appeared):
        reasons = [*(before.why(was) if was else ()), *(after.why(now) if now else ())]
        changes.append(_change(old, new, was, now, reasons))
    for statement in old.said.keys() & new.said.keys():
        if reasons := _reasons_of_same(old, new, statement, before, after):
            changes.append(_change(old, new, statement, statement, reasons))
    return tuple(sorted(changes, key=_order))


def labels_of(changes: Iterable[Change], old: Snapshot, new: Snapshot) -> dict[str, dict[str, str]]:
    """The labels of everything that the changes speak of; where both editions have one, that of the new."""
    iris: set[str] = set()
    for change in changes:
        iris |= {change.subject, change.predicate}
        iris |= {term.text for term in (change.before, change.after) if term and term.kind == "iri"}
        iris |= {reason.about for reason in change.reasons}
        for ground in (*change.grounds_before, *change.grounds_after):
            iris |= {ground.maker, terms.thing(ground.part), terms.thing(ground.document)}
    found = {iri: old.labels.get(iri, {}) | new.labels.get(iri, {}) for iri in sorted(iris)}
    return {iri: dict(sorted(labels.items())) for iri, labels in found.items() if labels}


def _pairs(
    gone: Iterable[Statement], appeared: Iterable[Statement]
) -> Iterator[tuple[Statement | None, Statement | None]]:
    """What went with what took its place, if that is plain; else each for itself."""
    places: dict[tuple[str, str, str], tuple[list[Statement], list[Statement]]] = defaultdict(
        lambda: ([], [])
    )
    for number, statements in enumerate((gone, appeared)):
        for statement in statements:
            place = (statement.subject, statement.predicate, statement.object.language)
            places[place][number].append(statement)
    for were, are in places.values():
        if len(were) == len(are) == 1:
            yield were[0], are[0]
        else:
            yield from ((statement, None) for statement in were)
            yield from ((None, statement) for statement in are)


def _reasons_of_same(
    old: Snapshot, new: Snapshot, statement: Statement, before: Side, after: Side
) -> list[Reason]:
    """Why a statement that both say has other words or another graph; empty where it has not."""
    were, are = old.grounds.get(statement, frozenset()), new.grounds.get(statement, frozenset())
    if were == are:
        left, entered = old.said[statement] - new.said[statement], new.said[statement] - old.said[statement]
        return [
            *(before.why_in(statement, graph) for graph in left),
            *(after.why_in(statement, graph) for graph in entered),
        ]
    gone, come = were - are, are - were
    curated = {ground for ground in come if ground.maker.startswith(_CURATOR)}
    reasons = [after.why_said(statement, ground) for ground in curated]
    # A curator who accepts what a rule says changes the status of the rule's words: that is one change.
    came = {_without_status(ground) for ground in come}
    went = {_without_status(ground) for ground in gone}
    reasons += [after.why_said(statement, g) for g in come - curated if _without_status(g) not in went]
    reasons += [before.why_said(statement, g) for g in gone if _without_status(g) not in came]
    return reasons or [Reason("program")]


def _without_status(ground: Ground) -> Ground:
    return ground._replace(status="")


def _change(
    old: Snapshot, new: Snapshot, was: Statement | None, now: Statement | None, reasons: Iterable[Reason]
) -> Change:
    said = now or was
    assert said is not None
    return Change(
        kind=GONE if now is None else APPEARED if was is None else CHANGED,
        subject=said.subject,
        predicate=said.predicate,
        before=was.object if was else None,
        after=now.object if now else None,
        grounds_before=tuple(sorted(old.grounds.get(was, ()))) if was else (),
        grounds_after=tuple(sorted(new.grounds.get(now, ()))) if now else (),
        graphs_before=_names(old.said[was]) if was else (),
        graphs_after=_names(new.said[now]) if now else (),
        reasons=told(reasons),
    )


def _names(graphs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(graph.removeprefix(terms.GRAPH) for graph in graphs))


def _order(change: Change) -> tuple[str, str, Term, str]:
    return change.subject, change.predicate, change.after or change.before or Term("", ""), change.kind
