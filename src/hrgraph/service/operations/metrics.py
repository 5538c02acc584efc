"""What the service counts of itself, at /metrics in the format of Prometheus."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from hrgraph import __version__
from hrgraph.service.site import Site
from hrgraph.store.workers.pool import Pool

if TYPE_CHECKING:
    from hrgraph.service.http.cache import Cache

_PARTS = ("sparql", "graph", "id", "page", "data", "ontology", "static", "docs")
_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 5.0, 15.0, 30.0, 60.0)


class Metrics:
    """The counts of one application; `cache` is set when there is one."""

    def __init__(self, site: Site) -> None:
        self.cache: Cache | None = None
        self._site = site
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "hrgraph_requests",
            "Requests by part of the site, status, outcome and whether the cache had the response.",
            ("part", "status", "outcome", "cache"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "hrgraph_request_seconds",
            "Time of a request by part of the site and whether the cache had the response.",
            ("part", "cache"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Now(self))
        # Looking a counter up by its labels takes longer than many an answer.
        self._counted = lru_cache(maxsize=1024)(self._requests.labels)
        self._timed = lru_cache(maxsize=1024)(self._seconds.labels)

    def count(self, path: str, status: int, outcome: str, cache: str, seconds: float) -> None:
        """Count a request."""
        first = path.split("/", 2)[1]
        part = first if first in _PARTS else "other" if first else "home"
        self._counted(part, status, outcome, cache).inc()
        self._timed(part, cache).observe(seconds)

    def routes(self) -> APIRouter:
        """The address /metrics."""
        router = APIRouter(tags=["operations"])

        @router.get("/metrics", summary="Counts for Prometheus")
        def metrics() -> Response:
            return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

        return router

    def gauges(self) -> Iterator[Metric]:
        """What is so at this moment."""
        store = self._site.answers
        workers = GaugeMetricFamily("hrgraph_workers", "Processes that answer queries.", labels=["state"])
        waiting = GaugeMetricFamily("hrgraph_waiting", "Requests that wait for a worker.")
        if isinstance(store, Pool):
            counts = store.processes()
            waiting.add_metric([], counts.pop("waiting"))
            for state, number in counts.items():
                workers.add_metric([state], number)
            yield workers
            yield waiting
        kept = GaugeMetricFamily("hrgraph_cache_bytes", "Bytes of responses that are kept.")
        kept.add_metric([], self.cache.taken if self.cache else 0)
        yield kept
        graph = GaugeMetricFamily(
            "hrgraph_statements", "Statements served, and of which version.", labels=["data", "program"]
        )
        graph.add_metric([store.version(), __version__], self._site.store.size())
        yield graph


class _Now(Collector):
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        return self._metrics.gauges()
