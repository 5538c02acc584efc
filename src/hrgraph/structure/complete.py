"""Whether an outline is complete: counts as expected, footnotes paired, no character left over."""

from collections import Counter

from hrgraph.errors import ProfileError
from hrgraph.structure.profile import Profile
from hrgraph.structure.units import Outline
from hrgraph.text.words import INSERTED


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
    claims: Counter[int] = Counter()
    inner = {unit.id for unit in outline.units if unit.words.text}
    for unit in outline.units:
        if unit.parent not in inner or unit.kind == "NoteReference":
            claims.update(offset for offset in unit.words.origin if offset != INSERTED)
    for start, end in outline.artefacts:
        claims.update(offset for offset in range(start, end))
    raw = outline.source.raw
    return [offset for offset in range(len(raw)) if not raw[offset].isspace() and claims[offset] != 1]
