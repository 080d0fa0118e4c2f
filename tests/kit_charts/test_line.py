"""The small line chart."""

from app.kit.charts.line import HEIGHT, MARGIN, WIDTH, line


def test_the_lowest_value_stands_at_the_bottom_and_the_highest_at_the_top():
    chart = line([0, 5], [0, 1], [0, 1, 2, 3, 4, 5])
    first, last = chart.points
    assert (first.x, first.y) == (MARGIN, HEIGHT - MARGIN)
    assert (last.x, last.y) == (WIDTH - MARGIN, MARGIN)


def test_a_missing_value_breaks_the_line():
    chart = line([1, None, 2, 3], [0, 0.3, 0.6, 1], [1, 2, 3])
    assert len(chart.points) == 3
    assert chart.path.count("M") == 2
    assert chart.path.count("L") == 1


def test_a_value_off_the_scale_is_missing():
    assert line([9], [0], [1, 2, 3]).points == ()


def test_framework_changes_stand_where_they_happened():
    assert line([1, 1], [0, 1], [1, 2], changes=[0.5]).changes == (WIDTH / 2,)


def test_marks_stand_beside_the_line():
    chart = line([1, 2], [0, 1], [1, 2], marks=[(0.5, 2), (0.7, None), (1, 9)])
    assert [(mark.x, mark.y) for mark in chart.marks] == [(WIDTH / 2, MARGIN)]
    assert len(chart.points) == 2
