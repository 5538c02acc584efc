"""`hrgraph build` and `hrgraph check`: exit codes, reports and messages."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import cli
from hrgraph.errors import BuildError, SourceChanged, ValidationFailed
from hrgraph.validate.finding import Finding

Run = Callable[..., tuple[int, str, str]]
VIOLATION = Finding(
    "https://example.org/x", "", "", "https://example.org/shape", "violation", "kļūda", "wrong here"
)
WARNING = Finding(
    "https://example.org/x", "", "", "https://example.org/shape", "warning", "piezīme", "note this"
)


def test_build(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build tells its steps, its warnings and where the graph lies, and leaves with 0."""

    def build(root: Path, out: Path, progress: Callable[[str], None]) -> list[Finding]:
        progress(f"solis / step {out.name}")
        return [WARNING]

    monkeypatch.setattr("hrgraph.pipeline.build", build)
    code, written, messages = run("build", "--out", tmp_path / "there")
    assert (code, written) == (cli.OK, "")
    assert "solis / step there" in messages
    assert "piezīme" in messages
    assert str(tmp_path / "there" / "hrgraph.nq") in messages


def test_build_folder_from_the_environment(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --out the folder is that of the settings, below the project."""
    asked: list[Path] = []

    def build(root: Path, out: Path, progress: Callable[[str], None]) -> list[Finding]:
        asked.append(out)
        return []

    monkeypatch.setenv("HRGRAPH_OUT", "elsewhere")
    monkeypatch.setattr("hrgraph.pipeline.build", build)
    assert run("build")[0] == cli.OK
    assert asked == [root / "elsewhere"]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(
            SourceChanged("changed", Path("a/text.txt"), 3), "hrgraph: a/text.txt:3: changed\n", id="data"
        ),
        pytest.param(
            ValidationFailed("1 violations", "kļūda: x"), "hrgraph: 1 violations\nkļūda: x\n", id="graph"
        ),
        pytest.param(BuildError("disk full"), "hrgraph: disk full\n", id="disk"),
        pytest.param(KeyboardInterrupt(), "", id="interrupted"),
    ],
)
def test_build_that_fails(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, message: str
) -> None:
    """A build that fails leaves with 1 and the message of its error."""

    def build(root: Path, out: Path, progress: Callable[[str], None]) -> list[Finding]:
        raise error

    monkeypatch.setattr("hrgraph.pipeline.build", build)
    assert run("build") == (cli.FAILED, "", message)


@pytest.mark.parametrize(
    ("findings", "code", "options", "shown"),
    [
        pytest.param([], cli.OK, [], "", id="nothing found"),
        pytest.param([WARNING], cli.OK, [], "piezīme", id="warning"),
        pytest.param([VIOLATION], cli.FAILED, [], "kļūda", id="violation, in Latvian"),
        pytest.param([VIOLATION], cli.FAILED, ["--lang", "en"], "wrong here", id="violation, in English"),
        pytest.param(
            [VIOLATION], cli.FAILED, ["--format", "ttl"], "ValidationReport", id="violation, as RDF"
        ),
    ],
)
def test_check(
    run: Run,
    built_graph: Path,
    monkeypatch: pytest.MonkeyPatch,
    findings: list[Finding],
    code: int,
    options: list[str],
    shown: str,
) -> None:
    """Only violations make the check fail; the report is in the language and form asked for."""
    checked: list[bytes] = []

    def check_graphs(quads: bytes, root: Path, progress: Callable[[str], None]) -> list[Finding]:
        checked.append(quads)
        return findings

    monkeypatch.setattr("hrgraph.pipeline.check_graphs", check_graphs)
    left, written, _ = run("check", "--out", built_graph.parent, *options)
    assert left == code
    assert shown in written
    assert checked == [built_graph.read_bytes()]


def test_check_of_own_files(run: Run, tmp_path: Path) -> None:
    """Files of the user's are checked by the shapes; one that is no RDF is told by name."""
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_text("<https://example.org/a> <https://example.org/b> 1 .", encoding="utf-8")
    bad.write_text("<https://example.org/a>", encoding="utf-8")
    assert run("check", good)[0] == cli.OK
    code, _, messages = run("check", bad)
    assert code == cli.FAILED
    assert "bad.ttl" in messages


@pytest.mark.parametrize("arguments", [["check"], ["serve"], ["query", "-"]])
def test_without_a_built_graph(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Before the first build every command that needs a graph says what to run."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ASK {}")))
    code, written, messages = run(*arguments, "--out", tmp_path)
    assert (code, written) == (cli.FAILED, "")
    assert messages == f"hrgraph: there is no built graph in {tmp_path}; run `hrgraph build` first\n"
