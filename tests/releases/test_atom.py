"""The feed of releases, held against the rules of RFC 4287."""

import re
from urllib.parse import urlparse
from xml.etree import ElementTree

import pytest

from hrgraph.releases.atom import feed
from hrgraph.releases.difference import Source, beginning, difference
from hrgraph.releases.model import Changes

from .editions import HELPS, Small

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
ONE = {"id": 1, "title": 1, "updated": 1}
MOST = {
    "published": 1,
    "rights": 1,
    "subtitle": 1,
    "generator": 1,
    "icon": 1,
    "logo": 1,
    "summary": 1,
    "content": 1,
}


def faults(content: bytes) -> list[str]:
    """What the feed breaks of RFC 4287, sections 3 and 4, as sentences; nothing where it is valid."""
    root = ElementTree.fromstring(content)
    entries = root.findall(f"{ATOM}entry")
    found = [] if root.tag == f"{ATOM}feed" else ["4.1.1: the document is no feed"]
    for element in (root, *entries):
        names = [child.tag.removeprefix(ATOM) for child in element]
        found += [f"4.1: {names.count(name)} {name}" for name in ONE if names.count(name) != 1]
        found += [f"4.1: more than one {name}" for name in MOST if names.count(name) > 1]
        identity = element.findtext(f"{ATOM}id", "")
        if not urlparse(identity).scheme:
            found.append("4.2.6: an id that is no absolute IRI")
        for name in ("updated", "published"):
            if any(not DATE.fullmatch(date.text or "") for date in element.findall(ATOM + name)):
                found.append(f"3.3: {name} is no date")
        links = element.findall(f"{ATOM}link")
        found += ["4.2.7.1: a link without href" for link in links if not link.get("href")]
        same = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"]
        if len(same) != len(set(same)):
            found.append("4.1: two alternate links of one type and language")
        if element is not root and not same and "content" not in names:
            found.append("4.1.2: an entry with neither content nor alternate link")
    if not root.findall(f"{ATOM}author") and not all(entry.findall(f"{ATOM}author") for entry in entries):
        found.append("4.1.1: no author")
    if any(not author.findtext(f"{ATOM}name") for author in root.iter(f"{ATOM}author")):
        found.append("3.2.1: an author without name")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(ids) != len(set(ids)):
        found.append("4.1.1: two entries of one id")
    return found


@pytest.fixture
def told() -> list[Changes]:
    """Two releases, the newest first; a label of the second holds what XML would take for marks."""
    new = Small(said=(HELPS,), others=Small().others.replace('"Council"', '"<b>&\\u0001"'), date="2026-12-24")
    old = Source("0.1", Small().quads())
    return [difference(old, Source("0.2", new.quads())), beginning(old)]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_feed_is_valid(told: list[Changes], language: str) -> None:
    """The feed keeps the rules, has an entry for each release, and its date is that of the newest."""
    content = feed(told, language, "http://localhost:8000")
    root = ElementTree.fromstring(content)

    assert faults(content) == []
    assert [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")] == [
        "https://w3id.org/hrgraph/releases/0.2",
        "https://w3id.org/hrgraph/releases/0.1",
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-12-24T00:00:00Z"
    [self] = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert self == f"http://localhost:8000/changes.atom?lang={language}"
    assert content == feed(told, language, "http://localhost:8000")


def test_no_releases() -> None:
    """A feed without entries is valid too."""
    assert faults(feed([], "lv")) == []


@pytest.mark.parametrize(
    ("pattern", "replacement", "fault"),
    [
        ("<title>[^<]*</title>", "", "4.1: 0 title"),
        ("<id>[^<]*</id>", "<id>x</id>", "4.2.6: an id that is no absolute IRI"),
        ("T00:00:00Z", "", "3.3: updated is no date"),
        ("<name>[^<]*</name>", "", "3.2.1: an author without name"),
        ('rel="alternate"', 'rel="related"', "4.1.2: an entry with neither content nor alternate link"),
        ("releases/0.1<", "releases/0.2<", "4.1.1: two entries of one id"),
        ('href="[^"]*"', "", "4.2.7.1: a link without href"),
    ],
)
def test_the_rules_can_be_broken(told: list[Changes], pattern: str, replacement: str, fault: str) -> None:
    """Each rule that the feed is held against is broken by a feed that breaks it."""
    assert fault in faults(re.sub(pattern, replacement, feed(told, "en").decode()).encode())
