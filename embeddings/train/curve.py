"""A learning curve as a small SVG picture: accuracy on pairs held back, by step, one line a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP = 560, 320, 48, 12  # pixels of the plot, and where it begins
_LEGEND = 190  # pixels for the names
_COLOURS = (
    "#1b6ca8",
    "#c8553d",
    "#2a9d5c",
    "#8e5ea2",
    "#b8860b",
    "#444444",
    "#d1495b",
    "#00798c",
    "#66a182",
    "#6b4226",
)


def draw_curve(curves: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """Curves of (step, share from 0 to 1) → SVG text."""
    last = max((step for points in curves.values() for step, _ in points), default=1)
    parts = [_axes(last)]
    for number, (name, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{_LEFT + _WIDTH * step / last:.1f},{_TOP + _HEIGHT * (1 - y):.1f}" for step, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        label = f"{escape(name)} {points[-1][1]:.3f}" if points else escape(name)
        height = _TOP + 14 + 18 * number
        parts.append(f'<text x="{_LEFT + _WIDTH + 8}" y="{height}" fill="{colour}">{label}</text>')
    size = f'width="{_LEFT + _WIDTH + _LEGEND}" height="{_TOP + _HEIGHT + 34}"'
    style = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n' + "\n".join(parts) + "\n</svg>\n"


def _axes(last: int) -> str:
    lines = [f'<rect x="{_LEFT}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#999"/>']
    for tenth in range(0, 11, 2):
        height = _TOP + _HEIGHT * (1 - tenth / 10)
        lines.append(f'<text x="{_LEFT - 8}" y="{height + 4:.0f}" text-anchor="end">.{tenth}</text>')
    lines[-1] = lines[-1].replace(".10<", "1<")
    lines.append(f'<text x="{_LEFT}" y="{_TOP + _HEIGHT + 18}">0</text>')
    lines.append(f'<text x="{_LEFT + _WIDTH}" y="{_TOP + _HEIGHT + 18}" text-anchor="end">{last} steps</text>')
    return "\n".join(lines)
