"""Figures made again from both routes: their data, their files, and what is refused."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from cotherm.crosscheck.claims import Paper, available, load
from cotherm.crosscheck.errors import ClaimError
from cotherm.crosscheck.figures import Curve, Figure, Map, data, surface, write_figures

LINE = Curve("a line", closed=lambda x: 2 * x, numeric=lambda x: 2 * x + 1e-14, at=(1.0, 3.0))
FIGURE = Figure(
    id="toy.fig1",
    title="A figure",
    x_label="x",
    y_label="y",
    x=(1.0, 2.0, 3.0),
    curves=(LINE, Curve("dots", numeric=lambda x: x**2, at=(1.0, 2.0), colour=1)),
    vertical=((2.0, "here"),),
)


def test_data_come_from_both_routes():
    assert data(FIGURE) == [
        ("a line", "symbolic", 1.0, 2.0),
        ("a line", "symbolic", 2.0, 4.0),
        ("a line", "symbolic", 3.0, 6.0),
        ("a line", "numeric", 1.0, 2.0 + 1e-14),
        ("a line", "numeric", 3.0, 6.0 + 1e-14),
        ("dots", "numeric", 1.0, 1.0),
        ("dots", "numeric", 2.0, 4.0),
    ]


def test_points_without_a_value_are_left_out():
    part = Curve("part", closed=lambda x: x if x < 2.5 else float("nan"))
    rows = data(replace(FIGURE, curves=(part,)))
    assert [row[2] for row in rows] == [1.0, 2.0]


def test_files_are_the_same_bytes_each_time(tmp_path):
    first = write_figures([FIGURE], tmp_path / "first")
    second = write_figures([FIGURE], tmp_path / "second")
    assert sorted(path.name for path in first) == ["fig1.csv", "fig1.pdf", "fig1.svg"]
    for one, other in zip(first, second, strict=True):
        assert one.name == other.name
        assert one.read_bytes() == other.read_bytes()
    changed = replace(FIGURE, title="Another figure")
    third = write_figures([changed], tmp_path / "third")
    assert third[1].read_bytes() != first[1].read_bytes()


def test_tables_stand_beside_the_figures(tmp_path):
    path = write_figures([FIGURE], tmp_path)[0]
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["curve", "route", "x", "y"]
    assert len(rows) == 1 + len(data(FIGURE))
    # The last bits of a machine do not reach the file.
    assert rows[4] == ["a line", "numeric", "1", "2"]


PLANE = Map(
    "value / unit",
    (0.0, 2.0),
    closed=lambda x, y: x - y,
    numeric=lambda x, y: x - y + 1e-14 if x < 3 else float("nan"),
    at=((1.0, 0.0), (3.0, 2.0)),
    levels=(0.0,),
    signed=True,
)


def test_maps_cover_the_plane_and_dots_come_from_the_other_route():
    rows = surface(replace(FIGURE, map=PLANE))
    assert [row[1] for row in rows] == ["symbolic"] * 6 + ["numeric"] * 2
    assert rows[:4] == [
        ("value / unit", "symbolic", 1.0, 0.0, 1.0),
        ("value / unit", "symbolic", 2.0, 0.0, 2.0),
        ("value / unit", "symbolic", 3.0, 0.0, 3.0),
        ("value / unit", "symbolic", 1.0, 2.0, -1.0),
    ]
    alone = replace(PLANE, closed=None, at=())
    assert [row[1] for row in surface(replace(FIGURE, map=alone))] == ["numeric"] * 6
    assert surface(FIGURE) == []


def test_maps_are_the_same_bytes_each_time_and_share_the_table(tmp_path):
    figure = replace(FIGURE, map=PLANE)
    first, second = (write_figures([figure], tmp_path / name) for name in ("first", "second"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    rows = list(csv.reader(first[0].read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["curve", "route", "x", "y", "value"]
    assert rows[1] == ["a line", "symbolic", "1", "2", ""]
    # The dot without a value is left out, and the last bits are.
    assert len(rows) == 1 + len(data(figure)) + 7
    assert rows[-1] == ["value / unit", "numeric", "1", "0", "1"]
    plain = write_figures([FIGURE], tmp_path / "plain")
    assert plain[1].read_bytes() != first[1].read_bytes()


@pytest.mark.parametrize(
    "fields",
    [{}, {"closed": max, "at": ((1.0, 1.0),)}, {"closed": max, "numeric": max}],
    ids=["no values", "dots without a second route", "a second route without dots"],
)
def test_maps_need_values(fields):
    with pytest.raises(ClaimError, match="map 'm'"):
        Map("m", (1.0,), **fields)


@pytest.mark.parametrize(
    "fields",
    [{}, {"numeric": abs}, {"closed": abs, "at": (1.0,)}],
    ids=["no values", "numeric without points", "points without values"],
)
def test_curves_need_values(fields):
    with pytest.raises(ClaimError, match="curve 'c'"):
        Curve("c", **fields)


def test_figures_belong_to_claims(make):
    claim = make.claim("x", id="toy.fig1")
    Paper("toy", "T", "A", "R", (claim,), (FIGURE,))
    with pytest.raises(ClaimError, match=r"figure toy\.fig1 belongs to no claim"):
        Paper("toy", "T", "A", "R", (make.claim("x", id="toy.fig2"),), (FIGURE,))


@pytest.mark.parametrize("key", available())
def test_figures_of_the_papers_say_what_they_show(key):
    figures = load(key).figures
    assert len({figure.name for figure in figures}) == len(figures)
    for figure in figures:
        assert figure.title and figure.x_label and figure.y_label
        assert list(figure.x) == sorted(set(figure.x))
        labels = [curve.label for curve in figure.curves]
        assert len(set(labels)) == len(labels), "the data of two curves would be mixed"
        drawn = [*figure.curves, *([figure.map] if figure.map else [])]
        routes = {name for one in drawn for name in _routes(one)}
        assert routes == {"symbolic", "numeric"}, figure.id


def _routes(drawn):
    return [
        name
        for name, values in (("symbolic", drawn.closed), ("numeric", drawn.numeric))
        if values is not None
    ]
