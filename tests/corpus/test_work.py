"""What a worker makes of a shard."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hrgraph.corpus import work
from hrgraph.corpus.common import NAME as COMMON
from hrgraph.corpus.record import read_record
from hrgraph.corpus.shards import Shard, shards_of
from hrgraph.corpus.texts import document_id, document_of, texts_in
from hrgraph.corpus.work import Job, make_shard
from hrgraph.errors import BuildError
from hrgraph.extract import written
from hrgraph.knowledge import Knowledge
from hrgraph.pipeline import read_statements, read_words
from hrgraph.structure.outline import parse
from hrgraph.structure.profile import read_profile
from hrgraph.text.source import read_source
from hrgraph.validate.documents import DocumentChecks
from hrgraph.validate.finding import Finding


@pytest.fixture
def shard(job: Job) -> Shard:
    """The only shard of the small folder."""
    (only,) = shards_of(texts_in(job.folder))
    return only


def _quads(job: Job, shard: Shard) -> str:
    return gzip.decompress((job.out / "shards" / f"{shard.name}.nq.gz").read_bytes()).decode()


def test_a_shard_holds_what_extract_gives(job: Job, shard: Shard, knowledge: Knowledge) -> None:
    """Every document has the very quads of `hrgraph extract`, evidence and all, and what it is called."""
    done = make_shard(job, shard)
    quads = _quads(job, shard)
    assert (done.texts, done.left_out, done.kept) == (4, 1, False)
    assert done.statements == quads.count("\n")
    key = document_id("a.txt")
    source = read_source(key, job.folder / "a.txt")
    known = document_of(job.folder, "a.txt", "plain-text", source.sha256)
    outline = parse(source, read_profile(knowledge.data / "profiles", "plain-text"))
    extracted = written(read_words(known, outline, knowledge), knowledge, "nquads").splitlines()
    said = {line for line in extracted if f"/graph/{key}>" in line}
    assert said == {line for line in quads.splitlines() if f"/graph/{key}>" in line}
    assert f"<https://w3id.org/hrgraph/id/{key}> <http://purl.org/dc/terms/title>" in quads


def test_the_same_texts_give_the_same_bytes(job: Job, shard: Shard, tmp_path: Path) -> None:
    """No time of writing stands in the file."""
    make_shard(job, shard)
    other = replace(job, out=tmp_path / "other")
    (other.out / "shards").mkdir(parents=True)
    make_shard(other, shard)
    for suffix in (".nq.gz", ".json"):
        one, two = (folder / "shards" / (shard.name + suffix) for folder in (job.out, other.out))
        assert one.read_bytes() == two.read_bytes()


def test_a_text_that_cannot_be_read_stands_in_the_record(job: Job, shard: Shard) -> None:
    """With its file, what is wrong and what to do."""
    make_shard(job, shard)
    found = read_record(job.out, shard.name)
    assert found is not None
    (trouble,) = found.troubles
    assert trouble.file == "b/wrong.txt"
    assert "PDF" in trouble.what
    assert "UTF-8" in trouble.to_do


def test_a_whole_shard_is_kept(job: Job, shard: Shard, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read again: the next run only looks at checksums."""
    first = make_shard(job, shard)
    monkeypatch.setattr(work, "_written", lambda job, hashes: pytest.fail("read again"))
    assert make_shard(job, shard) == replace(first, kept=True)


@pytest.mark.parametrize("change", ["text", "quads", "record", "version", "profile"])
def test_a_shard_is_made_again_when_anything_changed(
    job: Job, shard: Shard, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text of it, the program, what was asked for, or the shard itself, cut short by a full disk."""
    make_shard(job, shard)
    file = job.out / "shards" / f"{shard.name}.nq.gz"
    if change == "text":
        (job.folder / "a.txt").write_text("Saeima lēma citādi.\n", encoding="utf-8")
    elif change == "quads":
        file.write_bytes(file.read_bytes()[:-9])
    elif change == "record":
        file.with_name(f"{shard.name}.json").write_text('{"name": ', encoding="utf-8")
    elif change == "version":
        monkeypatch.setattr(work, "reading_version", lambda root: "next")
        job = replace(job, version="next")
    else:
        job = replace(job, profile="government-press-release")
    assert not make_shard(job, shard).kept
    gzip.decompress(file.read_bytes())
    assert make_shard(job, shard).kept


def test_a_worker_with_another_program_refuses(job: Job, shard: Shard) -> None:
    """Its shards would not fit the others."""
    with pytest.raises(BuildError, match="another program"):
        make_shard(replace(job, version="other"), shard)


def test_a_full_disk_leaves_no_half_shard(job: Job, shard: Shard, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to do; neither file stands there, nor anything aside."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BuildError, match=r"No space left on device.*make room"):
        make_shard(job, shard)
    assert list((job.out / "shards").iterdir()) == []


def test_what_nobody_foresaw_ends_one_text(job: Job, shard: Shard, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program stands in the record; the other texts are read."""
    real = read_statements

    def fails(document: object, *rest: object) -> object:
        if getattr(document, "title_lv", "") == "a":
            raise KeyError("x")
        return real(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "read_statements", fails)
    assert make_shard(job, shard).left_out == 3
    found = read_record(job.out, shard.name)
    assert found is not None
    (said,) = {one.what for one in found.troubles if one.file.endswith("a.txt")}
    assert re.fullmatch(r"the program failed at test_work\.py:\d+: KeyError: 'x'", said)


@pytest.mark.parametrize(("severity", "left_out"), [("violation", 4), ("warning", 1)])
def test_a_graph_that_breaks_a_rule_is_left_out(
    job: Job, shard: Shard, severity: str, left_out: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a build would not publish it; a warning keeps it and stands in the record too."""
    finding = Finding("urn:x", "", "", "urn:rule", severity, "kļūda", "wrong", mend_en="mend it")  # type: ignore[arg-type]
    monkeypatch.setattr(DocumentChecks, "findings", lambda self, document, quads: [finding])
    assert make_shard(job, shard).left_out == left_out
    found = read_record(job.out, shard.name)
    assert found is not None
    assert {(one.to_do, one.outcome == "warning") for one in found.troubles if "wrong (" in one.what} == {
        ("mend it", severity == "warning")
    }


def test_the_common_shard_has_ontology_lexicon_and_rules(job: Job) -> None:
    """What documents name has labels, classes and makers there."""
    shard = Shard(COMMON, ())
    assert make_shard(job, shard).texts == 0
    quads = _quads(job, shard)
    for graph in ("ontology", "entities", "links", "inferred"):
        assert f"<https://w3id.org/hrgraph/graph/{graph}> .\n" in quads
    assert "<https://w3id.org/hrgraph/id/rule/lexicon>" in quads
