"""A list of endpoints as people write it in; the endpoints that SERVICE may call out."""

import ipaddress
from urllib.parse import urlsplit

from hrgraph.errors import DataError

_OWN = ("localhost", "localhost.localdomain")


def read_services(text: str) -> frozenset[str]:
    """The endpoints named in a text, parted by white space.

    Raises DataError for what is no http(s) address, holds a password, or names this machine or a private
    network: a query could then ask what only this machine may see.
    """
    return frozenset(_checked(address) for address in text.split())


def _checked(address: str) -> str:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise DataError(f"{address!r} is no address of an endpoint; write it as https://host/path")
    if host in _OWN or host.endswith(".localhost") or _is_private(host):
        raise DataError(f"{address!r} is this machine or a private network; SERVICE cannot be allowed there")
    return address


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        # Numbers of other makes (127.1, 0x7f000001) are addresses to some resolvers and names to none.
        return host.replace(".", "").isdigit() or host.startswith("0x")
