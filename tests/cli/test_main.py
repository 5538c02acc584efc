"""The command line as a whole: help, exit codes, wrong use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import __version__, cli

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("", ["build", "check", "serve", "query"]),
        ("build", ["--out"]),
        ("check", ["--lang", "--format", "FILE"]),
        ("serve", ["--host", "--port", "127.0.0.1", "8000"]),
        ("query", ["--format", "FILE", "csv"]),
    ],
)
def test_help(capsys: pytest.CaptureFixture[str], command: str, shown: list[str]) -> None:
    """Every command explains its options and leaves with 0."""
    with pytest.raises(SystemExit) as caught:
        cli.main([*filter(None, [command]), "--help"])
    assert caught.value.code == 0
    text = capsys.readouterr().out
    assert [word for word in shown if word not in text] == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is that of the package."""
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"hrgraph {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no command"),
        pytest.param(["paint"], id="unknown command"),
        pytest.param(["query"], id="no query"),
        pytest.param(["serve", "--port", "x"], id="port that is no number"),
        pytest.param(["check", "--lang", "de"], id="unknown language"),
        pytest.param(["build", "--fast"], id="unknown option"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Wrong use leaves with 2 and says how to use it."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == cli.WRONG_USE
    assert "usage: hrgraph" in capsys.readouterr().err


def test_folder_that_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A root that is no project is one line, not a traceback."""
    assert cli.main(["--root", str(tmp_path), "build"]) == cli.FAILED
    assert "is no hrgraph project" in capsys.readouterr().err


def test_setting_of_a_wrong_type(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong variable of the environment is told before anything is done."""
    monkeypatch.setenv("HRGRAPH_PORT", "many")
    assert cli.main(["build"]) == cli.FAILED
    assert capsys.readouterr().err == "hrgraph: HRGRAPH_PORT must be a whole number, not 'many'\n"
