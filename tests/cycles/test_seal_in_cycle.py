"""A cycle has a seal of its own: what was written outside of it opens nothing, and nothing can be looked through."""

import pytest

from app.assessments import queries, rules
from app.cycles import handover
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, NotFound, Refused
from app.people import access
from app.people import rules as people_rules
from app.reviews.talk import talk, to_write
from tests.assessments.acts import written
from tests.cycles import acts


def seen(database, actor, person) -> list[int]:
    with database.reading() as db:
        return [one.id for one in queries.history(db, actor, access.subject(db, actor, person.person_id))]


def test_what_was_written_before_the_cycle_opens_nothing_in_it(database, people):
    before = written(database, people.chen, people.lin)
    with database.writing() as db:
        acts.made(db, people)
        own = acts.assessed(db, people.lin, people.lin, acts.SELF)
    assert own not in seen(database, people.chen, people.lin)
    assert before not in seen(database, people.lin, people.lin)
    with database.writing() as db:
        his = acts.assessed(db, people.chen, people.lin, acts.MANAGER)
    assert {own, his} <= set(seen(database, people.chen, people.lin))
    assert {own, his} <= set(seen(database, people.lin, people.lin))


def test_no_second_one_while_the_first_is_sealed(database, people):
    with database.writing() as db:
        acts.made(db, people)
        acts.assessed(db, people.lin, people.lin, acts.SELF)
    with database.writing() as db, pytest.raises(Refused):
        acts.assessed(db, people.lin, people.lin, acts.SELF)
    with database.writing() as db:
        acts.assessed(db, people.chen, people.lin, acts.MANAGER)
        assert acts.assessed(db, people.lin, people.lin, acts.SELF)


def test_a_draft_from_before_counts_for_the_cycle(database, people):
    id = written(database, people.lin, people.lin, False)
    with database.writing() as db:
        cycle = acts.made(db, people)
        assert rules.submit(db, people.lin, id).cycle_id == cycle


def test_a_draft_that_outlives_its_cycle_counts_for_none(database, people):
    with database.writing() as db:
        cycle = acts.made(db, people)
        id = acts.assessed(db, people.lin, people.lin, acts.SELF, submitted=False)
        cycles.close(db, people.wang, cycle)
        assert rules.submit(db, people.lin, id).cycle_id is None


def test_the_states_of_a_conversation(database, people):
    with database.writing() as db:
        id = acts.conversation(db, people)
        assert talk(db, people.lin, id).state == "preparing"
        acts.opened(db, people)
        for actor, side in ((people.lin, "person"), (people.chen, "manager"), (people.zhou, "reader")):
            found = talk(db, actor, id)
            assert (found.state, found.side) == ("open", side)
        for outsider in (people.zhao, people.gone, people.root):
            with pytest.raises(NotFound):
                talk(db, outsider, id)


def test_a_new_manager_takes_it_over_explicitly(database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        # the day that decides has not come: then the line decides, without a handover
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        found = talk(db, people.qian, id)
        assert (found.side, found.state) == ("manager", "preparing")
        with pytest.raises(NotFound):
            talk(db, people.chen, id)
        with pytest.raises(NotFound):
            handover.hand_over(db, people.chen, id, people.chen.person_id, "mine")


def test_after_the_deciding_day_nothing_passes_on_by_itself(database, people):
    with database.writing() as db:
        cycle = acts.made(db, people, days=(-30, -15, 10, 20, 30))
        id = acts.conversation(db, people)
        assert cycle
        assert (talk(db, people.chen, id).side, talk(db, people.chen, id).assessor_leads) == ("reader", False)
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        found = talk(db, people.qian, id)
        assert (found.side, found.assessor_leads) == ("reader", False)
        handover.hand_over(db, people.qian, id, people.qian.person_id, "")
        assert talk(db, people.qian, id).side == "manager"
        assert handover.hand_over(db, people.qian, id, people.qian.person_id, "") is None


def test_a_closed_cycle_takes_nothing(database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        cycle = talk(db, people.lin, id).participation.cycle.id
        assert to_write(db, people.lin, id).changeable
        cycles.close(db, people.wang, cycle)
        with pytest.raises(Conflict):
            to_write(db, people.lin, id)
        cycles.reopen(db, people.wang, id, "she was ill")
        assert to_write(db, people.chen, id).changeable


def test_whoever_takes_it_over_reads_hers_after_his_own(database, people):
    """zhou stands above chen: what opened to him as a reader is sealed again once he is a side."""
    with database.writing() as db:
        id = acts.opened(db, people)
    own, his = seen(database, people.lin, people.lin)
    assert set(seen(database, people.zhou, people.lin)) == {own, his}
    with database.writing() as db:
        handover.hand_over(db, people.wang, id, people.zhou.person_id, "he leads the project")
    assert seen(database, people.zhou, people.lin) == [his]
    with database.writing() as db:
        zhous = acts.assessed(db, people.zhou, people.lin, acts.MANAGER)
    for reader in (people.zhou, people.lin, people.dotted):
        assert set(seen(database, reader, people.lin)) == {own, his, zhous}


def test_who_assessed_before_and_stands_above_now_reads_hers_after_his_own(database, people):
    """gone's is in; chen has begun his, and then somebody comes between the two of them."""
    with database.writing() as db:
        acts.made(db, people)
        lin, today = people.lin.person_id, clock.today()
        people_rules.report_to(db, None, lin, people.gone.person_id, today)
        acts.assessed(db, people.gone, people.lin, acts.MANAGER)
        own = acts.assessed(db, people.lin, people.lin, acts.SELF)
        people_rules.report_to(db, None, people.gone.person_id, people.chen.person_id, today)
        assert own in [one.id for one in queries.history(db, people.chen, access.subject(db, people.chen, lin))]
        id = acts.conversation(db, people)
        handover.hand_over(db, people.wang, id, people.chen.person_id, "")
        assert own not in [one.id for one in queries.history(db, people.chen, access.subject(db, people.chen, lin))]
        acts.assessed(db, people.chen, people.lin, {"teamwork": 2}, submitted=False)
        handover.hand_over(db, people.wang, id, people.gone.person_id, "")
        assert own not in [one.id for one in queries.history(db, people.chen, access.subject(db, people.chen, lin))]
