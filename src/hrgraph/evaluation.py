"""Measures what is read out of the texts against gold annotations made by reading (data/gold/)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hrgraph.errors import DataError
from hrgraph.knowledge import Knowledge, load_knowledge
from hrgraph.pipeline import DocumentReading, read_document
from hrgraph.rdf.terms import HR, ID
from hrgraph.structure.documents import read_documents

PLAN = "eu-action-plan-hrd-2020-2024"
_UNJUDGED = {PLAN, "european-union"}
"""The gold leaves out the plan itself and the EU, the unstated subject of every action."""
_ROLES = {"partner": "hasPartner", "doer": "hasDoer", "author": "hasAuthor", "venue": "hasVenue"}
_NAMED = ("topics", "legal_refs", "instruments", "organisations", "target_groups", "levels")
_WISHES = {
    "promotes_ratification_of": "promotesRatificationOf",
    "promotes_accession_to": "promotesAccessionTo",
    "promotes_implementation_of": "promotesImplementationOf",
}


@dataclass
class Score:
    """What is right, wrong and missed, with precision, recall and F1 (1 where there is nothing to find)."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, place: str, found: set[str], wanted: set[str], allowed: set[str] | None = None) -> None:
        """Count what was found against what was wanted; what is only `allowed` counts neither way."""
        self.right += len(found & wanted)
        self.wrong += sorted(f"{place} {key}" for key in found - wanted - (allowed or set()))
        self.missed += sorted(f"{place} {key}" for key in wanted - found)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.right / (self.right + len(self.missed)) if self.right or self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def evaluate(root: Path) -> dict[str, Score]:
    """The scores by kind of statement. Raises DataError when a gold file is malformed."""
    knowledge = load_knowledge(root)
    documents = {document.id: document for document in read_documents(root / "data" / "documents")}
    reading = read_document(documents[PLAN], knowledge)
    said = _said(reading)
    scores: dict[str, Score] = {}
    for action in _gold(root / "data" / "gold" / "actions.json"):
        for kind, found, wanted, allowed in _compared(action, said, knowledge):
            scores.setdefault(kind, Score()).add(action["id"], found, wanted, allowed)
    objects = scores["objects of acts"] = Score()
    for action in _gold(root / "data" / "gold" / "objects.json"):
        wanted, allowed = (
            {f"{act['verb']} {key}" for act in action["acts"] for key in act.get(kind, ())}
            for kind in ("objects", "open")
        )
        objects.add(action["id"], _objects(action["id"], said), wanted, allowed)
    return scores


def _gold(file: Path) -> list[dict[str, Any]]:
    try:
        actions: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["actions"]
    except (OSError, json.JSONDecodeError, KeyError) as problem:
        raise DataError(f"the gold annotations cannot be read: {problem}", file) from problem
    return actions


def _said(reading: DocumentReading) -> Mapping[tuple[str, str], set[str]]:
    said: dict[tuple[str, str], set[str]] = {}
    for assertion in reading.merged.assertions:
        unit = assertion.subject.removeprefix(f"{ID}{reading.document.id}/")
        predicate = assertion.predicate.removeprefix(HR)
        value = assertion.object if isinstance(assertion.object, str) else assertion.object.value
        said.setdefault((unit, predicate), set()).add(value.removeprefix(ID))
    return said


def _objects(unit: str, said: Mapping[tuple[str, str], set[str]]) -> set[str]:
    """What the acts of an action act on, each as infinitive and KEY."""
    return {
        f"{verb} {key}"
        for name in said.get((unit, "hasAct"), ())
        for verb in said[name.removeprefix(f"{PLAN}/"), "verb"]
        for key in said.get((name.removeprefix(f"{PLAN}/"), "actsOn"), set()) - _UNJUDGED
    }


def _compared(
    action: Mapping[str, Any], said: Mapping[tuple[str, str], set[str]], knowledge: Knowledge
) -> Iterable[tuple[str, set[str], set[str], set[str]]]:
    unit = action["id"]

    def found(*predicates: str) -> set[str]:
        return set().union(*(said.get((unit, predicate), set()) for predicate in predicates))

    acts = {name.removeprefix(f"{PLAN}/") for name in found("hasAct")}
    verbs = {
        verb
        for act in acts
        if "main" in said.get((act, "hasActPosition"), set())
        for verb in said.get((act, "verb"), set())
    }
    named = set().union(*(set(action[kind]) for kind in _NAMED), action["actors"], action["counterparts"])
    within = set(action["target_groups_in_term_only"]) | set(action["organisations_in_titles_only"])
    yield "names", found("names", "atLevel"), named - within, within | _UNJUDGED
    parties = {key for key in found("namesWithinTerm") if "Actor" in knowledge.context.kinds.of(key)}
    yield "parties within terms", parties | (found("names") & within), within, named | _UNJUDGED
    yield "kind of act", found("hasLeadingActType"), {action["action_type"]}, set()
    yield "leading verbs", verbs, {verb["verb"] for verb in action["main_verbs"]}, set()
    for role, predicate in _ROLES.items():
        yield role, found(predicate), {key for key, value in action["actors"].items() if value == role}, set()
    yield "addressed", found("addresses", "callsUpon", "helps"), set(action["counterparts"]), set()
    yield "rights served", found("servesRightsOf"), set(action["target_groups"]) - within, set()
    yield "levels", found("atLevel"), set(action["levels"]), set()
    for kind, predicate in _WISHES.items():
        yield kind.replace("_", " "), found(predicate), set(action[kind]), set()


def report(root: Path) -> str:
    """The scores as a Markdown table, then what was wrong and missed."""
    scores = evaluate(root)
    lines = ["| kind | right | wrong | missed | precision | recall | F1 |"]
    lines.append("|---|---|---|---|---|---|---|")
    lines += [
        f"| {kind} | {score.right} | {len(score.wrong)} | {len(score.missed)} "
        f"| {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |"
        for kind, score in scores.items()
    ]
    lines.append("")
    for kind, score in scores.items():
        lines += [f"- {kind}: not in the gold: {place}" for place in score.wrong]
        lines += [f"- {kind}: missed: {place}" for place in score.missed]
    return "\n".join(lines) + "\n"
