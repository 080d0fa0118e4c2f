"""What becomes of a commitment after the signature: kept, moved, released, taken over, and back."""

from datetime import timedelta

import pytest

from app.commitments import outcomes, queries, rules
from app.cycles import handover
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.people import rules as people_rules
from tests.commitments.acts import promise, promised, proposed


def kinds(db, id) -> list[str]:
    return [event.kind for event in queries.happened(db, [id])[id]]


@pytest.mark.parametrize("who", ["lin", "chen"])
@pytest.mark.parametrize("owner", ["lin", "chen"])
def test_either_side_says_kept_and_takes_it_back(database, people, owner, who):
    with database.writing() as db:
        id = promised(db, people, getattr(people, owner)).id
        outcomes.keep(db, getattr(people, who), id, "in Chengdu", 2)
        found = queries.one(db, id)
        assert (found.state, found.version, found.changed_by.id) == ("kept", 3, getattr(people, who).person_id)
        other = people.chen if who == "lin" else people.lin
        outcomes.reopen(db, other, id, "kept", "only half of it", 3)
        assert (queries.one(db, id).state, kinds(db, id)) == ("open", ["opened", "kept", "reopened"])
        last = queries.happened(db, [id])[id][-1]
        assert (last.by.id, last.note) == (other.person_id, "only half of it")


def test_sent_twice_it_has_one_effect(database, people):
    day = clock.today() + timedelta(days=40)
    with database.writing() as db:
        id = promised(db, people, people.chen).id
        for _ in range(2):
            outcomes.move(db, people.chen, id, day, "the fair was moved", 2)
        for _ in range(2):
            outcomes.keep(db, people.chen, id, "done", 3)
        for _ in range(2):
            outcomes.reopen(db, people.lin, id, "kept", "not yet", 4)
        for _ in range(2):
            outcomes.release(db, people.lin, id, "the partner is gone", 5)
        assert kinds(db, id) == ["opened", "moved", "kept", "reopened", "released"]


def test_two_tabs_meet(database, people):
    with database.writing() as db:
        id = promised(db, people, people.chen).id
        outcomes.keep(db, people.chen, id, "done", 2)
        for attempt in (
            lambda: outcomes.keep(db, people.lin, id, "yes, done", 2),
            lambda: outcomes.release(db, people.lin, id, "no need", 2),
            lambda: outcomes.move(db, people.lin, id, clock.today(), "later", 2),
            lambda: outcomes.reopen(db, people.lin, id, "kept", "no", 2),
        ):
            with pytest.raises(Conflict):
                attempt()
        assert kinds(db, id) == ["opened", "kept"]


def test_the_day_before_stays_on_record(database, people):
    day = clock.today() + timedelta(days=40)
    with database.writing() as db:
        id = promised(db, people, people.lin).id
        before = queries.one(db, id).due_on
        outcomes.move(db, people.chen, id, day, "the fair was moved", 2)
        assert (queries.one(db, id).due_on, queries.happened(db, [id])[id][-1].due_before) == (day, before)


@pytest.mark.parametrize(("days", "reason", "field"), [(14, "x", "due_on"), (-1, "x", "due_on"), (9, " ", "reason")])
def test_a_day_or_a_reason_that_will_not_do(database, people, days, reason, field):
    with database.writing() as db:
        id = promised(db, people, people.lin).id
        with pytest.raises(Refused) as refused:
            outcomes.move(db, people.lin, id, clock.today() + timedelta(days=days), reason, 2)
        assert set(refused.value.errors) == {field}


def test_releasing_and_taking_back_need_a_reason(database, people):
    with database.writing() as db:
        id = promised(db, people, people.lin).id
        with pytest.raises(Refused):
            outcomes.release(db, people.chen, id, " ", 2)
        outcomes.release(db, people.chen, id, "the partner is gone", 2)
        with pytest.raises(Refused):
            outcomes.reopen(db, people.lin, id, "released", "", 3)
        with pytest.raises(Conflict):
            outcomes.reopen(db, people.lin, id, "kept", "it was not kept", 3)
        outcomes.reopen(db, people.lin, id, "released", "the partner is back", 3)
        assert queries.one(db, id).open


def test_nothing_becomes_of_what_is_only_proposed(database, people):
    with database.writing() as db:
        id = proposed(db, people, people.lin).id
        for attempt in (
            lambda: outcomes.keep(db, people.lin, id, "", 1),
            lambda: outcomes.release(db, people.chen, id, "no", 1),
        ):
            with pytest.raises(Conflict):
                attempt()


def test_it_outlives_its_cycle(database, people):
    with database.writing() as db:
        found = promised(db, people, people.lin)
        cycles.excuse(db, people.wang, found.participant_id, "on leave")
        outcomes.keep(db, people.lin, found.id, "", 2)
        assert queries.one(db, found.id).state == "kept"


def test_only_the_present_manager_takes_over_what_a_former_one_promised(database, people):
    with database.writing() as db:
        left = promised(db, people, people.gone).id
        for who in (people.lin, people.zhou, people.gone, people.wang):
            with pytest.raises((Forbidden, NotFound)):
                outcomes.take_over(db, who, left, 2)
        for _ in range(2):
            outcomes.take_over(db, people.chen, left, 2)
        found = queries.one(db, left)
        assert (found.owner.id, found.state, kinds(db, left)) == (
            people.chen.person_id, "open", ["opened", "handed_over"],
        )  # fmt: skip
        assert queries.happened(db, [left])[left][-1].owner_before.id == people.gone.person_id


@pytest.mark.parametrize("owner", ["lin", "zhou"])
def test_nobody_takes_over_hers_or_that_of_who_still_leads_her(database, people, owner):
    with database.writing() as db:
        id = promised(db, people, getattr(people, owner)).id
        with pytest.raises(Forbidden):
            outcomes.take_over(db, people.chen, id, 2)


def test_what_a_former_manager_left_can_be_released(database, people):
    with database.writing() as db:
        id = promised(db, people, people.gone).id
        outcomes.release(db, people.chen, id, "another team does it now", 2)
        assert queries.one(db, id).state == "released"


def test_who_holds_her_conversation_decides_too(database, people):
    with database.writing() as db:
        found = promised(db, people, people.lin)
        with pytest.raises(NotFound):
            outcomes.keep(db, people.zhou, found.id, "", 2)
        handover.hand_over(db, people.wang, found.participant_id, people.zhou.person_id, "chen is ill")
        outcomes.keep(db, people.zhou, found.id, "", 2)


def test_last_times_promises_are_found_at_the_next_conversation(database, people):
    with database.writing() as db:
        kept = promised(db, people, people.lin, promise("first", 3))
        hers = promised(db, people, people.lin, promise("second", 9))
        his = promised(db, people, people.chen, promise("third", 6))
        outcomes.keep(db, people.lin, kept.id, "", 2)
        talk = hers.participant_id
        person = people.lin.person_id
        assert queries.open_before(db, person, talk) == []
        assert [(one.id, one.side) for one in queries.open_before(db, person, talk + 1)] == [
            (his.id, "manager"), (hers.id, "person"),
        ]  # fmt: skip
        assert [one.id for one in queries.earlier(db, person, talk + 1)] == [kept.id, his.id, hers.id]
        assert queries.open_before(db, people.zhao.person_id, talk + 1) == []


def test_one_who_has_left_leaves_it_to_be_read(database, people):
    with database.writing() as db:
        id = promised(db, people, people.chen).id
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises(NotFound):
            outcomes.keep(db, people.chen, id, "", 2)
        assert [one.id for one in queries.of_conversation(db, queries.one(db, id).participant_id)] == [id]


def test_what_a_manager_who_left_the_company_promised_is_left_behind(database, people):
    with database.writing() as db:
        id = promised(db, people, people.chen).id
        people_rules.leave(db, None, people.chen.person_id, clock.today())
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        outcomes.take_over(db, people.qian, id, 2)
        assert queries.one(db, id).owner.id == people.qian.person_id


def test_an_event_is_never_changed(database, people):
    with database.writing() as db:
        promised(db, people, people.lin)
    for statement in ("UPDATE commitment_event SET note = 'x'", "DELETE FROM commitment_event"):
        with pytest.raises(Exception, match="append-only"), database.writing() as db:
            db.connection().exec_driver_sql(statement)


def test_opening_is_counted(database, people):
    with database.writing() as db:
        proposed(db, people, people.lin)
        made = proposed(db, people, people.chen)
        assert rules.open_all(db, people.chen, made.participant_id) == 2
