"""A list of endpoints as people write it in; the endpoints that SERVICE may call out."""

import ipaddress
import socket
from urllib.parse import urlsplit

from hrgraph.errors import DataError, QueryRefused, StoreError
from hrgraph.store.reasons import Reason

_OWN = ("localhost", "localhost.localdomain")


def read_services(text: str, may_be_local: bool = False) -> frozenset[str]:
    """The endpoints named in a text, parted by white space.

    Raises DataError for what is no http(s) address or holds a password, and, unless it may be, for what names
    this machine or a private network: a query could then ask what only this machine may see.
    """
    return frozenset(_checked(address, may_be_local) for address in text.split())


def check_public(endpoint: str) -> None:
    """Look up where an endpoint stands, now. Raises QueryRefused if that is no public address.

    The engine looks it up once more when it asks, so whoever rules over the name could still answer otherwise
    then: endpoints are to be allowed only where that is trusted.
    """
    parts = urlsplit(endpoint)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, type=socket.SOCK_STREAM)
    except OSError as error:
        raise StoreError(Reason("service-unknown", found=parts.hostname or "")) from error
    if any(not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found):
        raise QueryRefused(Reason("service-private", found=endpoint))


def _checked(address: str, may_be_local: bool) -> str:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise DataError(f"{address!r} is no address of an endpoint; write it as https://host/path")
    if not may_be_local and (host in _OWN or host.endswith(".localhost") or _is_private(host)):
        raise DataError(
            f"{address!r} is this machine or a private network; allow it with HRGRAPH_LOCAL_SERVICES"
        )
    return address


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        # Numbers of other makes (127.1, 0x7f000001) are addresses to some resolvers and names to none.
        return host.replace(".", "").isdigit() or host.startswith("0x")
