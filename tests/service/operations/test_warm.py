"""What is made before anybody asks."""

import threading
import time
from collections.abc import Callable

from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.store.base import Store


def test_ready_when_warm(wrap: Callable[[Callable[[str], None]], Store]) -> None:
    """The service is ready once the pages that take long have been made, and makes nothing of them anew."""
    go_on = threading.Event()
    asked: list[str] = []

    def before(query: str) -> None:
        go_on.wait(10)
        asked.append(query)

    with TestClient(create_app(wrap(before), warms_up=True)) as client:
        starting = client.get("/health/ready")
        go_on.set()
        while client.get("/health/ready").status_code != 200:
            time.sleep(0.01)
        made = len(asked)
        found = client.get("/search?q=a")

    assert (starting.status_code, starting.json()["status"]) == (503, "starting")
    assert found.status_code == 200
    assert made > 0
    assert not any("SELECT" in query for query in asked[made + 1 :])
