"""The application under test, over a store whose content each test puts there; known failures."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from _pytest.mark import ParameterSet
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.service.http.rate import Rate
from hrgraph.store.base import Answer
from hrgraph.store.oxigraph import OxigraphStore

from .suite import VARIABLE, ProtocolTest, QueryTest, suite

needs_suite = pytest.mark.skipif(suite() is None, reason=f"set {VARIABLE} to the folder of the W3C tests")


class Shelf:
    """A store whose content changes from test to test, under one application."""

    def __init__(self) -> None:
        self.put([])

    def put(self, quads: Iterable[ox.Quad]) -> None:
        """Hold these statements and no others."""
        engine = ox.Store()
        engine.extend(quads)
        self.inner = OxigraphStore(engine)

    def query(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer from what lies on the shelf."""
        return self.inner.query(text, media_type, default_graphs, named_graphs, rows)

    def size(self) -> int:
        """The size of what lies on the shelf."""
        return self.inner.size()

    def version(self) -> str:
        """No version: what lies here changes."""
        return ""


SHELF = Shelf()
CLIENT = TestClient(create_app(SHELF, rate=Rate(per_minute=0)), follow_redirects=False)


def load(file: Path, graph: str, base: str | None = None) -> list[ox.Quad]:
    """The statements of a file, in this graph."""
    form = ox.RdfFormat.from_extension(file.suffix[1:])
    assert form is not None
    found = ox.parse(path=str(file), format=form, base_iri=base or file.as_uri())
    return [ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(graph)) for quad in found]


def cases(tests: Iterable[QueryTest | ProtocolTest]) -> list[ParameterSet]:
    """The tests as parameters; a known failure must still fail, and says why."""
    known = tomllib.loads((Path(__file__).parent / "known.toml").read_text(encoding="utf-8"))
    reasons = {name: table["reason"] for table in known["failures"] for name in table["tests"]}
    return [
        pytest.param(
            test, id=test.id, marks=[pytest.mark.xfail(reason=reasons[test.id])] if test.id in reasons else []
        )
        for test in tests
    ]
