"""Figures of the papers, made again from both routes: curves, markers and their data as CSV."""

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
FORMATS = ("svg", "pdf")


@dataclass(frozen=True)
class Curve:
    """One curve: a line from the symbolic book, markers from the numeric book, or both.

    Where a contour does not exist at an abscissa its value is nan.

    ``closed`` is drawn over the figure's abscissae, ``numeric`` at ``at`` (fewer points, because
    the full master equation is expensive). ``dashed`` and ``colour`` (index in the colour cycle)
    follow the paper, so that both can be laid side by side.
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


def write_figures(figures: Iterable[Figure], folder: Path) -> list[Path]:
    """Write CSV, SVG and PDF of each figure; the same code gives the same bytes."""
    written = []
    for figure in figures:
        rows = data(figure)
        path = folder / f"{figure.name}.csv"
        write_atomically(path, _csv(rows))
        written.append(path)
        written += _draw(figure, rows, folder)
    return written


def _csv(rows: Sequence[tuple[str, str, float, float]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("curve", "route", "x", "y"))
    # Twelve digits: more would carry the last bits of a platform's libm into the file.
    writer.writerows((label, route, f"{x:.12g}", f"{y:.12g}") for label, route, x, y in rows)
    return buffer.getvalue()


def _draw(
    figure: Figure, rows: Sequence[tuple[str, str, float, float]], folder: Path
) -> list[Path]:
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    style = resources.files(__package__) / "render" / "cotherm.mplstyle"
    with resources.as_file(style) as path, plt.style.context(str(path)):
        canvas, axes = plt.subplots()
        for curve in figure.curves:
            _draw_curve(axes, curve, [row for row in rows if row[0] == curve.label])
        for value, label in figure.vertical:
            axes.axvline(value, color="0.6", linewidth=0.8, label=label or None)
        for value, label in figure.horizontal:
            axes.axhline(value, color="0.6", linewidth=0.8, linestyle=":", label=label or None)
        axes.set(title=figure.title, xlabel=figure.x_label, ylabel=figure.y_label)
        axes.set_xscale("log" if figure.log_x else "linear")
        axes.set_yscale("log" if figure.log_y else "linear")
        axes.legend()
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


def _draw_curve(axes: Axes, curve: Curve, rows: Sequence[tuple[str, str, float, float]]) -> None:
    colour = f"C{curve.colour}"
    line = [(x, y) for _, route, x, y in rows if route == "symbolic"]
    dots = [(x, y) for _, route, x, y in rows if route == "numeric"]
    if line:
        style = "--" if curve.dashed else "-"
        axes.plot(*zip(*line, strict=True), style, color=colour, label=curve.label)
    if dots:
        label = None if line else curve.label
        axes.plot(*zip(*dots, strict=True), "o", color=colour, markersize=3, label=label)
