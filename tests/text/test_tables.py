"""Files that people edit: mistakes with file and line."""

from pathlib import Path

import pytest

from hrgraph.errors import LexiconError, RuleError
from hrgraph.text.tables import read_table


def test_a_table_is_read(tmp_path: Path) -> None:
    """What stands in the file comes out."""
    file = tmp_path / "a.toml"
    file.write_text('[vards]\nlv = "vārds"\n', encoding="utf-8")

    assert read_table(file, RuleError) == {"vards": {"lv": "vārds"}}


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param(b"a = 1\nb = \n", 2, "no valid TOML", id="no value"),
        pytest.param(b"a = 1\na = 2\n", 2, "no valid TOML", id="twice"),
        pytest.param("a = 1\nb = 'ē".encode("cp1257"), 2, "not UTF-8", id="other encoding"),
    ],
)
def test_a_mistake_is_told_with_its_line(content: bytes, line: int, message: str, tmp_path: Path) -> None:
    """The error is of the kind asked for and leads to the place."""
    file = tmp_path / "a.toml"
    file.write_bytes(content)

    with pytest.raises(LexiconError, match=message) as caught:
        read_table(file, LexiconError)

    assert (caught.value.file, caught.value.line) == (file, line)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    """The error gives the file and the system's reason."""
    with pytest.raises(RuleError, match=r"none\.toml.*cannot be read"):
        read_table(tmp_path / "none.toml", RuleError)
