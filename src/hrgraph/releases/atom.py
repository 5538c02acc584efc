"""Releases in; an Atom feed (RFC 4287) out: an entry for each, the newest first."""

from collections.abc import Sequence
from urllib.parse import urlencode
from xml.etree import ElementTree

from hrgraph.rdf import terms
from hrgraph.releases.folder import GRAPH, iri_of
from hrgraph.releases.model import Changes
from hrgraph.releases.report import Teller, word

MEDIA_TYPE = "application/atom+xml"
_NS = "http://www.w3.org/2005/Atom"
_AUTHOR = "hrgraph"
_LICENCE = "CC BY 4.0"
_NEVER = "1970-01-01"
"""When a feed without entries was last updated: the format wants a date."""


def feed(told: Sequence[Changes], language: str, site: str = terms.BASE.rstrip("/")) -> bytes:
    """The feed of these releases, each given by its changes, the newest first.

    Links lead to `site`; ids are IRIs below the base and never change. The dates are those of the releases.
    """
    ElementTree.register_namespace("", _NS)
    root = ElementTree.Element(f"{{{_NS}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    address = "changes.atom?" + urlencode({"lang": language})
    _add(root, "id", terms.BASE + address)
    _add(root, "title", word("feed", language))
    _add(root, "updated", _moment(max((changes.new.date for changes in told), default=_NEVER)))
    _add(_add(root, "author"), "name", _AUTHOR)
    _add(root, "rights", _LICENCE)
    _link(root, "self", f"{site}/{address}", MEDIA_TYPE)
    _link(root, "alternate", f"{site}/releases?" + urlencode({"lang": language}), "text/html")
    for changes in told:
        _add_entry(root, changes, language, site)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _add_entry(root: ElementTree.Element, changes: Changes, language: str, site: str) -> None:
    teller = Teller(changes, language)
    version = changes.new.name
    entry = _add(root, "entry")
    _add(entry, "id", iri_of(version))
    _add(entry, "title", word("release", language, new=version))
    _add(entry, "published", _moment(changes.new.date))
    _add(entry, "updated", _moment(changes.new.date))
    reasons = [f"{teller.reason(reason)} ({len(found)})" for reason, found in changes.by_reason().items()]
    _add(entry, "summary", "\n".join([*teller.summary(), *reasons]))
    folder = f"{site}/releases/{version}"
    _link(entry, "alternate", f"{folder}?" + urlencode({"lang": language}), "text/html")
    _link(entry, "related", f"{folder}/changes.json", "application/json")
    _link(entry, "enclosure", f"{folder}/{GRAPH}", "application/gzip")


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_NS}}}{name}")
    # What XML 1.0 cannot hold (section 2.2) is left out.
    element.text = "".join(sign for sign in text if sign in "\t\n" or sign >= " ") or None
    return element


def _link(parent: ElementTree.Element, rel: str, address: str, media_type: str) -> None:
    ElementTree.SubElement(parent, f"{{{_NS}}}link", {"rel": rel, "href": address, "type": media_type})


def _moment(date: str) -> str:
    """The day as the point in time at which it begins (RFC 3339)."""
    return f"{date}T00:00:00Z"
