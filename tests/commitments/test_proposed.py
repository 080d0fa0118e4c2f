"""Proposed commitments: made, changed and withdrawn by the two sides of an open conversation, until it is signed."""

from datetime import timedelta

import pytest

from app.commitments import queries, rules, scope
from app.commitments.rules import StaleCommitment
from app.cycles import handover
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, NotFound, Refused
from app.people import rules as people_rules
from tests.commitments.acts import promise, promised, proposed


def test_it_stands_in_its_conversation(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.chen, promise(competency="strategy", chance=True))
        (found,) = queries.of_conversation(db, made.participant_id)
    assert (found.title, found.state, found.side, found.competency, found.chance) == (
        "Take her to the annual talks", "proposed", "manager", "strategy", True,
    )  # fmt: skip
    assert (found.person.name, found.owner.name, found.changed_by.name) == ("林晓雨", "陈建国", "陈建国")


def test_the_same_form_makes_one(database, people):
    with database.writing() as db:
        assert proposed(db, people, people.lin).id == proposed(db, people, people.lin).id
        assert len(queries.of_conversation(db, proposed(db, people, people.lin).participant_id)) == 1


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (("  ", 14, {}), "title"),
        (("x" * 301, 14, {}), "title"),
        (("x", -1, {}), "due_on"),
        (("x", 365 * 20, {}), "due_on"),
        (("x", 1, {"competency": "astrology"}), "competency"),
    ],
)
def test_what_will_not_do_is_told_by_field(database, people, wanted, field):
    title, days, more = wanted
    with database.writing() as db:
        with pytest.raises(Refused) as refused:
            proposed(db, people, people.lin, promise(title, days, **more))
        assert set(refused.value.errors) == {field}


def test_a_conversation_holds_twenty(database, people):
    with database.writing() as db:
        for n in range(rules.MOST):
            proposed(db, people, people.lin, promise(f"number {n}"))
        with pytest.raises(Refused):
            proposed(db, people, people.lin, promise("one too many"))


def test_it_is_about_the_person_of_the_conversation(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.lin)
        with pytest.raises(NotFound):
            rules.propose(
                db, people.chen, made.participant_id, people.zhao.person_id, people.chen.person_id, promise(), "another"
            )


def test_both_sides_change_it_and_meet(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.chen)
        rules.change_proposed(db, people.lin, made.id, promise("Take me to the annual talks", 20), 1)
        with pytest.raises(StaleCommitment) as stale:
            rules.change_proposed(db, people.chen, made.id, promise("Let her lead the talks"), 1)
        assert (stale.value.stored.title, stale.value.sent.title, stale.value.version) == (
            "Take me to the annual talks", "Let her lead the talks", 2,
        )  # fmt: skip
        rules.change_proposed(db, people.chen, made.id, promise("Let her lead the talks"), 2)
        (found,) = queries.of_conversation(db, made.participant_id)
        assert (found.title, found.version, found.changed_by.id) == (
            "Let her lead the talks", 3, people.chen.person_id,
        )  # fmt: skip


def test_saying_the_same_again_changes_nothing(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.chen)
        assert rules.change_proposed(db, people.lin, made.id, promise(), 1).version == 1


def test_a_chance_stays_one(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.chen, promise(competency="strategy", chance=True))
        assert rules.change_proposed(db, people.lin, made.id, promise("Another", competency="strategy"), 1).chance


def test_a_day_that_has_passed_may_stay(database, people, monkeypatch):
    with database.writing() as db:
        made = proposed(db, people, people.chen, promise(days=1))
        made.due_on = clock.today() - timedelta(days=1)
        db.flush()
        rules.change_proposed(db, people.lin, made.id, promise("Other words", days=-1), 1)
        with pytest.raises(Refused):
            rules.change_proposed(db, people.lin, made.id, promise("Other words", days=-2), 2)


def test_withdrawn_it_is_gone(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.chen)
        id, talk = made.id, made.participant_id
        assert rules.withdraw_proposed(db, people.lin, id) == talk
        assert queries.of_conversation(db, talk) == []
        with pytest.raises(NotFound):
            rules.withdraw_proposed(db, people.lin, id)


def test_others_do_not_see_it(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.lin)
        for outsider in (people.zhou, people.dotted, people.gone, people.zhao, people.wang, people.root):
            with pytest.raises(NotFound):
                rules.change_proposed(db, outsider, made.id, promise("mine"), 1)
            with pytest.raises(NotFound):
                scope.seen(db, outsider, made.id)


def test_who_holds_the_conversation_changes_it_and_nobody_beside_him(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.lin)
        handover.hand_over(db, people.wang, made.participant_id, people.zhou.person_id, "chen is ill")
        assert rules.change_proposed(db, people.zhou, made.id, promise("Written by who holds it"), 1).version == 2
        with pytest.raises(NotFound):
            rules.change_proposed(db, people.chen, made.id, promise("mine"), 2)


def test_a_caller_who_has_checked_is_believed_about_that_person_only(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.lin)
        about = people.lin.person_id
        assert rules.change_proposed(db, people.zhou, made.id, promise("By who was checked"), 1, about).version == 2
        with pytest.raises(NotFound):
            rules.change_proposed(db, people.zhou, made.id, promise("x"), 2, people.zhao.person_id)


def test_signed_it_stands(database, people):
    with database.writing() as db:
        made = promised(db, people, people.chen)
        assert (made.state, made.version) == ("open", 2)
        assert [event.kind for event in queries.happened(db, [made.id])[made.id]] == ["opened"]
        with pytest.raises(Conflict):
            rules.change_proposed(db, people.lin, made.id, promise("x"), 2)
        with pytest.raises(Conflict):
            rules.withdraw_proposed(db, people.chen, made.id)
        assert rules.open_all(db, people.chen, made.participant_id) == 0


def test_nothing_is_written_for_who_is_excused_has_left_or_when_the_cycle_is_closed(database, people):
    with database.writing() as db:
        made = proposed(db, people, people.lin)
        talk = made.participant_id
        cycles.excuse(db, people.wang, talk, "on leave")
        with pytest.raises(Conflict):
            rules.change_proposed(db, people.lin, made.id, promise("x"), 1)
        assert scope.seen(db, people.lin, made.id)
        cycles.readmit(db, people.wang, talk)
        rules.change_proposed(db, people.lin, made.id, promise("x"), 1)
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises(Conflict):
            rules.withdraw_proposed(db, people.lin, made.id)
        with pytest.raises(NotFound):
            rules.withdraw_proposed(db, people.chen, made.id)
