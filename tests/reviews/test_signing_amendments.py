"""POST /conversations/{id}/amendments: a record of its own beside those before, which stay as they are."""

import pytest
from sqlmodel import select

from app.assessments import queries as assessments
from app.cycles import handover
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.people import rules as people_rules
from app.reviews.record_models import ConversationRecord
from app.reviews.signing import amending, queries, rules
from app.reviews.signing.amending import Changes
from app.reviews.signing.snapshot import Agreed
from app.reviews.talk import talk
from tests import pages
from tests.pages import Page
from tests.reviews import signed

HIGHER = Changes(agreed={"teamwork": Agreed(4, False)})


@pytest.fixture
def id(database, people) -> int:
    with database.writing() as db:
        return signed.signed(db, people)


def amend(db, people, id, after=1, changes=HIGHER, reason="看了九月的邮件") -> ConversationRecord:
    return amending.amend_as_manager(db, people.chen, id, after, changes, reason)


def test_stands_beside_the_old_one(database, people, id):
    with database.writing() as db:
        before = db.exec(select(ConversationRecord)).one().model_dump()
        amend(db, people, id, changes=Changes(HIGHER.agreed, addition="补一句"))
        first, second = queries.of_conversation(db, id)
        assert db.exec(select(ConversationRecord).where(ConversationRecord.number == 1)).one().model_dump() == before
    assert (first.number, second.number, second.kind) == (1, 2, "amendment")
    assert first.content.rating("teamwork").agreed.proficiency == 3
    assert second.content.rating("teamwork").agreed.proficiency == 4
    assert second.content.rating("teamwork").reason == second.reason == "看了九月的邮件"
    assert second.content.rating("strategy") == first.content.rating("strategy")
    assert second.content.notes == f"{signed.NOTES}\n\n补一句"
    assert second.content.commitments == first.content.commitments


def test_its_agreed_ratings_are_an_assessment_of_their_own(database, people, id):
    with database.writing() as db:
        made = amend(db, people, id)
        first, second = queries.of_conversation(db, id)
        found = assessments.ratings(db, [first.assessment_id, second.assessment_id])
    assert made.assessment_id == second.assessment_id
    assert found[first.assessment_id]["teamwork"].proficiency == 3
    assert found[second.assessment_id]["teamwork"].proficiency == 4


def test_wants_to_be_acknowledged_anew(database, people, id):
    with database.writing() as db:
        rules.acknowledge(db, people.lin, queries.of_conversation(db, id)[0].id)
        amend(db, people, id)
        assert talk(db, people.lin, id).state == "signed"
        rules.acknowledge(db, people.lin, queries.of_conversation(db, id)[1].id)
        assert talk(db, people.lin, id).state == "acknowledged"


def test_the_same_form_twice_makes_one(client_for, database, id):
    chen = client_for("chen")
    form = {"after": "1", "agreed.teamwork": "4", "reason": "看了邮件"}
    for _ in range(2):
        response = chen.post(f"/conversations/{id}/amendments", data=form)
        assert response.headers["location"] == f"/conversations/{id}/records/2"
    with database.reading() as db:
        assert len(queries.of_conversation(db, id)) == 2


def test_the_same_reason_for_something_else_is_not_the_same_form(database, people, id):
    with database.writing() as db:
        amend(db, people, id)
        with pytest.raises(Conflict):
            amend(db, people, id, changes=Changes(agreed={"strategy": Agreed(2, False)}))
        with pytest.raises(Conflict):
            amend(db, people, id, after=0, reason="")


def test_another_one_in_between_is_a_conflict_that_keeps_what_was_typed(client_for, id):
    chen = client_for("chen")
    chen.post(f"/conversations/{id}/amendments", data={"after": "1", "agreed.teamwork": "4", "reason": "看了邮件"})
    response = chen.post(
        f"/conversations/{id}/amendments", data={"after": "1", "agreed.strategy": "2", "reason": "另一个"}
    )
    assert response.status_code == 409
    assert Page(response).id("f-reason").text.strip() == "另一个"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"after": "1", "agreed.teamwork": "4", "reason": ""}, "reason"),
        ({"after": "1", "agreed.teamwork": "99", "reason": "because"}, "teamwork"),
        ({"after": "1", "agreed.teamwork": "x", "reason": "because"}, "teamwork"),
        ({"after": "1", "agreed.teamwork": ["4", "2"], "reason": "because"}, "teamwork"),
        ({"after": "1", "agreed.teamwork": ["", "2"], "reason": "because"}, "teamwork"),
    ],
)
def test_a_fault_is_told_at_its_field(client_for, id, form, field):
    response = client_for("chen").post(f"/conversations/{id}/amendments", data=form)
    assert response.status_code == 422
    assert Page(response).id(f"f-{field}").get("aria-invalid") == "true"


@pytest.mark.parametrize("changes", [Changes(), Changes(agreed={"teamwork": Agreed(3, False)})])
def test_nothing_changed_is_no_amendment(database, people, id, changes):
    with database.writing() as db, pytest.raises(Refused):
        amend(db, people, id, changes=changes)


@pytest.mark.parametrize("login", ["lin", "zhou", "wang", "dotted", "gone", "zhao", "root"])
def test_nobody_else_amends(database, people, id, login):
    error = NotFound if login in ("gone", "zhao", "root") else Forbidden
    with database.writing() as db, pytest.raises(error):
        amending.amend_as_manager(db, getattr(people, login), id, 1, HIGHER, "because")


def test_after_the_cycle_only_when_it_is_reopened_for_her(database, people, id):
    with database.writing() as db:
        cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
        with pytest.raises(Conflict):
            amend(db, people, id)
        cycles.reopen(db, people.wang, id, "the mails turned up")
        assert amend(db, people, id).number == 2


def test_not_once_she_is_excused_or_has_left(database, people, id):
    with database.writing() as db:
        cycles.excuse(db, people.wang, id, "a year abroad")
        with pytest.raises(Conflict):
            amend(db, people, id)
        cycles.readmit(db, people.wang, id)
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises(NotFound):
            amend(db, people, id)
        assert len(queries.read(db, people.wang, id)[1]) == 1


def test_a_manager_who_lost_the_line_knows_of_nothing_and_the_next_one_amends(database, people, id):
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        with pytest.raises(NotFound):
            amend(db, people, id)
        if talk(db, people.qian, id).side != "manager":
            handover.hand_over(db, people.qian, id, people.qian.person_id, "")
        made = amending.amend_as_manager(db, people.qian, id, 1, HIGHER, "as the new manager")
        first, second = queries.of_conversation(db, id)
    assert made.by_id == people.qian.person_id
    assert (first.content.manager.id, second.content.manager.id) == (people.chen.person_id, people.qian.person_id)


def test_the_page_marks_what_changed_with_its_reason(client_for, database, people, id):
    with database.writing() as db:
        amend(db, people, id)
    for login in ("lin", "chen", "zhou", "wang", "dotted"):
        page = Page(client_for(login).get(f"/conversations/{id}/records/2"))
        assert "看了九月的邮件" in pages.text(page.marked("quote")[0])
        assert [pages.text(page.all(f".//dd/{tag}")[0]).split()[1] for tag in ("del", "ins")] == ["3", "4"]
        assert page.all(".//td/ins")
