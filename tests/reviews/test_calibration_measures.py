"""What a row sums up: never fewer than five, the same people before and after, and nothing that is left over."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.small_groups import SMALLEST
from app.reviews.calibration.groups import OTHERS, Counted
from app.reviews.calibration.measures import Rated, all_of, measure, middle

LADDER = ("junior", "intermediate", "senior")
rated = st.builds(
    lambda manager, level, wave, given, own, agreed: (manager, level, wave, given, own, agreed),
    st.integers(1, 3),
    st.sampled_from(LADDER),
    st.integers(0, 1),
    st.integers(1, 5),
    st.none() | st.integers(1, 5),
    st.none() | st.integers(1, 5),
)
competencies = st.dictionaries(st.sampled_from("abc"), st.lists(rated, max_size=30), min_size=1)


def ratings_of(drawn) -> dict[str, list[Rated]]:
    return {
        name: [
            Rated(Counted(number, manager, level), wave, given, own, agreed)
            for number, (manager, level, wave, given, own, agreed) in enumerate(found)
        ]
        for name, found in drawn.items()
    }


def row(ratings, waves=1, manager=1):
    return measure({"a": ratings}, waves, LADDER).before[manager]


def said(number, given=3, own=4, agreed=None, wave=0, manager=1):
    return Rated(Counted(number, manager, "junior"), wave, given, own, agreed)


@settings(max_examples=100, deadline=None)
@given(competencies)
def test_a_total_is_the_sum_of_what_is_shown_by_competency(drawn):
    """Whoever subtracts all competencies that he may look at from the total has nothing left."""
    ratings = ratings_of(drawn)
    together = measure(ratings, 2, LADDER)
    single = [measure({name: found}, 2, LADDER) for name, found in ratings.items()]
    for view in ("before", "after"):
        for manager, figures in getattr(together, view).items():
            parts = [getattr(one, view)[manager] for one in single if manager in getattr(one, view)]
            assert sum((part.counts for part in parts), Counter()) == figures.counts
            assert sum(part.pairs for part in parts) == figures.pairs
            assert all(part.ratings >= SMALLEST for part in parts)


@settings(max_examples=100, deadline=None)
@given(competencies)
def test_agreed_ratings_are_those_of_the_same_people(drawn):
    for name, found in ratings_of(drawn).items():
        measured = measure({name: found}, 2, LADDER)
        for manager, figures in measured.after.items():
            assert figures.people == measured.before[manager].people
            assert figures.pairs == measured.before[manager].pairs


def test_one_who_has_not_agreed_hides_what_the_others_agreed_on():
    five = [said(n, agreed=3) for n in range(5)]
    assert 1 in measure({"a": five}, 1, LADDER).after
    assert 1 not in measure({"a": [*five, said(5)]}, 1, LADDER).after


def test_the_distance_needs_five_who_rated_themselves_and_five_more_each_time():
    four = [said(n) for n in range(4)] + [said(4, own=None)]
    assert row(four).distance is None
    five = [said(n) for n in range(5)]
    late = [said(5 + n, own=1 if n < 4 else None, wave=1) for n in range(5)]
    assert row(five + late, waves=2).distance == (1, 1)
    assert row(five + [said(5 + n, own=1, wave=1) for n in range(5)], waves=2).distance == (-0.5, 1.5)


def test_everybody_is_the_sum_of_the_rows():
    found = [said(n) for n in range(5)] + [said(10 + n, manager=2 + n % 3, given=5) for n in range(6)]
    measured = measure({"a": found}, 1, LADDER)
    assert set(measured.before) == {1, OTHERS}
    assert all_of(measured.before.values()).counts == {3: 5, 5: 6}
    # eleven juniors: five rated 3, six rated 5, mean 45 / 11
    assert round(measured.before[1].leniency, 3) == round(3 - 45 / 11, 3)
    assert round(measured.before[OTHERS].leniency, 3) == round(5 - 45 / 11, 3)


def test_the_middle_of_a_scale():
    assert middle([1, 2, 3, 4, 5]) == (3,)
    assert middle([1, 2, 3, 4]) == (2, 3)
