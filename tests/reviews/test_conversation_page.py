"""The page of a conversation at each of its states, for each reader."""

from datetime import timedelta

import pytest

from app.assessments.rules import Answer as Rated
from app.commitments import rules as commitments
from app.commitments.rules import Promise
from app.cycles import rules as cycles
from app.kit import clock
from app.people import rules as people_rules
from app.reviews.conversations import rules
from app.reviews.conversations.rules import Agreement, Answer
from app.reviews.record_models import CalibrationChange
from app.reviews.talk import talk
from tests.cycles import acts
from tests.evidence.acts import written
from tests.pages import Page, english, text
from tests.reviews.talking import MANAGER, OWN, opened, read, settle

SEALED = "what only the other side may read"


def page_of(client, id: int) -> Page:
    response = english(client).get(f"/conversations/{id}")
    assert response.status_code == 200, response.text
    return Page(response)


def test_preparing_says_who_has_submitted_and_no_more(database, people, client_for):
    with database.writing() as db:
        id = acts.conversation(db, people)
        acts.assessed(db, people.lin, people.lin, {"teamwork": Rated(4, note=SEALED)})
    hers, his = page_of(client_for("lin"), id), page_of(client_for("chen"), id)
    assert "has not submitted yet" in text(
        hers.id("other").getparent() if hasattr(hers.id("other"), "getparent") else hers.root
    )
    assert "has submitted" in his.text
    for page in (his,):
        assert SEALED not in page.text
        assert "Advanced" not in page.text
    assert f"/conversations/{id}/assessments" in [form.get("action") for form in his.all(".//form")]
    assert f"/conversations/{id}/assessments" not in [form.get("action") for form in hers.all(".//form")]
    for page in (hers, his):
        assert f"/conversations/{id}/preparation" in page.links()
        assert page.id("progress") is None


def test_preparing_shows_promises_evidence_and_no_private_entry(database, people, client_for):
    with database.writing() as db:
        before = acts.opened(db, people)
        wanted = Promise("Two partners to lead", clock.today() + timedelta(days=5))
        commitments.propose(db, people.chen, before, people.lin.person_id, people.chen.person_id, wanted, "once-once")
        commitments.open_all(db, people.chen, before)
        cycles.close(db, people.wang, talk(db, people.lin, before).participation.cycle.id)
        acts.made(db, people, days=(-5, 11, 21, 31, 41))
        id = acts.conversation(db, people)
    assert id != before
    written(database, people.lin, title="Joint launch")
    written(database, people.lin, title="For my eyes", private=True)
    for who in ("lin", "chen"):
        page = page_of(client_for(who), id)
        assert "Two partners to lead" in page.text
        assert "Joint launch" in page.text
        assert "For my eyes" not in page.text


def test_open_is_in_the_order_of_the_talk_and_the_same_for_both(database, people, client_for):
    id = opened(database, people)
    for who in ("lin", "chen"):
        page = page_of(client_for(who), id)
        found = [card.get("id") for card in page.marked("talked")]
        assert found[:5] == ["teamwork", "data_analysis", "innovation", "communication", "market_analysis"]
        assert found.index("strategy") > 4
        assert len(found) == 12
        assert "2 steps apart, self higher" in page.text
        assert "0 of 5 agreed" in text(page.id("progress"))
        assert "1 request unanswered" in text(page.id("progress"))


def test_notes_of_both_sides_stand_side_by_side(database, people, client_for):
    with database.writing() as db:
        own, his = {"teamwork": Rated(4, note="I led three")}, {"teamwork": Rated(2, note="two with help")}
        id = acts.opened(db, people, own, his)
    for who in ("lin", "chen"):
        card = text(page_of(client_for(who), id).id("teamwork"))
        assert "I led three" in card
        assert "two with help" in card


def test_what_is_settled_is_folded(database, people, client_for):
    id = opened(database, people)
    with database.writing() as db:
        settle(db, people, id)
    page = page_of(client_for("chen"), id)
    assert "open" not in page.id("teamwork").attrib
    assert "open" in page.id("innovation").attrib
    assert "5 of 5 agreed" in text(page.id("progress"))
    assert "day of the conversation" in text(page.id("missing"))


def test_a_calibrated_rating_stands_beside_with_who_and_why(database, people, client_for):
    id = opened(database, people)
    with database.writing() as db:
        rules.agree(db, people.lin, id, "teamwork", Agreement(Answer(2), "as he says"), 0)
        db.add(
            CalibrationChange(
                participant_id=id, competency="teamwork", from_proficiency=2, to_proficiency=3,
                reason="as in the other teams", by_id=people.zhou.person_id, at=clock.now(),
            )
        )  # fmt: skip
    for who in ("lin", "chen"):
        card = text(page_of(client_for(who), id).id("teamwork"))
        assert "as in the other teams" in card
        assert "Zhou Min" in card
        assert "one step apart, self higher" in card
    assert read(database, people.lin, id).item("teamwork").managers_answer == Answer(3)


def test_evidence_for_a_competency_is_at_hand(database, people, client_for):
    id = opened(database, people)
    written(database, people.lin, title="Joint launch")
    written(database, people.lin, title="For my eyes", private=True)
    for who in ("lin", "chen"):
        page = page_of(client_for(who), id)
        assert "Joint launch" in text(page.id("teamwork"))
        assert "For my eyes" not in page.text


def test_last_times_promises_of_both_sides_come_first(database, people, client_for):
    with database.writing() as db:
        before = acts.opened(db, people)
        for owner, title in ((people.lin, "Write the launch plan"), (people.chen, "Two partners to lead")):
            wanted = Promise(title, clock.today())
            commitments.propose(db, people.chen, before, people.lin.person_id, owner.person_id, wanted, f"once {title}")
        commitments.open_all(db, people.chen, before)
        cycles.close(db, people.wang, talk(db, people.lin, before).participation.cycle.id)
        acts.made(db, people, days=(-5, 11, 21, 31, 41))
        id = acts.conversation(db, people)
        acts.assessed(db, people.lin, people.lin, OWN)
        acts.assessed(db, people.chen, people.lin, MANAGER)
    page = page_of(client_for("lin"), id)
    assert page.text.index("Write the launch plan") < page.text.rindex("Seen differently")
    assert page.text.index("Two partners to lead") < page.text.rindex("Seen differently")
    assert "2 promises unanswered" in text(page.id("progress"))
    assert "2 promises of last time have no answer yet" in text(page.id("missing"))
    promise = read(database, people.lin, id).looked_back[0]
    form = {"version": str(promise.version), "conversation": str(id)}
    kept = client_for("chen").put(f"/commitments/{promise.id}/fulfilment", data=form)
    assert (kept.status_code, kept.headers["location"]) == (303, f"/conversations/{id}")
    assert "1 promise unanswered" in text(page_of(client_for("lin"), id).id("progress"))


@pytest.mark.parametrize("who", ["zhou", "dotted", "wang"])
def test_readers_see_how_far_it_is(database, people, client_for, who):
    id = opened(database, people)
    page = page_of(client_for(who), id)
    assert "open" in page.text
    assert page.id("progress") is None
    assert page.id("teamwork") is None
    assert not page.all(".//textarea")


@pytest.mark.parametrize("who", ["gone", "zhao", "root", "qian"])
def test_outsiders_find_nothing(database, people, client_for, who):
    id = opened(database, people)
    assert client_for(who).get(f"/conversations/{id}").status_code == 404
    assert client_for("lin").get(f"/conversations/{id + 999}").status_code == 404


def test_reading_it_is_written_down(database, people, client_for):
    id = opened(database, people)
    page_of(client_for("chen"), id)
    assert (
        f"conversation:{id}" in client_for("lin").get("/me/looked").text
        or "陈建国" in client_for("lin").get("/me/looked").text
    )


def test_a_former_manager_is_refused_and_nothing_is_lost(database, people, client_for):
    with database.writing() as db:
        acts.made(db, people, days=(-20, -1, 10, 20, 30))
    id = opened(database, people)
    with database.writing() as db:
        rules.write_notes(db, people.chen, id, rules.Written("we began well", None), 0)
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert client_for("chen").get(f"/conversations/{id}").status_code == 404
    hers = page_of(client_for("lin"), id)
    assert "waits for a handover" in hers.text
    assert "we began well" in hers.text
    assert not hers.all(".//textarea")


@pytest.mark.parametrize("how", ["closed", "excused"])
def test_what_was_written_stays_to_be_read(database, people, client_for, how):
    id = opened(database, people)
    with database.writing() as db:
        rules.write_notes(db, people.lin, id, rules.Written("we began well", None), 0)
        rules.agree(db, people.lin, id, "teamwork", Agreement(Answer(3), "two with help"), 0)
        if how == "closed":
            cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
        else:
            cycles.excuse(db, people.wang, id, "on leave")
    for who in ("lin", "chen"):
        page = page_of(client_for(who), id)
        assert "we began well" in page.text
        assert "two with help" in page.text
        assert not page.all(".//textarea[@name='notes.text']")


def test_it_speaks_chinese(database, people, client_for):
    id = opened(database, people)
    chinese = client_for("chen").get(f"/conversations/{id}", headers={"Accept-Language": "zh-CN"}).text
    assert "相差2级，自评更高" in chinese
    assert "Seen differently" not in chinese


def test_the_next_level_by_what_is_agreed_so_far(database, people, client_for):
    id = opened(database, people)
    with database.writing() as db:
        settle(db, people, id)
    page = page_of(client_for("lin"), id)
    assert "5 of 5" in page.text
    assert page.id("next-level") is not None


def test_a_level_that_changed_in_between_is_told(database, people, client_for):
    id = opened(database, people)
    assert "level has changed" not in page_of(client_for("lin"), id).text
    with database.writing() as db:
        people_rules.place(db, None, people.lin.person_id, "senior", clock.today(), "specialist")
    for who in ("lin", "chen"):
        page = page_of(client_for(who), id)
        assert "level has changed since the assessments were begun" in page.text
