"""A whole run, on real worker processes of Dask."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import cli
from hrgraph.corpus import run as running
from hrgraph.corpus.cluster import workers
from hrgraph.corpus.run import shard_files
from hrgraph.corpus.work import Done, Job, make_shard
from hrgraph.errors import BuildError
from hrgraph.latvian.forms import Forms
from hrgraph.store.disk import DiskGraph, write_disk

Run = Callable[..., tuple[int, str, str]]


class Silent:
    """Remembers how a run went."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int, int]] = []

    def begins(self, texts: int, dashboard: str) -> None:
        """Nothing is told."""

    def goes_on(self, texts: int, left_out: int, kept: int) -> None:
        """Remember it."""
        self.told.append((texts, left_out, kept))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs need no Dask: this process makes one shard after another."""

    class Nobody:
        dashboard_link = "http://127.0.0.1:1/status"

        def __enter__(self) -> "Nobody":
            return self

        def __exit__(self, *problem: object) -> None:
            pass

    monkeypatch.setattr(running, "workers", lambda number, scheduler: Nobody())
    monkeypatch.setattr(running, "run_all", lambda client, task, given: ((one, task(one)) for one in given))


def _run(job: Job) -> Silent:
    watch = Silent()
    running.make_corpus(job.root, job.folder, job.out, watch, number=1, profile="plain-text")
    return watch


def _files(out: Path) -> dict[str, bytes]:
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}


def test_two_workers_write_what_one_process_writes(
    run: Run, job: Job, root: Path, tmp_path: Path, alone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command on two real worker processes gives byte for byte what one process gives, and a store."""
    _run(job)
    monkeypatch.undo()
    out, store = tmp_path / "two", tmp_path / "store"
    code, written, messages = run("corpus", job.folder, "--out", out, "--workers", "2", "--load", store)
    assert code == cli.OK
    assert _files(out) == _files(job.out)
    assert written.startswith("3 of 4 texts, ")
    assert "Dask: http://127.0.0.1:" in messages
    assert "1 texts left out" in messages
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert written.splitlines()[1] == (
        f"{manifest['statements']:,} statements; ask them with `hrgraph serve --store {store}`"
    )


def test_report_manifest_and_checksums(job: Job, alone: None) -> None:
    """The report is a table, the manifest counts, and sha256sum finds every file whole."""
    watch = _run(job)
    assert watch.told[-1] == (4, 1, 0)
    rows = [line.split("\t") for line in (job.out / "report.tsv").read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["file", "line", "outcome", "what", "to_do"]
    assert [row[0] for row in rows[1:]] == ["b/wrong.txt"]
    manifest = json.loads((job.out / "manifest.json").read_text(encoding="utf-8"))
    assert [manifest[name] for name in ("texts", "documents", "left_out", "shards")] == [4, 3, 1, 2]
    subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=job.out, check=True, capture_output=True
    )


def test_a_run_that_was_ended_goes_on(job: Job, alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended after its first shard it has no manifest, nor that of an older run; the next run keeps that shard
    and gives what a whole run gives."""
    _run(job)
    (job.folder / "a.txt").write_text("Saeima lēma citādi.\n", encoding="utf-8")

    def ended(job: Job, shard: object) -> Done:
        if getattr(shard, "paths", ()):
            raise KeyboardInterrupt
        return make_shard(job, shard)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(running, "make_shard", ended)
        with pytest.raises(KeyboardInterrupt):
            _run(job)
    assert not (job.out / "manifest.json").exists()
    with pytest.raises(BuildError, match="no whole corpus"):
        shard_files(job.out)
    _run(job)
    first = _files(job.out)
    assert _run(job).told[-1] == (4, 1, 4)
    assert _files(job.out) == first


def test_shards_of_texts_that_are_gone_go_too(job: Job, alone: None) -> None:
    """What stands in the folder of shards is what the manifest counts, and files of others stay."""
    _run(job)
    before = set(_files(job.out))
    (job.out / "shards" / "README").write_text("mine", encoding="utf-8")
    (job.out / "shards" / "0.nq.gz.new").write_bytes(b"left over")
    (job.folder / "a.txt").unlink()
    _run(job)
    after = set(_files(job.out))
    assert "shards/README" in after
    assert "shards/0.nq.gz.new" not in after
    assert len(after) == len(before) + 1
    assert len(before - after) == 2


def test_a_shard_that_ends_its_workers_is_left_out(
    job: Job, alone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its texts stand in the report, an older version of it is gone, and the run goes on."""
    _run(job)
    monkeypatch.setattr(
        running,
        "run_all",
        lambda client, task, given: ((one, task(one) if one.name == "common" else None) for one in given),
    )
    assert _run(job).told[-1] == (4, 4, 0)
    assert len(shard_files(job.out)) == 1
    assert (job.out / "report.tsv").read_text(encoding="utf-8").count("were ended") == 4


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_without_texts_is_refused(run: Run, tmp_path: Path, made: bool) -> None:
    """Before anything is started; the message says what a text is, or that there is no folder."""
    folder = tmp_path / "empty"
    if made:
        folder.mkdir()
    code, _, messages = run("corpus", folder, "--out", tmp_path / "out")
    assert code == cli.FAILED
    assert ("ends in .txt" if made else "no such folder") in messages
    assert not (tmp_path / "out").exists()


def test_a_profile_that_is_not_there_is_named(run: Run, folder: Path, tmp_path: Path) -> None:
    """Once, before anything is read, and not for every text."""
    code, _, messages = run("corpus", folder, "--out", tmp_path / "out", "--profile", "nobody")
    assert code == cli.FAILED
    assert "nobody" in messages
    assert not (tmp_path / "out").exists()


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to start one."""
    monkeypatch.setattr("hrgraph.corpus.cluster._SECONDS", "1s")
    with pytest.raises(BuildError, match="dask scheduler"), workers(1, "tcp://127.0.0.1:9"):
        pass


def test_the_store_holds_the_shards(job: Job, alone: None, tmp_path: Path) -> None:
    """As many statements as the manifest counts, less those that two shards share; a server can open it."""
    _run(job)
    size = write_disk(shard_files(job.out), tmp_path / "store", Forms({}))
    assert 0 < size <= json.loads((job.out / "manifest.json").read_text(encoding="utf-8"))["statements"]
    assert DiskGraph.load(tmp_path / "store").size() == size
