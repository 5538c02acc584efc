"""What the service counts of itself, at /metrics in the format of Prometheus."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from hrgraph import __version__
from hrgraph.service.site import Site
from hrgraph.store.workers.pool import Pool

if TYPE_CHECKING:
    from hrgraph.service.http.cache import Cache

_PARTS = frozenset(("sparql", "graph", "id", "page", "data", "ontology", "static", "docs"))
_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 5.0, 15.0, 30.0, 60.0)


@dataclass(slots=True)
class _Times:
    """The seconds of requests: all together, and how many requests took up to each bound, or longer."""

    total: float = 0.0
    counts: list[int] = field(default_factory=lambda: [0] * (len(_SECONDS) + 1))


class Metrics:
    """The counts of one application; `cache` is set when there is one."""

    def __init__(self, site: Site) -> None:
        self.cache: Cache | None = None
        self._site = site
        self._registry = CollectorRegistry()
        self._registry.register(_Now(self))
        # The counters of the library take a lock each time, and longer than many an answer that is kept.
        self._requests: Counter[tuple[str, str, str, str]] = Counter()
        self._seconds: defaultdict[tuple[str, str], _Times] = defaultdict(_Times)

    def count(self, path: str, status: int, outcome: str, cache: str, seconds: float) -> None:
        """Count a request, in the thread of the event loop."""
        first = path.split("/", 2)[1]
        part = first if first in _PARTS else "other" if first else "home"
        self._requests[part, str(status), outcome, cache] += 1
        times = self._seconds[part, cache]
        times.total += seconds
        times.counts[bisect_left(_SECONDS, seconds)] += 1

    def routes(self) -> APIRouter:
        """The address /metrics."""
        router = APIRouter(tags=["operations"])

        @router.get("/metrics", summary="Counts for Prometheus")
        async def metrics() -> Response:
            return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

        return router

    def families(self) -> Iterator[Metric]:
        """What was counted, and what is so at this moment."""
        requests = CounterMetricFamily(
            "hrgraph_requests",
            "Requests by part of the site, status, outcome and whether the cache had the response.",
            labels=("part", "status", "outcome", "cache"),
        )
        for labels, number in self._requests.items():
            requests.add_metric(labels, number)
        yield requests
        seconds = HistogramMetricFamily(
            "hrgraph_request_seconds",
            "Time of a request by part of the site and whether the cache had the response.",
            labels=("part", "cache"),
        )
        for place, times in self._seconds.items():
            up_to = zip((*map(str, _SECONDS), "+Inf"), accumulate(times.counts), strict=True)
            seconds.add_metric(place, [*up_to], times.total)
        yield seconds
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
        return self._metrics.families()
