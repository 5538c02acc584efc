"""Curated corrections: adding, rejecting, accepting, and what stops the build."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.assertions.curation import Correction, merge, read_curation
from hrgraph.assertions.model import Assertion, Evidence, Literal, Reading
from hrgraph.errors import CurationError
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf.terms import HR, ID, XSD
from hrgraph.rdf.vocabulary import Vocabulary

Read = Callable[..., Reading]
Short = Callable[[Assertion], tuple[str, str, str]]
ReadCuration = Callable[[str], tuple[Correction, ...]]

STATEMENT = """\
# corrections
[[statement]]
action = "add"
in = "I.A.1"
quote = "miers"
predicate = "names"
object = "peace"
reason = "It is meant."
by = "editor"
date = 2026-11-21
"""
KNOWN = {"d/I.A.1", "group", "peace", "talks"}
MADE = Assertion(ID + "d/I.A.1", HR + "names", ID + "peace", Evidence("d", "I.A.1", 0, 5, "lexicon"))
OTHER = Assertion(ID + "d/I.A.1", HR + "names", ID + "talks", Evidence("d", "I.A.1", 6, 9, "lexicon"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the corrections of each test are written."""
    return tmp_path / "curated.toml"


@pytest.fixture
def curation(file: Path, reading: Read, vocabulary: Vocabulary) -> ReadCuration:
    """Reads corrections to a unit 'miers, miers un mieri'."""

    def read(text: str) -> tuple[Correction, ...]:
        file.write_text(text, encoding="utf-8")
        return read_curation(file, [reading("viens miers un divi mieri, mieri")], vocabulary, KNOWN)

    return read


def with_action(action: str) -> str:
    """The correction with another action."""
    return STATEMENT.replace('"add"', f'"{action}"')


def test_no_file_is_no_correction(file: Path, vocabulary: Vocabulary) -> None:
    """A document need not be curated."""
    assert read_curation(file, [], vocabulary, KNOWN) == ()


def test_correction_is_read(curation: ReadCuration, short: Short, file: Path) -> None:
    """A correction is a statement of its curator about the quoted words."""
    (correction,) = curation(STATEMENT)
    assert short(correction.assertion) == ("d/I.A.1", "names", "peace")
    evidence = correction.assertion.evidence
    assert (evidence.start, evidence.end) == (6, 11)
    assert (evidence.maker, evidence.status, evidence.reason) == (
        "curator/editor",
        "accepted",
        "It is meant.",
    )
    assert (correction.action, correction.date.isoformat(), correction.line) == ("add", "2026-11-21", 2)


@pytest.mark.parametrize(("occurrence", "start"), [(1, 20), (2, 27)])
def test_occurrence_of_a_quote(curation: ReadCuration, occurrence: int, start: int) -> None:
    """Words that stand twice are told apart by their number."""
    text = STATEMENT.replace('"miers"', '"mieri"') + f"occurrence = {occurrence}\n"
    assert curation(text)[0].assertion.evidence.start == start


def test_subject_may_be_another_thing(curation: ReadCuration, short: Short) -> None:
    """Without a subject the statement is about the unit, else about the thing named."""
    assert short(curation(STATEMENT + 'subject = "group"\n')[0].assertion)[0] == "group"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        *[
            pytest.param(
                line + "\n", "", f"the correction lacks `{line.split()[0]}`", id=f"no {line.split()[0]}"
            )
            for line in STATEMENT.splitlines()[2:]
        ],
        pytest.param('"It is meant."', '""', "lacks `reason`", id="empty reason"),
        pytest.param("by =", "from = 1\nby =", "not known: from", id="unknown setting"),
        pytest.param(
            '"add"', '"change"', "action must be one of add, reject, accept, replace", id="unknown action"
        ),
        pytest.param('"peace"', '"peice"', "there is no thing peice", id="unknown object"),
        pytest.param("by =", 'subject = "grup"\nby =', "there is no thing grup", id="unknown subject"),
        pytest.param('"It is meant."', "5", "`reason` is text", id="reason that is no text"),
        pytest.param("2026-11-21", '"21.11.2026."', "`date` is a", id="date that is text"),
        pytest.param("2026-11-21", "2026-11-21T10:00:00Z", "`date` is a day", id="date with a time"),
        pytest.param('"editor"', '"The Editor"', "`by` is a name of lower-case", id="name that makes no IRI"),
        pytest.param('"add"', '"replace"', "`replacement` and action", id="replaced by nothing"),
        pytest.param(
            "by =", 'replacement = "peace"\nby =', "`replacement` and action", id="idle replacement"
        ),
        pytest.param('"names"', '"nams"', "no property nams", id="unknown predicate"),
        pytest.param('"I.A.1"', '"I.A.2"', "no unit I.A.2", id="unknown unit"),
        pytest.param('"miers"', '"karš"', "'karš' does not stand in I.A.1 of d", id="quote missing"),
        pytest.param('"miers"', '"mieri"', "'mieri' stands 2 times in I.A.1", id="quote twice"),
        pytest.param(
            '"miers"\n', '"mieri"\noccurrence = 3\n', "stands only 2 times", id="too high an occurrence"
        ),
        pytest.param('"miers"\n', '"mieri"\noccurrence = 0\n', "occurrence", id="occurrence zero"),
        pytest.param('"miers"\n', '"mieri"\noccurrence = -1\n', "occurrence", id="occurrence below zero"),
    ],
)
def test_broken_correction_is_refused(
    curation: ReadCuration, file: Path, old: str, new: str, message: str
) -> None:
    """A correction that is incomplete or points at nothing stops the build with file and line."""
    assert old in STATEMENT
    with pytest.raises(CurationError) as caught:
        curation(STATEMENT.replace(old, new, 1))
    assert message in caught.value.message
    assert (caught.value.file, caught.value.line) == (file, 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[[statement]\n", id="broken TOML"),
        pytest.param("statement = 5\n", id="no list of tables"),
        pytest.param(
            STATEMENT.replace("[[statement]]", "[[statment]]"), id="misspelt, so that it would be lost"
        ),
    ],
)
def test_broken_file_is_refused(curation: ReadCuration, file: Path, text: str) -> None:
    """A file that is no list of corrections is refused and never passed over."""
    with pytest.raises(CurationError) as caught:
        curation(text)
    assert caught.value.file == file


@pytest.mark.parametrize("header", ["[[ statement ]]", "  [[statement]]"])
def test_headers_in_other_forms_of_toml(curation: ReadCuration, header: str) -> None:
    """What TOML allows is read: blanks around or inside the brackets."""
    assert len(curation(STATEMENT.replace("[[statement]]", header))) == 1


def test_add(curation: ReadCuration, short: Short) -> None:
    """An addition stands beside what the rules made."""
    merged = merge([OTHER], curation(STATEMENT))
    assert [short(one)[2] for one in merged.assertions] == ["talks", "peace"]
    assert merged.rejected == ()


def test_reject(curation: ReadCuration) -> None:
    """A rejected statement is gone with all its evidence, and is kept aside."""
    again = Assertion(*MADE.triple, Evidence("d", "I.A.1", 20, 25, "lexicon"))
    merged = merge([MADE, OTHER, again], curation(with_action("reject")))
    assert merged.assertions == (OTHER,)
    assert merged.rejected == (MADE, again)


def test_accept(curation: ReadCuration) -> None:
    """An accepted statement stays, marked as accepted, with its curator as one more maker."""
    merged = merge([MADE, OTHER], curation(with_action("accept")))
    assert [(one.triple, one.evidence.maker, one.evidence.status) for one in merged.assertions] == [
        (MADE.triple, "lexicon", "accepted"),
        (OTHER.triple, "lexicon", "automatic"),
        (MADE.triple, "curator/editor", "accepted"),
    ]


def test_replace(curation: ReadCuration, short: Short) -> None:
    """A replacement takes away what a rule said and puts the curator's statement in its place."""
    corrections = curation(with_action("replace") + 'replacement = "talks"\n')
    merged = merge([MADE], corrections)
    assert [short(one) for one in merged.assertions] == [("d/I.A.1", "names", "talks")]
    assert merged.rejected == (MADE,)


def test_added_value_has_the_datatype_of_its_property(curation: ReadCuration) -> None:
    """A value that a curator adds is typed as the ontology says, and is not words in Latvian."""
    text = STATEMENT.replace('"names"', '"dateExpression"').replace('"peace"', '"2013-05"')
    (correction,) = curation(text)
    assert correction.assertion.object == Literal("2013-05", datatype=XSD + "string")


@pytest.mark.parametrize(
    ("action", "made", "message"),
    [
        pytest.param("add", [MADE], "a rule says this too, so the addition is idle", id="idle addition"),
        pytest.param("reject", [OTHER], "no rule says what this would reject", id="orphaned rejection"),
        pytest.param("accept", [], "no rule says what this would accept", id="orphaned acceptance"),
    ],
)
def test_correction_out_of_date_is_refused(
    curation: ReadCuration, file: Path, action: str, made: list[Assertion], message: str
) -> None:
    """A correction that the rules have overtaken stops the build with file, line and statement."""
    corrections = curation(with_action(action))
    with pytest.raises(CurationError) as caught:
        merge(made, corrections)
    assert message in caught.value.message
    assert "peace" in caught.value.message
    assert (caught.value.file, caught.value.line) == (file, 2)


def test_reject_a_value(curation: ReadCuration) -> None:
    """A value that a rule read can be rejected as it is written."""
    text = with_action("reject").replace('"names"', '"dateExpression"').replace('"peace"', '"2013"')
    made = Assertion(
        ID + "d/I.A.1",
        HR + "dateExpression",
        Literal("2013", datatype=XSD + "string"),
        Evidence("d", "I.A.1", 0, 5, "r"),
    )
    assert merge([made], curation(text)).rejected == (made,)


def test_real_corrections_rest_on_their_words(plan: DocumentReading) -> None:
    """Every statement of a curator in the real graph is accepted, has a reason and quotes its unit."""
    curated = [one for one in plan.merged.assertions if one.evidence.maker.startswith("curator/")]
    assert curated
    assert {one.evidence.status for one in curated} == {"accepted"}
    assert all(one.evidence.reason for one in curated)
    assert all(one.evidence.end > one.evidence.start for one in curated)
