"""The command line: help, exit codes, answers, and messages that say what to do."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import __version__, cli
from hrgraph.errors import BuildError, SourceChanged, ValidationFailed
from hrgraph.service.rate import Rate
from hrgraph.service.validation import Checker
from hrgraph.settings import find_root
from hrgraph.store.limits import Limits
from hrgraph.validate.finding import Finding

Run = Callable[..., tuple[int, str, str]]
VIOLATION = Finding(
    "https://example.org/x", "", "", "https://example.org/shape", "violation", "kļūda", "wrong here"
)
WARNING = Finding(
    "https://example.org/x", "", "", "https://example.org/shape", "warning", "piezīme", "note this"
)


# ------------------------------------------------------------------------ help and use
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


# ------------------------------------------------------------------------------- build
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


# ------------------------------------------------------------------------------- check
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


# ------------------------------------------------------------------------------- serve
def test_serve(run: Run, built_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address, the folder, the rate, the allowed endpoints and the limits of checks reach the server."""
    asked: list[tuple[object, ...]] = []
    settings: list[dict[str, object]] = []

    def serve(*given: object, **more: object) -> None:
        asked.append(given)
        settings.append(more)

    monkeypatch.setattr("hrgraph.service.serve.run", serve)
    monkeypatch.setenv("HRGRAPH_SERVICES", "https://example.org/sparql")
    monkeypatch.setenv("HRGRAPH_RATE", "7")
    for name, value in (("S", 1), ("_SIZE", 3), ("_SECONDS", 4), ("_MEMORY", 5)):
        monkeypatch.setenv(f"HRGRAPH_CHECK{name}", str(value))
    assert run("serve", "--host", "::1", "--port", "81", "--out", built_graph.parent)[0] == cli.OK
    assert asked == [("::1", 81, built_graph.parent)]
    assert settings[0]["limits"] == Limits(services=frozenset({"https://example.org/sparql"}))
    assert settings[0]["rate"] == Rate(per_minute=7)
    assert settings[0]["checker"] == Checker(
        find_root() / "ontology", size=3 * 2**20, seconds=4, megabytes=5, at_once=1
    )


def test_serve_with_a_private_endpoint(run: Run, built_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that may not be allowed stops the start with a reason."""
    monkeypatch.setenv("HRGRAPH_SERVICES", "http://127.0.0.1/")
    code, _, messages = run("serve", "--out", built_graph.parent)

    assert code == cli.FAILED
    assert "private network" in messages
