"""What a client asks for (Accept, Accept-Language, ?format=, ?lang=) in; a format and a language out."""

from dataclasses import dataclass
from functools import lru_cache

from starlette.types import Scope

from hrgraph.errors import NotAcceptable
from hrgraph.service.refusals import ServiceReason
from hrgraph.store.base import Format

HTML = Format("html", "text/html", ("application/xhtml+xml",))
LANGUAGES = ("lv", "en")
"""The languages of the pages and messages, the preferred one first."""


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header (RFC 9110, 12.5.1), without parameters but q."""

    main: str
    sub: str
    quality: float

    def match(self, media_type: str) -> int:
        """How closely the range names this media type: 0 not at all, 1 `*/*`, 2 `text/*`, 3 exactly."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return 3
        if self.sub != "*":
            return 0
        return 2 if self.main == main else 1 if self.main == "*" else 0


def header(scope: Scope, name: bytes) -> str | None:
    """The header of a request by its name in lower case; the framework looks one up much slower."""
    for found, value in scope["headers"]:
        if found == name:
            text: str = value.decode("latin-1")
            return text
    return None


def ranges_of(accept: str | None) -> list[Range]:
    """The media ranges of an Accept header; malformed ones are left out, none at all means anything."""
    found = []
    for item in (accept or "").lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        main, slash, sub = name.partition("/")
        quality = _quality(parameters)
        if main and slash and sub and quality is not None:
            found.append(Range(main, sub, quality))
    return found or [Range("*", "*", 1.0)]


def _quality(parameters: list[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return None
            return quality if 0 <= quality <= 1 else None
    return 1.0


@lru_cache(maxsize=1024)
def pick(accept: str | None, offers: tuple[Format, ...], wanted: str | None = None) -> tuple[Format, str]:
    """The format to answer in and the media type to call it by.

    `wanted` (from ?format=) is a short name or a media type and wins over the header. Among equally
    wanted formats the one named more exactly wins, then the one offered first; HTML is given only to
    those who name it. Raises NotAcceptable listing the offers.
    """
    offered = tuple(form.media_type for form in offers)
    if wanted is not None:
        for form in offers:
            if wanted.lower() in (form.name, form.media_type, *form.aliases):
                return form, form.media_type
        raise NotAcceptable(ServiceReason("no-such-format", wanted=wanted[:80]), offered)
    ranges = ranges_of(accept)
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen: tuple[Format, str] | None = None
    for position, form in enumerate(offers):
        for media_type in (form.media_type, *form.aliases):
            closest = max(ranges, key=lambda accepted, named=media_type: accepted.match(named))  # type: ignore[misc]
            match = closest.match(media_type)
            by_wildcard = match in (1, 2)
            if not match or (by_wildcard and (media_type != form.media_type or form is HTML)):
                continue
            rank = (closest.quality, match, -position)
            if closest.quality > 0 and rank > best:
                best, chosen = rank, (form, media_type)
    if chosen is None:
        raise NotAcceptable(ServiceReason("not-acceptable"), offered)
    return chosen


def language(accept_language: str | None, wanted: str | None = None) -> str:
    """`lv` or `en`: what ?lang= says, else the one that Accept-Language likes better, else Latvian."""
    if wanted in LANGUAGES:
        return str(wanted)
    liked = dict.fromkeys(LANGUAGES, 0.0)
    for item in (accept_language or "").lower().split(","):
        tag, *parameters = (part.strip() for part in item.split(";"))
        quality = _quality(parameters)
        name = tag.partition("-")[0]
        if name in liked and quality is not None:
            liked[name] = max(liked[name], quality)
    return max(LANGUAGES, key=lambda name: liked[name])
