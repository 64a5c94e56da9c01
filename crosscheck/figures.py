"""Figures of the papers, made again from both routes: curves, maps and their data as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import ClaimError
from .journal import write_atomically

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Values = Callable[[float], float]
Surface = Callable[[float, float], float]
FORMATS = ("svg", "pdf")


@dataclass(frozen=True)
class Curve:
    """One curve: a line from the symbolic book, markers from the numeric book, or both.

    Where a contour does not exist at an abscissa its value is nan.

    ``closed`` is drawn over the figure's abscissae, ``numeric`` at ``at`` (fewer points, because
    the full master equation is expensive). ``dashed`` and ``colour`` (index in the colour cycle)
    follow the paper, so that both can be laid side by side; a dashed curve of the numeric book
    alone is drawn as a line.
    """

    label: str
    closed: Values | None = None
    numeric: Values | None = None
    at: tuple[float, ...] = ()
    colour: int = 0
    dashed: bool = False

    def __post_init__(self) -> None:
        if self.closed is None and self.numeric is None:
            raise ClaimError(f"curve {self.label!r} has no values")
        if (self.numeric is None) != (not self.at):
            raise ClaimError(f"curve {self.label!r}: `numeric` and `at` come together")


@dataclass(frozen=True)
class Map:
    """Values over the plane of a figure: colours from one book, dots of the same from the other.

    The colours cover the figure's abscissae and ``y``; they come from ``closed``, or from
    ``numeric`` where that is all. With both, the numeric book is drawn as dots at ``at``.
    ``levels`` are contour lines; ``signed`` puts white at 0. Points may be nan as in a curve.
    """

    label: str
    y: tuple[float, ...]
    closed: Surface | None = None
    numeric: Surface | None = None
    at: tuple[tuple[float, float], ...] = ()
    levels: tuple[float, ...] = ()
    signed: bool = False

    def __post_init__(self) -> None:
        if self.closed is None and self.numeric is None:
            raise ClaimError(f"map {self.label!r} has no values")
        if (self.closed is not None and self.numeric is not None) != bool(self.at):
            raise ClaimError(f"map {self.label!r}: `at` is for the dots of a second book")


@dataclass(frozen=True)
class Figure:
    """A figure of a paper; ``id`` is that of its claim, axes carry their units in the labels.

    ``vertical`` and ``horizontal`` are reference lines (value, label).
    """

    id: str
    title: str
    x_label: str
    y_label: str
    x: tuple[float, ...]
    curves: tuple[Curve, ...]
    log_x: bool = False
    log_y: bool = False
    vertical: tuple[tuple[float, str], ...] = ()
    horizontal: tuple[tuple[float, str], ...] = ()
    map: Map | None = None

    @property
    def name(self) -> str:
        """File name without ending."""
        return self.id.partition(".")[2]


def data(figure: Figure) -> list[tuple[str, str, float, float]]:
    """Rows (curve, route, x, y) of a figure; points at which a curve has no value are left out."""
    rows = []
    for curve in figure.curves:
        if curve.closed is not None:
            rows += [(curve.label, "symbolic", x, curve.closed(x)) for x in figure.x]
        if curve.numeric is not None:
            rows += [(curve.label, "numeric", x, curve.numeric(x)) for x in curve.at]
    return [row for row in rows if not math.isnan(row[3])]


def surface(figure: Figure) -> list[tuple[str, str, float, float, float]]:
    """Rows (label, route, x, y, value) of the map of a figure, colours before dots."""
    drawn = figure.map
    if drawn is None:
        return []
    grid = [(x, y) for y in drawn.y for x in figure.x]
    parts: list[tuple[str, Surface | None, Sequence[tuple[float, float]]]] = [
        ("symbolic", drawn.closed, grid),
        ("numeric", drawn.numeric, drawn.at or grid),
    ]
    return [
        (drawn.label, route, x, y, value(x, y))
        for route, value, places in parts
        if value is not None
        for x, y in places
    ]


def write_figures(figures: Iterable[Figure], folder: Path) -> list[Path]:
    """Write CSV, SVG and PDF of each figure; the same code gives the same bytes."""
    written = []
    for figure in figures:
        rows, cells = data(figure), surface(figure)
        path = folder / f"{figure.name}.csv"
        write_atomically(path, _csv(rows, cells))
        written.append(path)
        written += _draw(figure, rows, cells, folder)
    return written


def _csv(
    rows: Sequence[tuple[str, str, float, float]],
    cells: Sequence[tuple[str, str, float, float, float]],
) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("curve", "route", "x", "y", "value")[: 5 if cells else 4])
    # Twelve digits: more would carry the last bits of a platform's libm into the file.
    blank = ("",) if cells else ()
    writer.writerows(
        (label, route, *(f"{v:.12g}" for v in point), *blank) for label, route, *point in rows
    )
    writer.writerows(
        (label, route, *(f"{v:.12g}" for v in point))
        for label, route, *point in cells
        if not math.isnan(point[2])
    )
    return buffer.getvalue()


def _draw(
    figure: Figure,
    rows: Sequence[tuple[str, str, float, float]],
    cells: Sequence[tuple[str, str, float, float, float]],
    folder: Path,
) -> list[Path]:
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    style = resources.files(__package__) / "render" / "cotherm.mplstyle"
    with resources.as_file(style) as path, plt.style.context(str(path)):
        canvas, axes = plt.subplots()
        if figure.map is not None:
            _draw_map(axes, figure, figure.map, [value for *_, value in cells])
        for curve in figure.curves:
            _draw_curve(axes, curve, [row for row in rows if row[0] == curve.label])
        for value, label in figure.vertical:
            axes.axvline(value, color="0.6", linewidth=0.8, label=label or None)
        for value, label in figure.horizontal:
            axes.axhline(value, color="0.6", linewidth=0.8, linestyle=":", label=label or None)
        axes.set(title=figure.title, xlabel=figure.x_label, ylabel=figure.y_label)
        axes.set_xscale("log" if figure.log_x else "linear")
        axes.set_yscale("log" if figure.log_y else "linear")
        if axes.get_legend_handles_labels()[0]:
            axes.legend(frameon=figure.map is not None)
        paths = []
        for kind in FORMATS:
            stamp: dict[str, Any] = {"Date": None} if kind == "svg" else {"CreationDate": None}
            path_out = folder / f"{figure.name}.{kind}"
            drawing = io.BytesIO()
            canvas.savefig(drawing, format=kind, metadata=stamp)
            write_atomically(path_out, drawing.getvalue())
            paths.append(path_out)
        plt.close(canvas)
    return paths


def _draw_map(axes: Axes, figure: Figure, drawn: Map, values: Sequence[float]) -> None:
    import numpy as np

    size = len(figure.x) * len(drawn.y)
    cells = np.ma.masked_invalid(values[:size]).reshape(len(drawn.y), len(figure.x))
    seen = np.ma.masked_invalid(values)
    low, high = float(seen.min()), float(seen.max())
    if drawn.signed:
        low, high = min(low, -high), max(high, -low)
    look: dict[str, Any] = {
        "cmap": "RdBu_r" if drawn.signed else "viridis",
        "vmin": low,
        "vmax": high,
    }
    # Neighbouring cells of a vector drawing would show seams; the colours are one image.
    colours = axes.pcolormesh(figure.x, drawn.y, cells, shading="nearest", rasterized=True, **look)
    axes.figure.colorbar(colours, ax=axes, label=drawn.label)
    if drawn.levels:
        axes.contour(figure.x, drawn.y, cells, levels=drawn.levels, colors="0.3", linewidths=0.7)
    if drawn.at:
        x, y = zip(*drawn.at, strict=True)
        axes.scatter(x, y, c=values[size:], s=14, edgecolors="0.4", linewidths=0.4, **look)
    axes.set(xlim=(figure.x[0], figure.x[-1]), ylim=(drawn.y[0], drawn.y[-1]))
    axes.grid(visible=False)


def _draw_curve(axes: Axes, curve: Curve, rows: Sequence[tuple[str, str, float, float]]) -> None:
    colour = f"C{curve.colour}"
    line = [(x, y) for _, route, x, y in rows if route == "symbolic"]
    dots = [(x, y) for _, route, x, y in rows if route == "numeric"]
    if line:
        style = "--" if curve.dashed else "-"
        axes.plot(*zip(*line, strict=True), style, color=colour, label=curve.label)
    if dots:
        label = None if line else curve.label
        style = "--" if curve.dashed and not line else "o"
        axes.plot(*zip(*dots, strict=True), style, color=colour, markersize=3, label=label)
