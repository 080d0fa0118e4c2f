"""The radar's geometry: the lowest step off the centre, the highest on the rim, holes where nothing is rated."""

import re
from math import hypot, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.charts.radar import HEIGHT, MOST_NAMED, RADIUS, WIDTH, Point, radar

SCALE = (1, 2, 3, 4, 5)


def names(count: int) -> list[str]:
    return [f"axis {n}" for n in range(count)]


def distance(point: Point) -> float:
    return hypot(point.x - WIDTH / 2, point.y - HEIGHT / 2)


def pens(path: str) -> str:
    """The commands of a path without their places."""
    return "".join(re.findall(r"[A-Z]", path))


def test_first_axis_points_up_and_the_others_follow_the_clock():
    chart = radar(names(4), [[5, 5, 5, 5]], SCALE)
    places = [(round(p.x - WIDTH / 2), round(p.y - HEIGHT / 2)) for p in chart.series[0].points]
    assert places == [(0, -RADIUS), (RADIUS, 0), (0, RADIUS), (-RADIUS, 0)]


@pytest.mark.parametrize("scale", [(1, 2, 3, 4, 5), (0, 1, 2, 3), (1, 2, 3), tuple(range(10))])
def test_each_step_of_the_scale_is_a_ring(scale):
    chart = radar(names(3), [[value] * 3 for value in scale], scale)
    reached = [distance(line.points[0]) for line in chart.series]
    assert reached == pytest.approx([RADIUS * (n + 1) / len(scale) for n in range(len(scale))])
    assert len(chart.rings) == len(scale)
    assert min(reached) > 0


def test_a_value_that_is_missing_leaves_a_hole():
    line = radar(names(5), [[3, None, 3, 3, 3]], SCALE).series[0]
    assert (len(line.points), line.whole) == (4, False)
    assert pens(line.path) == "MMLLL"  # the last L joins the end to the beginning


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ([3, 3, 3, 3], "MLLLZ"),
        ([None, 3, 3, 3], "MLL"),
        ([3, 3, 3, None], "MLL"),
        ([3, None, None, 3], "MML"),
        ([None, 3, None, 3], "MM"),
        ([None, None, None, None], ""),
        ([3, None, None, None], "M"),
    ],
)
def test_what_is_joined(values, path):
    assert pens(radar(names(4), [values], SCALE).series[0].path) == path


def test_zero_on_a_scale_from_zero_is_a_value():
    line = radar(names(3), [[0, 0, 0]], (0, 1, 2)).series[0]
    assert line.whole and len(line.points) == 3


def test_a_value_outside_the_scale_is_a_hole():
    assert radar(names(3), [[9, 3, 3]], SCALE).series[0].whole is False


def test_without_axes_there_is_nothing_to_draw():
    chart = radar([], [[], []], SCALE)
    assert [(line.path, line.points) for line in chart.series] == [("", ()), ("", ())]


def test_as_many_labels_as_axes():
    chart = radar(names(12), [], SCALE)
    assert [" ".join(label.lines) for label in chart.labels] == names(12)
    assert [label.anchor for label in chart.labels][:4] == ["middle", "start", "start", "start"]
    assert chart.labels[9].anchor == "end"


def test_too_many_axes_are_numbered():
    chart = radar(names(MOST_NAMED + 1), [], SCALE)
    assert [label.lines for label in chart.labels] == [(str(n + 1),) for n in range(MOST_NAMED + 1)]


def test_long_names_are_wrapped_between_words():
    label = radar(["Communication and coordination", "b", "c"], [], SCALE).labels[0]
    assert label.lines == ("Communication", "and", "coordination") or label.lines == (
        "Communication",
        "and coordination",
    )
    assert radar(["Boats and rock landing", "b", "c"], [], SCALE).labels[0].lines == ("Boats and rock", "landing")


@settings(max_examples=50)
@given(st.integers(1, 30), st.data())
def test_everything_stays_in_the_picture(count: int, data: st.DataObject):
    series = data.draw(
        st.lists(st.lists(st.one_of(st.none(), st.sampled_from(SCALE)), min_size=count, max_size=count), max_size=3)
    )
    chart = radar(names(count), series, SCALE)
    for line, values in zip(chart.series, series, strict=True):
        assert len(line.points) == sum(value is not None for value in values)
        assert line.whole == (None not in values)
        for point in line.points:
            assert isfinite(point.x) and distance(point) <= RADIUS + 1e-6
    for label in chart.labels:
        assert 0 <= label.at.x <= WIDTH and 0 <= label.at.y <= HEIGHT


def test_different_lengths_are_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        radar(names(3), [[1, 2]], SCALE)
