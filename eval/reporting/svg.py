"""Plots as SVG text: bars with intervals, curves, histograms. Nothing is loaded from elsewhere and no script runs.

Coordinates are in pixels of the plot's own box; values from 0 to 1 unless an axis says otherwise. Colours come from
the page's style sheet by class name (`s0`, `s1` …), so that light and dark pages can both be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_ROW, _LABEL, _BAR, _NUMBER = 22, 150, 320, 110  # a bar chart: height of a row, widths of its three columns
_WIDTH, _HEIGHT, _MARGIN = 420, 260, 44  # a curve or histogram, its margin for the axes

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled value with its interval; `note` is written behind it."""

    label: str
    value: float
    low: float
    high: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The span of values along one axis, what they are, and into how many steps its ticks part it."""

    name: str
    low: float = 0.0
    high: float = 1.0
    steps: int = 5

    def at(self, value: float) -> float:
        """The value as a share of the axis, 0 at its low end."""
        span = self.high - self.low
        return min(max((value - self.low) / span, 0.0), 1.0) if span else 0.0

    def ticks(self) -> list[float]:
        return [self.low + (self.high - self.low) * step / self.steps for step in range(self.steps + 1)]


def bars(rows: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 1 with whiskers for their intervals."""
    drawn = []
    for number, row in enumerate(rows):
        middle = number * _ROW + _ROW / 2
        left, low, high = _LABEL, _LABEL + row.low * _BAR, _LABEL + row.high * _BAR
        drawn.append(
            _text(left - 8, middle, row.label, "end")
            + f'<rect class="s0" x="{left}" y="{middle - 7:.1f}" width="{row.value * _BAR:.1f}" height="14"/>'
            + f'<path class="whisker" d="M{low:.1f} {middle - 4:.1f}v8M{low:.1f} {middle:.1f}H{high:.1f}m0 -4v8"/>'
            + _text(left + _BAR + 8, middle, f"{row.value:.3f} {row.note}", "start")
        )
    return _svg(_LABEL + _BAR + _NUMBER, len(rows) * _ROW, "".join(drawn))


def curves(series: Mapping[str, Points], x: Axis, y: Axis, marks: Points = ()) -> str:
    """Lines through the points of each series, a legend, and single points marked with a ring."""
    drawn = [_axes(x, y)]
    for number, (name, points) in enumerate(series.items()):
        path = " ".join(f"{_x(x, at):.1f},{_y(y, value):.1f}" for at, value in points)
        drawn.append(f'<polyline class="line s{number}" points="{path}"/>')
        drawn.append(_text(_MARGIN + 8, 14 + 15 * number, name, "start", f"s{number}"))
    drawn += [f'<circle class="mark" cx="{_x(x, at):.1f}" cy="{_y(y, value):.1f}" r="5"/>' for at, value in marks]
    return _svg(_WIDTH, _HEIGHT, "".join(drawn))


def histogram(values: Sequence[float], name: str, bins: int = 20) -> str:
    """How many of the values lie in each of `bins` equal steps from 0 to the largest."""
    top = max(values, default=0.0) or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(int(value / top * bins), bins - 1)] += 1
    x, y = Axis(name, 0.0, top), Axis("questions", 0.0, float(max(counts, default=1)) or 1.0)
    width = (_WIDTH - 2 * _MARGIN) / bins
    drawn = [_axes(x, y)]
    for number, count in enumerate(counts):
        upper = _y(y, count)
        left = _MARGIN + number * width
        height = _HEIGHT - _MARGIN - upper
        drawn.append(f'<rect class="s0" x="{left:.1f}" y="{upper:.1f}" width="{width - 1:.1f}" height="{height:.1f}"/>')
    return _svg(_WIDTH, _HEIGHT, "".join(drawn))


def _axes(x: Axis, y: Axis) -> str:
    bottom, right = _HEIGHT - _MARGIN, _WIDTH - _MARGIN
    drawn = [f'<path class="axis" d="M{_MARGIN} {_MARGIN}V{bottom}H{right}"/>']
    drawn += [_text(_x(x, tick), bottom + 14, _number(tick), "middle") for tick in x.ticks()]
    drawn += [_text(_MARGIN - 6, _y(y, tick), _number(tick), "end") for tick in y.ticks()]
    drawn.append(_text((_MARGIN + right) / 2, _HEIGHT - 8, x.name, "middle"))
    drawn.append(_text(right, 14, y.name, "end"))
    return "".join(drawn)


def _x(axis: Axis, value: float) -> float:
    return _MARGIN + axis.at(value) * (_WIDTH - 2 * _MARGIN)


def _y(axis: Axis, value: float) -> float:
    return _HEIGHT - _MARGIN - axis.at(value) * (_HEIGHT - 2 * _MARGIN)


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" dy=".35em" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(width: float, height: float, inside: str) -> str:
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">{inside}</svg>'
