"""Whether an outline is complete: counts as expected, footnotes paired, no character left over."""

from collections import Counter
from collections.abc import Iterator

from hrgraph.errors import ProfileError
from hrgraph.rdf.terms import Run
from hrgraph.structure.profile import Profile
from hrgraph.structure.units import Outline


def require_complete(outline: Outline, profile: Profile) -> None:
    """Raise ProfileError unless counts are as expected and every character is covered once."""
    found = Counter(unit.kind for unit in outline.units)
    for kind, number in profile.expect.items():
        if found[kind] != number:
            raise ProfileError(
                f"profile {profile.name!r} expects {number} units of kind {kind}, the text has {found[kind]}",
                outline.source.file,
            )
    twice = [unit_id for unit_id, number in Counter(unit.id for unit in outline.units).items() if number > 1]
    if twice:
        raise ProfileError(f"two parts have the same id: {', '.join(twice[:5])}", outline.source.file)
    footnotes = {unit.id for unit in outline.units if unit.kind == "Footnote"}
    called = {unit.calls for unit in outline.units if unit.calls}
    if footnotes != called:
        raise ProfileError(
            f"footnotes and their marks do not agree: {', '.join(sorted(footnotes ^ called))}",
            outline.source.file,
        )
    if uncovered := unassigned(outline):
        raise ProfileError(
            f"{len(uncovered)} characters belong to no unit, first {outline.source.raw[uncovered[0]]!r}",
            outline.source.file,
            outline.source.line_of(uncovered[0]),
        )


def unassigned(outline: Outline) -> list[int]:
    """The offsets of non-space characters that belong to no unit and no artefact, or to more than one."""
    raw = outline.source.raw
    wrong: set[int] = set()
    position = 0
    for start, end in sorted(_claims(outline)):
        wrong.update(_characters(raw, position, start))
        wrong.update(_characters(raw, start, min(end, position)))
        position = max(position, end)
    wrong.update(_characters(raw, position, len(raw)))
    return sorted(wrong)


def _claims(outline: Outline) -> Iterator[Run]:
    """What each unit and each artefact takes for itself; an item of a list lies inside the list."""
    inner = {unit.id for unit in outline.units if unit.words.text}
    for unit in outline.units:
        if unit.parent not in inner or unit.kind == "NoteReference":
            yield from unit.words.ranges()
    yield from outline.artefacts


def _characters(raw: str, start: int, end: int) -> Iterator[int]:
    """The offsets between `start` and `end` of characters that are no white space."""
    if start < end and raw[start:end].strip():
        yield from (offset for offset in range(start, end) if not raw[offset].isspace())
