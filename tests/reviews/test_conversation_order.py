"""Order, distance, what is missing: pure, for any answers of both sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commitments.queries import Name, Promised
from app.framework.model import Competency
from app.kit import clock
from app.kit.i18n import Text, speaking
from app.reviews.conversations import words
from app.reviews.conversations.items import Agreed, Answer, Calibrated, Item, Reply, Said, Saved
from app.reviews.conversations.missing import missing, progress, unanswered
from app.reviews.conversations.order import RANKS, grouped, ordered

SCALE = (1, 2, 3, 5, 8)
NOW = clock.now()
TODAY = date(2026, 11, 25)
SAVED = Saved(Name(1, "陈建国", "Chen Jianguo"), NOW, 1)
answers = st.one_of(
    st.just(Answer()), st.just(Answer(no_opportunity=True)), st.sampled_from(SCALE).map(lambda n: Answer(n))
)


def competency(number: int) -> Competency:
    return Competency(id=f"c{number}", group="g", title=Text(zh=f"能力{number}", en=f"c{number}"), indicators=())


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    return [
        Item(
            competency(number),
            SCALE,
            own=Said(draw(answers)),
            manager=Said(draw(answers)),
            calibrated=draw(
                st.none()
                | st.builds(
                    Calibrated, st.none(), st.sampled_from(SCALE), st.just("x"), st.just(SAVED.by), st.just(NOW)
                )
            ),
            agreed=draw(st.none() | st.builds(Agreed, answers, st.sampled_from(("", "why")), st.just(SAVED))),
            reply=draw(st.none() | st.just(Reply(None, "no season", SAVED))),
            key=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


def promised(state: str, due_on: date) -> Promised:
    name = Name(1, "陈建国", "Chen Jianguo")
    return Promised(1, 1, None, False, "talks", due_on, state, 1, NOW, 1, NOW, name, name, name)


@given(items())
def test_the_order(found: list[Item]):
    talked = ordered(found)
    assert sorted(item.id for item in talked) == sorted(item.id for item in found)
    ranks = [RANKS[item.kind] for item in talked]
    assert ranks == sorted(ranks)
    apart = [item for item in talked if item.kind == "apart"]
    places = [(-abs(item.distance or 0), not item.key, found.index(item)) for item in apart]
    assert places == sorted(places)
    for rank in (1, 2, 3):
        rest = [found.index(item) for item in talked if RANKS[item.kind] == rank]
        assert rest == sorted(rest)


@given(items())
def test_what_is_agreed_moves_nothing(found: list[Item]):
    bare = [Item(i.competency, i.scale, i.own, i.manager, i.calibrated, key=i.key) for i in found]
    assert [item.id for item in ordered(found)] == [item.id for item in ordered(bare)]


@given(items())
def test_the_groups_hold_everything_once(found: list[Item]):
    groups = grouped(found)
    assert [item.id for _, members in groups for item in members] == [item.id for item in ordered(found)]
    assert len({kind for kind, _ in groups}) == len(groups)
    assert {kind for kind, _ in groups} <= set(words.KINDS)


@given(items())
def test_distance_and_kind_agree(found: list[Item]):
    for item in found:
        assert (item.kind == "apart") == bool(item.distance)
        assert (item.common is not None) == (item.own.answer.given and item.own.answer == item.managers_answer)
        if item.distance:
            higher = item.own.answer.proficiency > item.managers_answer.proficiency
            assert (item.distance > 0) == higher
        assert words.distance_in_words(item)


def test_a_distance_counts_steps_of_the_scale():
    item = Item(competency(1), SCALE, Said(Answer(8)), Said(Answer(3)))
    assert item.distance == 2
    assert Item(competency(1), SCALE, Said(Answer(1)), Said(Answer(2))).distance == -1


@given(items(), answers)
def test_what_differs_takes_a_reason(found: list[Item], answer: Answer):
    for item in found:
        sides = [said for said in (item.own.answer, item.managers_answer) if said.given and answer.given]
        assert bool(item.differs_from(answer)) == any(said != answer for said in sides)


@given(
    items(),
    st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)) | st.none(),
    st.sampled_from(("open", "kept")),
)
def test_missing(found: list[Item], held_on: date | None, state: str):
    promise = promised(state, TODAY)
    kinds = {one.kind: one for one in missing(found, [promise], held_on, TODAY)}
    assert ("promises" in kinds) == (state == "open" and (held_on or TODAY) >= TODAY)
    assert ("agreements" in kinds) == any(item.answered and not item.settled for item in found)
    assert ("reasons" in kinds) == any(item.lacks_reason for item in found)
    assert ("opportunities" in kinds) == any(item.asks and not item.reply for item in found)
    assert ("day" in kinds, "future" in kinds) == (held_on is None, held_on is not None and held_on > TODAY)
    counted = progress(found, [promise], held_on or TODAY)
    assert counted.agreed <= counted.of
    assert (counted.agreed < counted.of) == ("agreements" in kinds)
    assert all(words.missing_in_words(one) for one in kinds.values())


def test_only_open_promises_that_are_due_want_an_answer():
    due, later, kept = promised("open", TODAY), promised("open", TODAY + timedelta(days=1)), promised("kept", TODAY)
    assert unanswered([due, later, kept], TODAY) == (due,)


@pytest.mark.parametrize(
    ("own", "manager", "said"),
    [
        (Answer(3), Answer(2), "one step apart, self higher"),
        (Answer(1), Answer(3), "2 steps apart, manager higher"),
        (Answer(3), Answer(3), "both say the same"),
        (Answer(no_opportunity=True), Answer(3), "no opportunity yet, says the person"),
        (Answer(3), Answer(no_opportunity=True), "no opportunity yet, says the manager"),
        (Answer(no_opportunity=True), Answer(no_opportunity=True), "no opportunity yet, both say"),
        (Answer(3), Answer(), "only the person answered"),
        (Answer(), Answer(3), "only the manager answered"),
        (Answer(), Answer(), "neither side answered"),
    ],
)
def test_the_distance_in_words(own: Answer, manager: Answer, said: str):
    with speaking("en"):
        assert words.distance_in_words(Item(competency(1), SCALE, Said(own), Said(manager))) == said
