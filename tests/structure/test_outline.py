"""The outline of made-up texts: sections, units, footnotes, layout, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.errors import ProfileError
from hrgraph.structure.outline import parse
from hrgraph.structure.profile import read_profile
from hrgraph.structure.units import Outline
from hrgraph.text.source import Source

Parse = Callable[[str], Outline]

PROFILE = r"""
[joining]
no_space_before = ",.)"
no_space_after = '(?!)'

[pages]
start = '^ +\S'
footnote_rule = '^ {40,}$'
footnote = '^(?P<number>\d+)\s?(?=\S)'
repeated_link = '^https?://\S+$'
note_mark = '^(?P<number>\d+)$'
link_wrap = '^https?://\S*( )(?=\S)'

[inline]
artefacts = ['\*+']

[root]
break = '^$'
unfinished = '[^.]$'

[[unit]]
name = "title"
pattern = '^(?P<label>[A-Z])\. '
section = { kind = "Section", id = "{label}", label_lv = "Daļa", label_en = "Part" }
unit = { kind = "Heading", id = "{label}.title" }
continues = '^[A-Z ]+$'

[[unit]]
name = "point"
pattern = '^(?P<mark>-) *'
within = "Section"
unit = { kind = "Action", id = "{section}.{n}" }

[[unit]]
name = "end of the section"
pattern = '^(?=END)'
section = { kind = "", id = "", parent = "" }
unit = { kind = "Paragraph", id = "end" }

[[unit]]
name = "lead"
pattern = '^(?=\S)'
within = "Section"
after = "Heading"
unit = { kind = "Paragraph", id = "{section}.lead" }

[[unit]]
name = "headline"
pattern = '^(?=\S)'
first = true
unit = { kind = "Heading", id = "headline" }

[[unit]]
name = "paragraph"
pattern = '^(?=\S)'
within = ""
after_break = true
unit = { kind = "Paragraph", id = "p{n}" }

[[list]]
of = '\.lead$'
lead = '^Means:\s*'
separator = ';\s*'
end = '\.$'
item = { kind = "ListItem", id = "{unit}.{n}" }
"""
RULE = " " * 60


@pytest.fixture
def outline(tmp_path: Path) -> Parse:
    """Parses a text by the profile above."""
    (tmp_path / "own.toml").write_text(PROFILE, encoding="utf-8")
    profile = read_profile(tmp_path, "own")
    return lambda raw: parse(Source("d", Path("text.txt"), raw, len(raw.encode()), ""), profile)


def shown(outline: Outline) -> list[tuple[str, str, str]]:
    """Id, parent and words of every unit, in order."""
    return [(unit.id, unit.parent, unit.words.text) for unit in outline.units]


@pytest.mark.parametrize(
    ("raw", "units"),
    [
        pytest.param(
            "Head\n\nOne\ntwo.\n\nThree.", ["Head", "One two.", "Three."], id="paragraphs end at empty lines"
        ),
        pytest.param(
            "Head\n\nOne goes\n\non here.", ["Head", "One goes on here."], id="unfinished sentence goes on"
        ),
        pytest.param("Head\n\nOne *two*.", ["Head", "One two."], id="inline marks are layout"),
        pytest.param("A. ONE\nTWO\n- a\nb\n- c", ["", "A. ONE TWO", "a b", "c"], id="title and points go on"),
        pytest.param(
            "A. One\n- a\nEND\n- b", ["", "A. One", "a", "END - b"], id="no point outside a section"
        ),
        pytest.param("A. One\n-a\nB. Two\n- b", ["", "A. One", "a", "", "B. Two", "b"], id="next section"),
    ],
)
def test_units(outline: Parse, raw: str, units: list[str]) -> None:
    """Where units begin and end, by their words."""
    assert [text for _, _, text in shown(outline(raw))] == units


def test_sections_hold_their_units(outline: Parse) -> None:
    """Units know their section, ordinals count by kind and parent, labels come from the print."""
    found = outline("A. One\n- a\n- b\nB. Two\n- c")
    assert [(u.id, u.kind, u.parent, u.ordinal, u.label) for u in found.units] == [
        ("A", "Section", "", 1, "A"),
        ("A.title", "Heading", "A", 1, "A"),
        ("A.1", "Action", "A", 1, ""),
        ("A.2", "Action", "A", 2, ""),
        ("B", "Section", "", 2, "B"),
        ("B.title", "Heading", "B", 1, "B"),
        ("B.1", "Action", "B", 1, ""),
    ]
    assert (found.unit("A").label_lv, found.unit("A").label_en) == ("Daļa", "Part")
    with pytest.raises(KeyError):
        found.unit("C")


def test_list_in_running_text(outline: Parse) -> None:
    """A listing paragraph keeps its words, and its items are slices of them with their own places."""
    raw = "A. One\nMeans: a b;\nc, d; e."
    found = outline(raw)
    assert shown(found)[2:] == [
        ("A.lead", "A", "Means: a b; c, d; e."),
        ("A.lead.1", "A.lead", "a b"),
        ("A.lead.2", "A.lead", "c, d"),
        ("A.lead.3", "A.lead", "e"),
    ]
    assert [raw[start:end] for item in found.units[3:] for start, end in item.words.runs(raw)] == [
        "a b",
        "c, d",
        "e",
    ]


def test_footnote_in_the_middle_of_a_point(outline: Parse) -> None:
    """A footnote printed inside a point does not cut it; the mark tells whose footnote it is."""
    link = "http://x.org/a"
    raw = f"A. One\n- first\n1\n, goes\n\n{RULE}\n1 {link}-\nb.\n\n{link}-b\n on.\n- second"
    found = outline(raw)
    assert shown(found) == [
        ("A", "", ""),
        ("A.title", "A", "A. One"),
        ("A.1", "A", "first, goes on."),
        ("ref.1", "A.1", "1"),
        ("fn.1", "", f"{link}-b."),
        ("A.2", "A", "second"),
    ]
    assert found.unit("ref.1").calls == "fn.1"
    assert {raw[start:end] for start, end in found.artefacts} == {"-", "1", f"{link}-b"}
    assert [raw[start:end] for start, end in found.unit("A.1").words.runs(raw)] == ["first", ", goes", "on."]


def test_indented_line_after_a_gap_starts_no_page(outline: Parse) -> None:
    """Inside footnotes only an indented line right behind a full line begins the next page."""
    raw = f"A. One\n- first\n1\n{RULE}\n1 note\n\n  goes on\n second page."
    assert shown(outline(raw))[-1] == ("fn.1", "", "note goes on")
    assert outline(raw).unit("A.1").words.text == "first second page."


@pytest.mark.parametrize(
    ("raw", "message", "line"),
    [
        pytest.param("A. One\n- a\n2\nb", "do not agree: fn.2", None, id="mark without a footnote"),
        pytest.param(
            f"A. One\n- a\n\n{RULE}\n1 note", "do not agree: fn.1", None, id="footnote without a mark"
        ),
        pytest.param("\n1\nA. One", "called outside any text", 2, id="mark before any text"),
    ],
)
def test_footnotes_and_marks_must_pair(outline: Parse, raw: str, message: str, line: int | None) -> None:
    """A mark without a footnote, or the other way round, is refused."""
    with pytest.raises(ProfileError, match=message) as caught:
        outline(raw)
    assert (caught.value.file, caught.value.line) == (Path("text.txt"), line)


@pytest.mark.parametrize(
    ("old", "new", "raw", "message", "line"),
    [
        pytest.param(
            "first = true",
            "within = 'Section'",
            "\n\nplain",
            "no rule of profile 'own'.*'plain'",
            3,
            id="line",
        ),
        pytest.param("(?P<mark>-)", "-", "A. One\n- a", "", None, id="unmarked bullet is a word"),
        pytest.param(
            "'^(?P<mark>-) *'",
            "'^(?P<mark>-) *x'",
            "A. One\n- xa",
            "1 characters belong to no unit.*'x'",
            2,
            id="left over",
        ),
        pytest.param(
            "'\\*+'", "'a+', '[ab]'", "Head ab", "belong to no unit, first 'a'", 1, id="claimed twice"
        ),
        pytest.param(
            "[joining]",
            "expect = { Action = 2 }\n[joining]",
            "A. One\n- a",
            "expects 2 units of kind Action, the text has 1",
            None,
            id="count",
        ),
    ],
)
def test_text_that_does_not_fit_is_refused(
    tmp_path: Path, old: str, new: str, raw: str, message: str, line: int | None
) -> None:
    """Profile and text that do not go together are refused with file and, where there is one, line."""
    changed = PROFILE.replace(old, new, 1)
    if old == "first = true":
        changed = changed.replace('within = ""', "within = 'Section'", 1)
    assert changed != PROFILE
    (tmp_path / "own.toml").write_text(changed, encoding="utf-8")
    profile = read_profile(tmp_path, "own")
    source = Source("d", Path("text.txt"), raw, len(raw), "")
    if not message:
        assert parse(source, profile).unit("A.1").words.text == "- a"
        return
    with pytest.raises(ProfileError, match=message) as caught:
        parse(source, profile)
    assert (caught.value.file, caught.value.line) == (Path("text.txt"), line)


def test_same_heading_twice_is_refused(outline: Parse) -> None:
    """Two parts that would have one id are refused, because the graph could not tell them apart."""
    with pytest.raises(ProfileError, match="same id: A"):
        outline("A. One\n- a\nA. Two\n- b")


def test_line_ends_of_windows(outline: Parse) -> None:
    """A text saved with carriage returns has the same units as without."""
    raw = f"A. One\n- first\n1\n\nB. Two\n- a\n\n{RULE}\n1 note\n"
    assert shown(outline(raw.replace("\n", "\r\n"))) == shown(outline(raw))
