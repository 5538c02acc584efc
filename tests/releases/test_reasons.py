"""Why a statement appeared, changed or went."""

import json
from dataclasses import replace

import pytest

from hrgraph.rdf.terms import HR, ID
from hrgraph.releases.model import Reason, in_order
from hrgraph.releases.reasons import told

from .editions import HELPS, LEADS, TEXT, Compared, Said, Small

OLD = Small()
NEW_RULE = LEADS._replace(maker="id:rule/directs")
CURATED = Said(
    "id:council hr:leads id:work",
    "Komisija vada darbu",
    maker="id:curator/editor",
    status="id:accepted",
    reason="Read.",
)
REJECTED = json.dumps(
    [
        {
            "subject": ID + "commission",
            "predicate": HR + "leads",
            "object": f"<{ID}work>",
            "part": ID + "doc/p1",
            "by": ID + "curator/editor",
            "reason": "Not said.",
        }
    ]
).encode()
DOC = ID + "doc"
RULES = OLD.rules


def reasons(changes: tuple[object, ...], subject: str, predicate: str) -> tuple[Reason, ...]:
    """The reasons of the only change of that subject and predicate."""
    [found] = [
        change
        for change in changes
        if (change.subject, change.predicate) == (ID + subject, HR + predicate)  # type: ignore[attr-defined]
    ]
    told_: tuple[Reason, ...] = found.reasons  # type: ignore[attr-defined]
    return told_


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(Small(document=""), [Reason("document-gone", DOC)], id="the document is gone"),
        pytest.param(
            Small(said=(HELPS,), text="Padome palīdz valstīm."),
            [Reason("words-gone", DOC)],
            id="its words are gone",
        ),
        pytest.param(
            Small(said=(HELPS,), text="Nav tā, ka " + TEXT),
            [Reason("text-changed", DOC)],
            id="the words are there, but others beside them",
        ),
        pytest.param(
            Small(said=(HELPS,), rules=RULES[:1]),
            [Reason("rule-gone", ID + "rule/leads")],
            id="the rule is gone",
        ),
        pytest.param(
            Small(said=(HELPS,), rules=(RULES[0], ("leads", "other"))),
            [Reason("rule-changed", ID + "rule/leads")],
            id="the rule is another one",
        ),
        pytest.param(
            Small(said=(HELPS,), named=OLD.named[:3]), [Reason("lexicon")], id="a thing has lost its name"
        ),
        pytest.param(Small(said=(HELPS,)), [Reason("program")], id="nothing else explains it"),
        pytest.param(
            Small(said=(HELPS, NEW_RULE), rules=(RULES[0], ("directs", "x"))),
            [Reason("rule-new", ID + "rule/directs"), Reason("rule-gone", ID + "rule/leads")],
            id="another rule says it now",
        ),
    ],
)
def test_a_statement_of_a_text(changed: Compared, new: Small, expected: list[Reason]) -> None:
    """What went is explained by what is gone, and what came, the other way round, by what is new."""
    forth = reasons(changed(OLD, new), "commission", "leads")
    back = reasons(changed(new, OLD), "commission", "leads")

    assert list(forth) == expected
    turned = {"gone": "new", "new": "gone"}
    assert {reason.code for reason in back} == {
        code.rpartition("-")[0] + "-" + turned[code.rpartition("-")[2]]
        if code.endswith(("-gone", "-new"))
        else code
        for code in (reason.code for reason in expected)
    }


def test_a_curator_rejects_and_takes_it_back(changed: Compared) -> None:
    """A rejected statement went for the curator's reason, and appears again when that is withdrawn."""
    new = Small(said=(HELPS,))
    about = (ID + "curator/editor", "Not said.")

    assert reasons(changed(OLD, new, now=REJECTED), "commission", "leads") == (
        Reason("curator-rejects", *about),
    )
    assert reasons(changed(new, OLD, was=REJECTED), "commission", "leads") == (
        Reason("curator-accepts-again", *about),
    )


def test_a_curator_says_something(changed: Compared) -> None:
    """What a curator adds appears for the reason given, and goes when it is withdrawn."""
    new = Small(said=(HELPS, LEADS, CURATED))
    about = (ID + "curator/editor", "Read.")

    assert reasons(changed(OLD, new), "council", "leads") == (Reason("curator-says", *about),)
    assert reasons(changed(new, OLD), "council", "leads") == (Reason("curator-no-longer-says", *about),)


def test_a_curator_accepts(changed: Compared) -> None:
    """A rule's statement that a curator accepts has changed, for the curator's reason alone."""
    accepted = (
        LEADS._replace(status="id:accepted"),
        CURATED._replace(triple=LEADS.triple, at="1-2"),
    )

    assert reasons(changed(OLD, Small(said=(HELPS, *accepted))), "commission", "leads") == (
        Reason("curator-says", ID + "curator/editor", "Read."),
    )


@pytest.mark.parametrize(
    ("graph", "code"),
    [("links", "link"), ("ontology", "ontology"), ("inferred", "inference"), ("questions", "question")],
)
def test_what_no_text_says(changed: Compared, graph: str, code: str) -> None:
    """A statement of a table, the ontology, the questions or the reasoner names that as its reason."""
    new = replace(OLD, others=OLD.others + f"\ngraph:{graph} {{ id:council hr:leads id:peace . }}")

    assert reasons(changed(OLD, new), "council", "leads") == (Reason(code),)


def test_a_thing_that_comes_with_a_text(changed: Compared) -> None:
    """A thing not there before came with the text that names it first; one that was there, by the lexicon."""
    new = Small(
        text=TEXT + " Un miers.",
        named=(*OLD.named, "id:peace"),
        others=OLD.others + "\ngraph:entities { id:peace hr:leads id:work . id:council hr:leads id:work . }",
    )
    changes = changed(OLD, new)

    assert reasons(changes, "peace", "leads") == (Reason("text-changed", DOC),)
    assert reasons(changes, "council", "leads") == (Reason("lexicon"),)


def test_parts_of_a_document(changed: Compared) -> None:
    """A part came with its words; one that comes while the text is the same is read otherwise."""
    more = "\ngraph:doc { id:doc hr:leads id:doc . }"

    assert reasons(changed(OLD, Small(text="Pavisam cits.", said=())), "doc/p1", "text") == (
        Reason("words-new", DOC),
        Reason("words-gone", DOC),
    )
    assert reasons(changed(OLD, replace(OLD, others=OLD.others + more)), "doc", "leads") == (
        Reason("layout"),
    )


def test_a_rule_of_its_own(changed: Compared) -> None:
    """That a rule is there, and its pattern, is explained by the rule."""
    codes = {
        reason.code
        for change in changed(OLD, Small(rules=(RULES[0], ("leads", "other"), ("more", "x"))))
        for reason in change.reasons
        if change.subject.startswith(ID + "rule/")
    }
    assert codes == {"rule-changed", "rule-new"}


def test_vague_reasons_give_way() -> None:
    """Each reason is told once, the most telling first; the program is blamed only when nothing else is."""
    words, text, program = Reason("words-new", DOC), Reason("text-changed", DOC), Reason("program")

    assert told([program, text, words, words]) == (words,)
    assert told([program, program]) == (program,)
    assert in_order([program, text, words]) == (words, text, program)
