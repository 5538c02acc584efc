"""Profiles: how one publisher's texts are laid out, and what a broken profile says of itself."""

import re
from pathlib import Path

import pytest

from hrgraph.errors import ProfileError
from hrgraph.structure.profile import PageRule, SectionRule, read_profile

PROFILE = r"""
[joining]
no_space_before = ",."
no_space_after = '–$'

[root]
break = '^$'
section = { kind = "Section", id = "s" }

[[unit]]
name = "point"
pattern = '^(?P<label>\d+)\.'
within = "Section"
unit = { kind = "ListItem", id = "{section}.{label}" }
"""


def write(folder: Path, text: str) -> Path:
    """Write the profile `own`; returns its file."""
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_profile_is_read(tmp_path: Path) -> None:
    """Every setting of a small profile arrives, and those left out have their defaults."""
    write(tmp_path, PROFILE + "[expect]\nListItem = 2\n")
    profile = read_profile(tmp_path, "own")
    assert profile.root == SectionRule("Section", "s")
    assert profile.joining.no_space_before == ",."
    assert profile.pages is None
    assert profile.inline == ()
    assert profile.expect == {"ListItem": 2}
    (rule,) = profile.units
    assert (rule.kind, rule.id, rule.within, rule.first) == (
        "ListItem",
        "{section}.{label}",
        ("Section",),
        False,
    )
    assert rule.pattern.regex == re.compile(r"^(?P<label>\d+)\.")


def test_unknown_profile_lists_those_known(tmp_path: Path) -> None:
    """A document that asks for a profile nobody wrote is told which there are."""
    write(tmp_path, PROFILE)
    with pytest.raises(ProfileError, match="no profile 'other'; known: own"):
        read_profile(tmp_path, "other")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("[joining]", "[joinin]", "lacks 'joining'", id="no joining"),
        pytest.param("break = '^$'", "", "lacks 'break'", id="no break"),
        pytest.param(
            'no_space_before = ",."', "", "lacks 'no_space_before'", id="no characters to join before"
        ),
        pytest.param('name = "point"', "", "lacks 'name'", id="unit without name"),
        pytest.param(', id = "{section}.{label}"', "", "lacks 'id'", id="unit without id"),
        pytest.param("[[unit]]", "[[units]]", "lacks 'unit'", id="no units"),
        pytest.param(r"'^(?P<label>\d+)\.'", "'^(?P<label>'", "no regular expression", id="broken pattern"),
        pytest.param("'–$'", "'['", "no regular expression", id="broken joining"),
        pytest.param(
            'id = "s" }', 'id = "s", colour = "red" }', "setting that is not known.*colour", id="unknown"
        ),
        pytest.param("[root]", "[root", "no valid TOML", id="broken TOML"),
    ],
)
def test_broken_profile_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A missing key, an unknown setting, a broken pattern: each is refused with the file's name."""
    assert old in PROFILE
    file = write(tmp_path, PROFILE.replace(old, new, 1))
    with pytest.raises(ProfileError, match=message) as caught:
        read_profile(tmp_path, "own")
    assert caught.value.file == file


@pytest.mark.parametrize("name", ["eu-policy-pdf", "government-press-release"])
def test_real_profiles_are_read(root: Path, name: str) -> None:
    """The profiles of the project are well formed; only that of the PDF speaks of pages."""
    profile = read_profile(root / "data" / "profiles", name)
    assert isinstance(profile.pages, PageRule) == (name == "eu-policy-pdf")
    assert profile.units
