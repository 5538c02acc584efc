"""The commands `release` and `changes`."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from hrgraph import cli, pipeline
from hrgraph.validate.finding import Finding

Run = Callable[..., tuple[int, str, str]]
VIOLATION = Finding("https://example.org/x", "", "", "rule", "violation", "kļūda", "wrong here")


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: ModuleType) -> Path:
    """A build of version 0.1 whose graph passes its checks; releases lie beside it."""
    monkeypatch.setattr(pipeline, "check_graphs", lambda quads, root, progress: [])
    made: Path = editions.write_build(tmp_path / "build", "0.1", editions.Small())
    return made


@pytest.fixture
def released(run: Run, build: Path, editions: ModuleType) -> Path:
    """The same build after two releases of it, the second with a statement less."""
    assert run("release", "--out", build)[0] == cli.OK
    editions.write_build(build, "0.2", editions.Small(said=(editions.HELPS,)))
    assert run("release", "--out", build)[0] == cli.OK
    return build


def test_release(run: Run, build: Path) -> None:
    """A release is kept beside the build; the same build again changes nothing and says so."""
    code, _, messages = run("release", "--out", build)
    assert (code, "gatavs / done" in messages) == (cli.OK, True)
    assert (build.parent / "releases" / "0.1" / "release.json").is_file()
    code, _, messages = run("release", "--out", build)
    assert (code, "jau ir, nekas nav mainīts / there already" in messages) == (cli.OK, True)


def test_releases_elsewhere(run: Run, build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting says where releases lie."""
    monkeypatch.setenv("HRGRAPH_RELEASES", str(tmp_path / "kept"))
    assert run("release", "--out", build)[0] == cli.OK
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["0.1"]


def test_a_graph_that_breaks_a_rule(
    run: Run, build: Path, editions: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph that does not pass its checks is not released, and the rule it breaks is told."""
    checked: list[bytes] = []

    def check(quads: bytes, root: Path, progress: pipeline.Progress) -> list[Finding]:
        checked.append(quads)
        return [VIOLATION]

    monkeypatch.setattr(pipeline, "check_graphs", check)
    code, _, messages = run("release", "--out", build)

    assert code == cli.FAILED
    assert "1 violations: nothing was released" in messages
    assert checked == [editions.Small().quads()]
    assert not (build.parent / "releases").exists()


def test_no_build(run: Run, tmp_path: Path) -> None:
    """Without a build there is nothing to release."""
    code, _, messages = run("release", "--out", tmp_path)
    assert (code, "run `hrgraph build` first" in messages) == (cli.FAILED, True)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("text", "Changes: 0.1 → 0.2\n"),
        ("md", "# Changes: 0.1 → 0.2\n"),
        ("json", "{\n"),
        ("ttl", "@prefix "),
        ("atom", "<?xml "),
        ("patch", "TX .\nD "),
    ],
)
def test_changes(run: Run, released: Path, form: str, begins: str) -> None:
    """What changed between two releases comes in every format."""
    code, written, _ = run("changes", "0.1", "0.2", "--format", form, "--lang", "en", "--out", released)

    assert code == cli.OK
    assert written.startswith(begins)
    assert "commission" in written or form == "atom"


def test_changes_between_files(run: Run, released: Path) -> None:
    """A file of N-Quads can stand for a release, with what curators rejected beside it."""
    subject = {
        "subject": "https://w3id.org/hrgraph/id/commission",
        "object": "<https://w3id.org/hrgraph/id/work>",
    }
    said = {"predicate": "https://w3id.org/hrgraph/ontology#leads", "by": "x", "reason": "Not meant."}
    (released / "rejected.json").write_text(json.dumps([subject | said]), encoding="utf-8")
    code, written, _ = run("changes", "0.1", released / "hrgraph.nq", "--format", "json", "--out", released)

    assert code == cli.OK
    [change] = json.loads(written)["changes"]
    assert change["reasons"] == [
        {"kind": "curator", "code": "curator-rejects", "about": "x", "words": "Not meant."}
    ]


@pytest.mark.parametrize(
    ("old", "message"),
    [("7.0", "there is no release 7.0; there are: 0.1, 0.2"), ("none.nq", "there is no release none.nq")],
)
def test_no_such_release(run: Run, released: Path, old: str, message: str) -> None:
    """A version or file that is not there is told with the versions that are."""
    code, written, messages = run("changes", old, "0.2", "--out", released)

    assert (code, written) == (cli.FAILED, "")
    assert message in messages
