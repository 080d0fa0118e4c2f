"""GET and PUT /conversations/{id}/signature: the manager signs, once, what he has read."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from app.assessments import queries as assessments
from app.assessments.models import Assessment
from app.commitments import outcomes
from app.commitments import queries as commitments
from app.commitments.models import Commitment
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound
from app.reviews.models import AgreedRating, Conversation
from app.reviews.record_models import ConversationRecord
from app.reviews.signing import marks, queries, rules, snapshot
from app.reviews.signing.draft import draft
from app.reviews.talk import talk
from app.trail.models import TrailEvent
from tests.cycles import acts
from tests.evidence.acts import written
from tests.reviews import signed


def test_a_signature_freezes_everything_at_once(db, people):
    id = signed.ready(db, people)
    made = signed.sign(db, people.chen, id)
    assert (made.number, made.kind, made.by_id) == (1, "signed", people.chen.person_id)
    assert made.sha256 == snapshot.digest(made.content)
    content = snapshot.from_json(made.content)
    assert content.signed_at == made.at
    assert content.notes == signed.NOTES
    assert set(content.agreed()) == set(signed.AGREED)
    teamwork = content.rating("teamwork")
    assert (teamwork.own.proficiency, teamwork.manager.proficiency, teamwork.agreed.proficiency) == (4, 2, 3)
    assert {(one.owner, one.title) for one in content.commitments} == {
        ("person", "把对账表做成模板"),
        ("manager", "带她参加经销商大会"),
    }
    assert talk(db, people.lin, id).state == "signed"


def test_the_agreed_ratings_are_an_assessment_of_their_own(db, people):
    made = signed.sign(db, people.chen, signed.ready(db, people))
    assessment = db.get(Assessment, made.assessment_id)
    assert (assessment.author_id, assessment.agreed_in) == (people.chen.person_id, made.participant_id)
    assert (assessment.submitted_at, assessment.level) == (made.at, "intermediate")
    found = assessments.ratings(db, [assessment.id])[assessment.id]
    assert {name: one.proficiency for name, one in found.items()} == dict(signed.AGREED)
    assert found["teamwork"].note == signed.REASON


def test_its_commitments_count_from_now_on(db, people):
    id = signed.ready(db, people)
    assert {one.state for one in commitments.of_conversation(db, id)} == {"proposed"}
    signed.sign(db, people.chen, id)
    assert {one.state for one in commitments.of_conversation(db, id)} == {"open"}


def test_twice_has_one_effect(db, people):
    id = signed.ready(db, people)
    first = signed.sign(db, people.chen, id)
    again = rules.sign(db, people.chen, id, "whatever was shown", {})
    assert again.id == first.id
    assert len(db.exec(select(ConversationRecord)).all()) == 1


def test_the_trail_says_that_and_not_what(db, people):
    id = signed.signed(db, people)
    event = db.exec(select(TrailEvent).where(TrailEvent.action == "conversation.signed")).one()
    assert (event.actor_id, event.subject_id) == (people.chen.person_id, people.lin.person_id)
    assert event.object == f"conversation:{id}"
    assert set(json.loads(event.details)) == {"number", "sha256"}


@pytest.mark.parametrize("login", ["lin", "zhou", "wang", "dotted", "gone", "root", "zhao"])
def test_nobody_else_signs(db, people, login):
    id = signed.ready(db, people)
    with pytest.raises(NotFound if login in ("gone", "root", "zhao") else Forbidden):
        rules.sign(db, getattr(people, login), id, "", {})
    assert db.exec(select(ConversationRecord)).all() == []


def test_not_before_both_have_submitted(db, people):
    id = acts.conversation(db, people)
    acts.assessed(db, people.lin, people.lin, acts.SELF)
    with pytest.raises(Conflict):
        rules.sign(db, people.chen, id, "", {})


def test_what_is_missing_is_named(db, people):
    id = acts.opened(db, people, own={**acts.SELF, "innovation": "none"})
    with pytest.raises(rules.NotComplete) as caught:
        rules.sign(db, people.chen, id, "", {})
    lacking = {one.kind: one for one in caught.value.missing}
    assert set(lacking) == {"agreements", "opportunities", "day"}
    assert {item.id for item in lacking["agreements"].items} == {*acts.SELF, "innovation"}
    assert [item.id for item in lacking["opportunities"].items] == ["innovation"]


def test_an_agreed_answer_that_differs_wants_a_reason(db, people):
    id = signed.ready(db, people)
    for one in db.exec(select(AgreedRating)):
        one.reason = ""
    db.flush()
    with pytest.raises(rules.NotComplete) as caught:
        signed.sign(db, people.chen, id)
    (only,) = caught.value.missing
    assert (only.kind, {item.id for item in only.items}) == ("reasons", {"teamwork", "data_analysis"})


def test_not_for_a_day_that_has_not_come(db, people):
    id = acts.opened(db, people)
    signed.agree(db, people, id, held_on_days=1)
    with pytest.raises(rules.NotComplete) as caught:
        signed.sign(db, people.chen, id)
    assert [one.kind for one in caught.value.missing] == ["future"]


def test_what_changed_since_it_was_shown_is_told(db, people):
    id = signed.ready(db, people)
    before = draft(db, people.chen, talk(db, people.chen, id))
    one = db.exec(select(AgreedRating).where(AgreedRating.competency == "teamwork")).one()
    one.proficiency = 4
    db.get(Conversation, id).notes = "anders"
    db.flush()
    with pytest.raises(rules.Stale) as caught:
        rules.sign(db, people.chen, id, marks.shown(before.content), before.marks)
    changed = {one.part: (one.before, one.now) for one in caught.value.changed}
    assert changed.pop("teamwork") == ("3", "4")
    assert set(changed) <= {"notes", "next_level"} and "notes" in changed
    assert db.exec(select(ConversationRecord)).all() == []


def test_private_entries_and_their_number_stay_out(database, people):
    open_ = written(database, people.lin, "coaching")
    private = written(database, people.lin, "project", private=True)
    with database.writing() as db:
        id = signed.signed(db, people)
        (record,) = queries.of_conversation(db, id)
    assert [one.id for one in record.content.evidence] == [open_]
    assert private not in {one.id for one in record.content.evidence}


def test_promises_of_last_time_come_first(db, people):
    id = signed.signed(db, people)
    cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
    acts.made(db, people, days=(-9, 10, 20, 30, 40))
    second = acts.conversation(db, people)
    assert second != id
    acts.assessed(db, people.lin, people.lin, acts.SELF)
    acts.assessed(db, people.chen, people.lin, acts.MANAGER)
    for one in db.exec(select(Commitment)):
        one.due_on = clock.today() - timedelta(days=1)
    db.flush()
    signed.agree(db, people, second)
    with pytest.raises(rules.NotComplete) as caught:
        signed.sign(db, people.chen, second)
    (only,) = caught.value.missing
    assert (only.kind, len(only.promises)) == ("promises", 2)
    for one in commitments.open_before(db, people.lin.person_id, second):
        outcomes.keep(db, people.chen, one.id, "做到了", one.version)
    made = signed.sign(db, people.chen, second)
    looked_back = snapshot.from_json(made.content).looked_back
    assert {(one.owner, one.state, one.note) for one in looked_back} == {
        ("person", "kept", "做到了"),
        ("manager", "kept", "做到了"),
    }
