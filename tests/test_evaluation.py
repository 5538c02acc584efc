"""Measured against gold annotations."""

import json
import os
from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.evaluation import PLAN, Score, _gold, _objects, evaluate, report
from hrgraph.knowledge import Knowledge


def test_score_counts_right_wrong_and_missed() -> None:
    """Precision, recall and F1 follow from the three counts; what is only allowed counts neither way."""
    score = Score()
    score.add("I.A.1", {"a", "b", "c"}, {"a", "d"}, {"c"})

    assert (score.right, score.wrong, score.missed) == (1, ["I.A.1 b"], ["I.A.1 d"])
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    """An empty score is no failure."""
    assert (Score().precision, Score().recall, Score().f1) == (1.0, 1.0, 1.0)


def test_the_goals_hold_on_the_gold_actions(root: Path) -> None:
    """Names: precision at least .97, recall at least .95; the kind of act in at least .95; objects of
    acts: precision at least .97, recall at least .85."""
    scores = evaluate(root)

    assert scores["names"].precision >= 0.97
    assert scores["names"].recall >= 0.95
    assert scores["kind of act"].precision >= 0.95
    assert scores["objects of acts"].precision >= 0.97
    assert scores["objects of acts"].recall >= 0.85
    assert scores["objects of acts"].right > 150


def test_the_documented_figures_are_those_measured(root: Path) -> None:
    """The table in data/gold/README.md is what `hrgraph eval` prints now; FIX=1 writes it anew."""
    table = report(root).split("\n\n")[0]
    file = root / "data" / "gold" / "README.md"
    before, _, rest = file.read_text(encoding="utf-8").partition("<!-- figures -->\n")
    documented, _, after = rest.partition("<!-- /figures -->")
    if os.environ.get("FIX"):
        file.write_text(f"{before}<!-- figures -->\n{table}\n<!-- /figures -->{after}", encoding="utf-8")
        documented = table + "\n"

    assert documented == table + "\n"


def test_objects_are_scored_by_verb_and_key() -> None:
    """Each object counts with the infinitive of its act; the EU, the unstated subject, does not count."""
    said = {
        ("I.A.1", "hasAct"): {f"{PLAN}/I.A.1/act.1", f"{PLAN}/I.A.1/act.2"},
        ("I.A.1/act.1", "verb"): {"atcelt"},
        ("I.A.1/act.1", "actsOn"): {"death-penalty", "european-union"},
        ("I.A.1/act.2", "verb"): {"strādāt"},
    }

    assert _objects("I.A.1", said) == {"atcelt death-penalty"}


def test_gold_of_objects_holds_what_the_lexicon_and_the_texts_hold(root: Path, knowledge: Knowledge) -> None:
    """Its keys are known, its actions are there in order, and no key is both wanted and open."""
    file = root / "data" / "gold" / "objects.json"
    actions = _gold(file)
    acts = [act for action in actions for act in action["acts"]]

    assert len({action["id"] for action in actions}) == len(actions) == 73
    assert {key for act in acts for key in act["objects"]} <= set(knowledge.context.entries)
    assert {key for act in acts for key in act.get("open", ())} <= set(knowledge.context.entries)
    assert not [act for act in acts if set(act["objects"]) & set(act.get("open", ()))]


def test_malformed_gold_is_named(tmp_path: Path) -> None:
    """The error gives the file."""
    file = tmp_path / "actions.json"
    file.write_text(json.dumps({"about": "nothing"}), encoding="utf-8")

    with pytest.raises(DataError, match=r"actions\.json"):
        _gold(file)
