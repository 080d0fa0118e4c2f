"""The page of all commitments, the page of one, and their forms."""

from datetime import timedelta

import pytest

from app.commitments import outcomes, queries
from app.kit import clock
from app.kit.dates import day
from app.people import rules as people_rules
from tests.commitments.acts import promise, promised, proposed
from tests.pages import Page, text


def made(database, people, owner, wanted=None, how=promised) -> int:
    with database.writing() as db:
        return how(db, people, owner, wanted).id


def later(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def section(page: Page, name: str) -> list[int]:
    """The ids of the commitments under a heading."""
    heading = page.id(name)
    if heading is None:
        return []
    card = next(one for one in page.root.iter("section") if heading in list(one))
    return [int(li.get("id", "").removeprefix("commitment-")) for li in card.iter("li")]


def stored(database, id):
    with database.reading() as db:
        return queries.one(db, id)


def test_an_empty_page_teaches(browse):
    page = Page(browse("zhao").get("/commitments"))
    assert "Nothing is promised yet" in page.text and "/conversations" in page.links()


def test_both_sides_find_what_was_promised(browse, database, people):
    hers = made(database, people, people.lin, promise("Hers", 9))
    his = made(database, people, people.chen, promise("His", 20))
    soon = made(database, people, people.chen, promise("His, soon", 3))
    lin, chen = (Page(browse(who).get("/commitments")) for who in ("lin", "chen"))
    assert (section(lin, "mine"), section(lin, "to-me")) == ([hers], [soon, his])
    assert (section(chen, "mine"), section(chen, "of-reports")) == ([soon, his], [hers])
    assert "promised to me by Chen Jianguo" in lin.text and "promised by me to Lin Xiaoyu" in chen.text


def test_what_is_late_is_said_in_words(browse, database, people):
    id = made(database, people, people.lin)
    with database.writing() as db:
        db.connection().exec_driver_sql(f"UPDATE commitment SET due_on = '{later(-1)}' WHERE id = {id}")
    for path in ("/commitments", f"/commitments/{id}"):
        assert "overdue" in Page(browse("lin").get(path)).text


def test_what_is_done_is_folded_with_who_and_in_which_words(browse, database, people):
    kept = made(database, people, people.lin)
    with database.writing() as db:
        outcomes.keep(db, people.chen, kept, "She did it twice", 2)
    page = Page(browse("lin").get("/commitments"))
    assert section(page, "mine") == []
    (fold,) = page.marked("fold")
    assert "She did it twice" in text(fold) and "Chen Jianguo" in text(fold) and "kept" in text(fold)


def test_proposals_are_seen_by_both_sides_and_nobody_else(browse, database, people):
    id = made(database, people, people.lin, how=proposed)
    assert section(Page(browse("lin").get("/commitments")), "proposed") == [id]
    for who in ("chen", "zhou", "dotted", "wang", "zhao", "gone", "root"):
        assert section(Page(browse(who).get("/commitments")), "proposed") == []
    assert browse("chen").get(f"/commitments/{id}").status_code == 200


@pytest.mark.parametrize("who", ["zhou", "dotted", "wang", "zhao", "gone", "root"])
def test_others_find_nothing(browse, database, people, who):
    id = made(database, people, people.chen, promise("A word between two"))
    client = browse(who)
    assert "A word between two" not in client.get("/commitments").text
    assert client.get(f"/commitments/{id}").status_code == 404


def test_the_former_manager_loses_sight_at_once(browse, database, people):
    id = made(database, people, people.chen, promise("Take her to the fair"))
    chen, lin = browse("chen"), browse("lin")
    assert section(Page(chen.get("/commitments")), "mine") == [id]
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert chen.get(f"/commitments/{id}").status_code == 404
    assert chen.put(f"/commitments/{id}/fulfilment", data={"version": "2"}).status_code == 404
    for path in ("/commitments", "/team", "/"):
        assert "Take her to the fair" not in chen.get(path).text
    for path in ("/commitments", f"/commitments/{id}"):
        assert "Chen Jianguo, who no longer leads you" in Page(lin.get(path)).text
    qian = browse("qian")
    page = Page(qian.get("/commitments"))
    assert section(page, "of-reports") == [id] and "no longer leads Lin Xiaoyu" in page.text
    assert qian.put(f"/commitments/{id}/owner", data={"version": "2"}).status_code == 303
    assert section(Page(qian.get("/commitments")), "mine") == [id]
    assert "Taken over from Chen Jianguo" in Page(lin.get(f"/commitments/{id}")).text


def test_kept_and_taken_back(browse, database, people):
    id = made(database, people, people.chen)
    chen, lin = browse("chen"), browse("lin")
    answer = chen.put(f"/commitments/{id}/fulfilment", data={"note": "in Chengdu", "version": "2"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/commitments/{id}")
    assert "in Chengdu" in lin.get(f"/commitments/{id}").text
    assert lin.delete(f"/commitments/{id}/fulfilment", params={"version": "3"}).status_code == 422
    form = {"reason": "only half of it", "version": "3"}
    assert lin.post(f"/commitments/{id}/fulfilment?_method=delete", data=form).status_code == 303
    assert stored(database, id).open and "only half of it" in chen.get(f"/commitments/{id}").text


def test_another_day(browse, database, people):
    id = made(database, people, people.lin)
    before = stored(database, id).due_on
    form = {"due_on": later(50), "reason": "The fair was moved", "version": "2"}
    assert browse("chen").put(f"/commitments/{id}/day", data=form).status_code == 303
    page = Page(browse("lin").get(f"/commitments/{id}"))
    assert f"it was due on {day(before)}" in page.text.replace("年", "-") or before.isoformat() in page.text
    assert "The fair was moved" in page.text


@pytest.mark.parametrize(
    ("noun", "form", "said"),
    [
        ("day", {"due_on": "soon", "reason": "kept words"}, "Must be a date"),
        ("day", {"due_on": later(-3), "reason": "kept words"}, "This day has passed."),
        ("day", {"due_on": later(50), "reason": " "}, "Please fill this in."),
        ("release", {"reason": ""}, "Please fill this in."),
        ("release", {"reason": "x" * 4001}, "At most 4000 characters"),
        ("fulfilment", {"note": "x" * 4001}, "At most 4000 characters"),
    ],
)
def test_what_cannot_be_taken_is_told_beside_the_field_and_kept(browse, database, people, noun, form, said):
    id = made(database, people, people.lin)
    answer = browse("lin").put(f"/commitments/{id}/{noun}", data=form | {"version": "2"})
    assert answer.status_code == 422
    page = Page(answer)
    assert any(said in text(one) for one in page.marked("wrong"))
    assert all(value.strip() in answer.text for value in form.values())
    assert stored(database, id).version == 2


def test_two_tabs_meet_with_both_texts(browse, database, people):
    id = made(database, people, people.lin)
    browse("chen").put(f"/commitments/{id}/release", data={"reason": "The partner is gone", "version": "2"})
    answer = browse("lin").put(f"/commitments/{id}/fulfilment", data={"note": "Done on Monday", "version": "2"})
    assert answer.status_code == 409
    notice = text(Page(answer).marked("notice")[0])
    assert "The partner is gone" in notice and "Done on Monday" in notice
    assert stored(database, id).state == "released"


def test_two_tabs_meet_over_a_proposal_and_one_chooses(browse, database, people):
    id = made(database, people, people.lin, how=proposed)
    form = {"due_on": later(20), "competency": "", "version": "1"}
    assert browse("chen").put(f"/commitments/{id}", data=form | {"title": "His words"}).status_code == 303
    lin = browse("lin")
    answer = lin.put(f"/commitments/{id}", data=form | {"title": "Her words"})
    page = Page(answer)
    assert answer.status_code == 409 and "His words" in page.text
    fields = page.fields()
    assert (fields["title"], fields["version"]) == ("Her words", "2")
    assert lin.put(f"/commitments/{id}", data=form | {"title": "Her words", "version": "2"}).status_code == 303
    assert stored(database, id).title == "Her words"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"title": "x" * 301}, "At most 300 characters"),
        ({"due_on": "2026-13-01"}, "Must be a date"),
        ({"competency": "astrology"}, "Please choose one of the values offered."),
        ({"version": "x"}, "Must be a whole number."),
    ],
)
def test_a_proposal_that_will_not_do(browse, database, people, change, said):
    id = made(database, people, people.lin, how=proposed)
    form = {"title": "Words that stay", "due_on": later(20), "competency": "strategy", "version": "1"} | change
    answer = browse("lin").put(f"/commitments/{id}", data=form)
    assert answer.status_code == 422 and any(said in text(one) for one in Page(answer).marked("wrong"))
    assert stored(database, id).version == 1


def test_withdrawn_and_back_to_the_conversation(browse, database, people):
    id = made(database, people, people.lin, how=proposed)
    talk = stored(database, id).participant_id
    answer = browse("chen").delete(f"/commitments/{id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/conversations/{talk}")
    assert stored(database, id) is None


def test_back_to_the_conversation_in_which_it_was_answered(browse, database, people):
    id = made(database, people, people.lin)
    form = {"version": "2", "conversation": "7"}
    answer = browse("lin").put(f"/commitments/{id}/fulfilment", data=form)
    assert answer.headers["location"] == "/conversations/7"


@pytest.mark.parametrize("sent", ["//evil.example", "7/../../x", "-1", "x" * 90])
def test_back_leads_nowhere_else(browse, database, people, sent):
    id = made(database, people, people.lin)
    answer = browse("lin").put(f"/commitments/{id}/fulfilment", data={"version": "2", "conversation": sent})
    assert answer.status_code == 422 and stored(database, id).open


def test_who_reads_what_somebody_else_promised_is_on_record(browse, database, people):
    id = made(database, people, people.lin)
    chen = browse("chen")
    for _ in range(2):
        chen.get("/commitments")
    chen.get(f"/commitments/{id}")
    with database.reading() as db:
        found = db.connection().exec_driver_sql(
            "SELECT object FROM trail_event WHERE action = 'record.read' AND subject_id = "
            f"{people.lin.person_id} ORDER BY id"
        )
        assert [object for (object,) in found] == ["commitments", f"commitment:{id}"]


def test_numbers_that_are_none(browse):
    for path in ("/commitments/0", "/commitments/99999999999", "/commitments/x", "/commitments/12345"):
        assert browse("lin").get(path).status_code in (404, 422)
