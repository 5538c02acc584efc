"""How often one client may ask: requests in; those over the rate refused with 429 and Retry-After.

Each client has a bucket of `burst` requests that fills again evenly (a token bucket). Clients are told apart
by address; behind proxies that add X-Forwarded-For, by the address that the outermost of them saw.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_FREE = ("/health/", "/static/", "/favicon.svg", "/metrics")
_MOST_CLIENTS = 10_000

Clock = Callable[[], float]
Refusal = Callable[[Scope, int], ASGIApp]
"""Makes the response to a request whose client must wait so many seconds."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a minute for one client (0: no limit), how many at once, and how many proxies stand before."""

    per_minute: int = 1200
    burst: int = 300
    proxies: int = 0


class Buckets:
    """What each client has left; the clients heard of longest ago are forgotten first."""

    def __init__(self, rate: Rate, clock: Clock = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> int:
        """Count one request: 0 if the client may ask, else after how many seconds it may again."""
        if not self._rate.per_minute:
            return 0
        now, filling = self._clock(), self._rate.per_minute / 60
        left, since = self._left.pop(client, (float(self._rate.burst), now))
        left = min(self._rate.burst, left + (now - since) * filling)
        wait = 0 if left >= 1 else math.ceil((1 - left) / filling)
        self._left[client] = (left if wait else left - 1, now)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return wait


def client_of(scope: Scope, proxies: int) -> str:
    """The address of the client; what it wrote itself into X-Forwarded-For does not count."""
    if proxies:
        forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
        if len(forwarded) >= proxies and forwarded[-proxies].strip():
            return forwarded[-proxies].strip()[:64]
    client = scope.get("client")
    return str(client[0]) if client else ""


class RateLimit:
    """Ask the buckets before the application; `refuse` makes the response to who must wait."""

    def __init__(self, app: ASGIApp, rate: Rate, refuse: Refusal, clock: Clock = time.monotonic) -> None:
        self._app = app
        self._rate = rate
        self._refuse = refuse
        self._buckets = Buckets(rate, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        wait = self.take(scope) if scope["type"] == "http" else 0
        if wait:
            await self._refuse(scope, wait)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def take(self, scope: Scope) -> int:
        """Count a request: 0 if the client may ask, else after how many seconds it may again."""
        if not self._rate.per_minute or scope["path"].startswith(_FREE):
            return 0
        return self._buckets.take(client_of(scope, self._rate.proxies))
