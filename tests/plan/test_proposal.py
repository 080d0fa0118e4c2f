"""What a goal begins with, for every mixture of ratings, on every scale."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.goals.queries import Target
from app.kit import clock
from app.kit.i18n import speaking
from app.plan.proposal import offered, propose
from tests.gaps.builders import TODAY, analysed, ladder
from tests.gaps.test_properties import situations
from tests.plan.builders import day

LADDER = ladder()


@given(situations(), st.none() | st.integers(-10, 900))
def test_a_proposal_can_be_put_into_the_plan_as_it_is(situation, by):
    framework, analysis, _ = situation
    target = None if by is None else Target(1, 1, "senior", None, day(by), "", clock.now())
    for competency in framework.competencies:
        with speaking("en"):
            found = propose(framework, analysis, None, competency, target, TODAY)
        values = {step.value for step in framework.scale}
        if found.to is None:
            assert found.from_ is not None and not any(value > found.from_ for value in values)
            continue
        assert found.from_ is None or found.to > found.from_
        assert TODAY < found.due_on <= TODAY + timedelta(days=200 + 100 * len(values))
        assert 0 < found.hours <= 12 * len(values)
        assert found.why and "%(" not in found.why and "None" not in found.why
        keys = [offer.suggestion.key for offer in found.offers]
        assert len(keys) == len(set(keys)) and set(keys) <= offered(framework, analysis, competency).keys()
        assert all(TODAY <= offer.on <= found.due_on for offer in found.offers)


def test_not_after_the_day_of_the_target():
    analysis = analysed(LADDER, "senior")
    competency = LADDER.competencies[0]

    def due(by: int):
        target = Target(1, 1, "senior", None, day(by), "", clock.now())
        return propose(LADDER, analysis, None, competency, target, TODAY).due_on

    assert due(60) == day(60)
    # too close for anything, or past: the end of a quarter as without a target
    assert due(10) == due(-5) == due(900)
