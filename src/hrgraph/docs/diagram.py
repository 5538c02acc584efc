"""Classes in, a drawing of them as SVG out: below to the right of above, each with its properties.

The drawing needs no style sheet, takes the colour of the text around it and can be read aloud; its words
are also in the table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from hrgraph.docs.model import Link, Term
from hrgraph.docs.words import Words

_CHARACTER = 7.1
"""The width of a letter in the drawing, in SVG units; wide enough for the fonts that browsers come with."""
_LINE, _PAD, _GAP_X, _GAP_Y = 19, 9, 44, 14
_LONGEST = 46
"""Letters in a line; what is cut is whole in the table."""


@dataclass
class _Box:
    label: str
    href: str
    lines: list[str]
    is_guest: bool
    below: list["_Box"] = field(default_factory=list)
    x: float = 0
    y: float = 0

    @property
    def width(self) -> float:
        longest = max([len(self.label) * 1.15, *(len(line) for line in self.lines)])
        return longest * _CHARACTER + 2 * _PAD

    @property
    def height(self) -> float:
        return _LINE * (1 + len(self.lines)) + _PAD


def lines_of(cls: Term, properties: Sequence[Term], words: Words) -> list[tuple[Term, str]]:
    """Each property that starts from the class, with what it leads to."""
    return [
        (prop, " / ".join(link.words for link in prop.linked("range")) or words.say(f"any-{prop.kind}"))
        for prop in properties
        if Link(cls.label, f"#{cls.name}") in prop.linked("domain")
    ]


def draw(classes: Sequence[Term], properties: Sequence[Term], title: str, words: Words) -> str:
    """The classes of one module; a class of another module that stands above one of them is a guest."""
    boxes = {
        cls.name: _Box(
            cls.label,
            f"#{cls.name}",
            [_cut(f"{prop.label} → {leads}") for prop, leads in lines_of(cls, properties, words)],
            is_guest=False,
        )
        for cls in classes
    }
    roots: dict[str, _Box] = {}
    for cls in classes:
        ups = [link for link in cls.linked("above") if link.href.startswith("#")]
        for up in ups[:1]:
            above = boxes.get(up.href[1:]) or roots.setdefault(up.href[1:], _Box(up.words, up.href, [], True))
            above.below.append(boxes[cls.name])
        if not ups:
            roots[cls.name] = boxes[cls.name]
    widths: dict[int, float] = {}
    for root in roots.values():
        _measure(root, 0, widths)
    y = 1.0
    for root in roots.values():
        y = _place(root, 0, y, widths) + _GAP_Y
    width = sum(widths.values()) + _GAP_X * (len(widths) - 1) + 2
    drawn = "".join(_drawn(root) for root in roots.values())
    name = f"diagram-{classes[0].module}"
    names = ", ".join(cls.label for cls in classes)
    description = f"{words.say('diagram-hint')} {words.say('class')}: {names}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {y:.0f}" width="{width:.0f}" '
        f'height="{y:.0f}" role="group" aria-labelledby="{name}-title" aria-describedby="{name}-text" '
        f'font-family="system-ui, sans-serif" font-size="13">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-text">{escape(description)}</desc>'
        f"{drawn}</svg>"
    )


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _measure(box: _Box, depth: int, widths: dict[int, float]) -> None:
    widths[depth] = max(widths.get(depth, 0), box.width)
    for below in box.below:
        _measure(below, depth + 1, widths)


def _place(box: _Box, depth: int, y: float, widths: dict[int, float]) -> float:
    """Give the box and those below it their places; the lower end of all of them."""
    box.x = 1 + sum(widths[level] + _GAP_X for level in range(depth))
    box.y = y
    end = y
    for below in box.below:
        end = _place(below, depth + 1, end, widths) + _GAP_Y
    return max(y + box.height, end - _GAP_Y if box.below else 0)


def _drawn(box: _Box) -> str:
    dash = ' stroke-dasharray="4 3"' if box.is_guest else ""
    head = box.y + _LINE - 2
    parts = [
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="4" '
        f'fill="currentColor" fill-opacity=".04" stroke="currentColor" stroke-opacity=".45"{dash}/>',
        f'<a href="{escape(box.href)}"><text x="{box.x + _PAD:.1f}" y="{head:.1f}" font-weight="600" '
        f'fill="currentColor">{escape(box.label)}</text></a>',
    ]
    parts += [
        f'<text x="{box.x + _PAD:.1f}" y="{head + _LINE * number:.1f}" fill="currentColor" '
        f'fill-opacity=".8">{escape(line)}</text>'
        for number, line in enumerate(box.lines, start=1)
    ]
    if box.below:
        parts.append(_lines_to(box))
    parts += map(_drawn, box.below)
    return "".join(parts)


def _lines_to(box: _Box) -> str:
    """A triangle at the box, a line down from it, and a line to each box below."""
    start, middle = box.x + box.width, box.below[0].x - _GAP_X / 2
    top, *ends = (one.y + _LINE / 2 + 3 for one in (box, *box.below))
    lines = f"M{start + 9:.1f} {top:.1f}H{middle:.1f}V{ends[-1]:.1f}"
    lines += "".join(f"M{middle:.1f} {end:.1f}H{box.below[0].x:.1f}" for end in ends)
    triangle = f"M{start:.1f} {top:.1f}l9 -5v10z"
    return f'<path d="{lines}{triangle}" fill="none" stroke="currentColor" stroke-opacity=".45"/>'
