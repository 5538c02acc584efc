"""Small corpora of made-up texts, and workers that need no Dask."""

from pathlib import Path

import pytest

from hrgraph.corpus import work
from hrgraph.corpus.common import common_quads
from hrgraph.corpus.version import reading_version
from hrgraph.corpus.work import Job
from hrgraph.knowledge import Knowledge
from hrgraph.validate.documents import DocumentChecks

WORDS = "Ārlietu ministrija atbalsta cilvēktiesību aizstāvjus. ANO lēma {}. reizi.\n"


@pytest.fixture(scope="session")
def checks(root: Path) -> DocumentChecks:
    """The shapes of documents, compiled."""
    return DocumentChecks(root / "ontology")


@pytest.fixture(scope="session")
def common(knowledge: Knowledge) -> bytes:
    """What all documents share, made once."""
    return common_quads(knowledge)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three texts at different depths, a file that is no text, and one that only calls itself a text."""
    made = tmp_path / "texts"
    (made / "b" / "deep").mkdir(parents=True)
    for number, name in enumerate(("a.txt", "b/ļoti garš.TXT", "b/deep/a.txt")):
        (made / name).write_text(WORDS.format(number), encoding="utf-8")
    (made / "b" / "notes.md").write_text("no text of the corpus", encoding="utf-8")
    (made / "b" / "wrong.txt").write_bytes(b"%PDF-1.7")
    return made


@pytest.fixture
def job(
    root: Path,
    folder: Path,
    tmp_path: Path,
    knowledge: Knowledge,
    checks: DocumentChecks,
    common: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> Job:
    """A run over the folder in this process, with the knowledge that the tests have read already."""
    monkeypatch.setattr(work, "_knowledge", lambda root, eurovoc: (knowledge, checks))
    monkeypatch.setattr(work, "common_quads", lambda knowledge: common)
    out = tmp_path / "out"
    (out / "shards").mkdir(parents=True)
    return Job(root, folder, out, "plain-text", False, reading_version(root))
