"""Who takes part: late joiners, the excused and readmitted, one person reopened and closed again, HR about herself."""

import pytest

from app.cycles import queries, rules
from app.kit import clock
from app.people import rules as people_rules
from tests.cycles import acts
from tests.pages import Page, english, texts
from tests.people.test_selection import department, person
from tests.reviews.cycle_acts import closed, excused, part, reopened

REASON = {"reason": "on leave until May"}


def made(database, people, need=part) -> tuple[int, int]:
    """(cycle, lin's part in it)"""
    with database.writing() as db:
        id = need(db, people)
        return queries.participation(db, id).cycle.id, id


def found(database, id: int) -> queries.Participation:
    with database.reading() as db:
        return queries.participation(db, id)


def test_somebody_joins_late_by_department_level_or_name(client_for, database, people):
    cycle, _part = made(database, people)
    with database.writing() as db:
        centre = department(db, "A centre")
        inner = person(db, "新来的", department(db, "Inside", centre), "junior")
        person(db, "别的级", centre, "senior")
    hr = english(client_for("wang"))
    answer = hr.post(
        f"/cycles/{cycle}/participants", data={"departments": centre, "levels": "junior", "names": "Zhao Lei"}
    )
    page = Page(hr.get(answer.headers["location"]))
    assert "2 people have joined." in page.text
    with database.reading() as db:
        ids = {one.person_id for one in queries.of_cycle(db, cycle)}
    assert ids == {people.lin.person_id, inner, people.zhao.person_id}


def test_a_late_joiner_is_assessed_by_who_led_her_on_the_day(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people, "zhao", days=(-40, -20, 15, 25, 35))
    client_for("wang").post(f"/cycles/{cycle}/participants", data={"names": "林晓雨"})
    with database.reading() as db:
        mine = queries.of_people(db, [people.lin.person_id])
        # chen leads her since yesterday; on the day that decides it was gone
        assert queries.assessors(db, mine)[mine[0].id] == people.gone.person_id
    page = Page(english(client_for("chen")).get("/conversations"))
    assert f"/conversations/{mine[0].id}/assessor" in page.links()


def test_who_is_in_already_is_passed_over_who_is_in_another_is_told(client_for, database, people):
    cycle, id = made(database, people)
    hr = english(client_for("wang"))
    sent = {"names": "林晓雨"}
    assert [hr.post(f"/cycles/{cycle}/participants", data=sent).status_code for _ in "12"] == [303, 303]
    with database.writing() as db:
        other = acts.made(db, people, "zhao", days=(-1, 2, 3, 4, 5))
    answer = hr.post(f"/cycles/{other}/participants", data=sent)
    page = Page(hr.get(answer.headers["location"]))
    assert "0 people have joined." in page.text
    assert "in another cycle that is not closed: Lin Xiaoyu" in page.text
    assert found(database, id).running


@pytest.mark.parametrize("names", ["", "nobody at all", "吴刚\nnobody", " \n "])
def test_choosing_nobody_or_an_unknown_name_keeps_the_text(client_for, database, people, names):
    cycle, _part = made(database, people)
    answer = client_for("wang").post(f"/cycles/{cycle}/participants", data={"names": names})
    assert answer.status_code == 422
    assert Page(answer).fields()["names"].split() == names.split()


def test_a_leaver_does_not_join(client_for, database, people):
    cycle, _part = made(database, people)
    with database.writing() as db:
        people_rules.leave(db, None, people.zhao.person_id, acts.stages().opens_on)
    assert client_for("wang").post(f"/cycles/{cycle}/participants", data={"names": "赵磊"}).status_code == 422


def test_nobody_joins_a_closed_cycle(client_for, database, people):
    cycle, _part = made(database, people, closed)
    hr = client_for("wang")
    assert hr.get(f"/cycles/{cycle}/participants").status_code == 409
    assert hr.post(f"/cycles/{cycle}/participants", data={"names": "赵磊"}).status_code == 409
    assert hr.get(f"/cycles/{cycle}/edit").status_code == 409


def test_excused_with_a_reason_that_only_hr_reads(client_for, database, people):
    cycle, id = made(database, people)
    hr = english(client_for("wang"))
    sheet = Page(hr.get(f"/cycles/{cycle}?person={id}"))
    assert "Why she does not take part" in sheet.text
    answers = [hr.put(f"/participants/{id}/excuse", data=REASON) for _ in "12"]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert found(database, id).excused_reason == REASON["reason"]
    assert REASON["reason"] in Page(hr.get(f"/cycles/{cycle}")).text
    for login in ("chen", "zhou"):
        page = Page(english(client_for(login)).get(f"/cycles/{cycle}?person={id}"))
        assert "excused" in page.text
        assert REASON["reason"] not in page.text
        assert "Let her take part again" not in page.text
    assert client_for("lin").post(f"/conversations/{id}/assessments").status_code == 409
    assert hr.delete(f"/participants/{id}/excuse").status_code == 303
    assert client_for("lin").post(f"/conversations/{id}/assessments").status_code == 303


@pytest.mark.parametrize("reason", ["", "   ", "x" * 4001])
@pytest.mark.parametrize(("need", "noun"), [(part, "excuse"), (closed, "reopening")])
def test_without_a_reason_the_page_comes_back_with_what_was_typed(client_for, database, people, need, noun, reason):
    _cycle, id = made(database, people, need)
    answer = client_for("wang").put(f"/participants/{id}/{noun}", data={"reason": reason})
    assert answer.status_code == 422
    page = Page(answer)
    assert page.fields()["reason"] == reason
    assert [e for e in page.root.iter("textarea") if e.get("aria-invalid")]
    assert found(database, id).excused_at is None
    assert found(database, id).reopened_at is None


def test_readmitted_only_where_she_is_in_no_other(client_for, database, people):
    _cycle, id = made(database, people, excused)
    with database.writing() as db:
        acts.made(db, people)
    answer = client_for("wang").delete(f"/participants/{id}/excuse")
    assert answer.status_code == 409
    assert found(database, id).excused_at


def test_reopened_for_one_and_closed_again(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people, "lin", "zhao")
        rules.close(db, people.wang, cycle)
        id = acts.conversation(db, people)
    lin, hr = client_for("lin"), english(client_for("wang"))
    assert lin.post(f"/conversations/{id}/assessments").status_code == 409
    assert "Reopen for this person" in Page(hr.get(f"/cycles/{cycle}?person={id}")).text
    assert hr.put(f"/participants/{id}/reopening", data=REASON).status_code == 303
    assert lin.post(f"/conversations/{id}/assessments").status_code == 303
    page = Page(hr.get(f"/cycles/{cycle}?person={id}"))
    assert "reopened" in page.text
    assert REASON["reason"] in page.text
    others = [one for one in in_cycle(database, cycle) if one.id != id]
    assert client_for("zhao").post(f"/conversations/{others[0].id}/assessments").status_code == 409
    assert hr.delete(f"/participants/{id}/reopening").status_code == 303
    assert lin.post(f"/conversations/{id}/assessments").status_code == 409


def in_cycle(database, cycle: int) -> list[queries.Participation]:
    with database.reading() as db:
        return queries.of_cycle(db, cycle)


def test_reopened_only_after_closing_and_only_where_she_is_in_no_other(client_for, database, people):
    _cycle, id = made(database, people)
    hr = client_for("wang")
    assert hr.put(f"/participants/{id}/reopening", data=REASON).status_code == 409
    with database.writing() as db:
        closed(db, people)
        acts.made(db, people)
    assert hr.put(f"/participants/{id}/reopening", data=REASON).status_code == 409


def test_hr_does_none_of_it_about_herself(client_for, database, people):
    with database.writing() as db:
        people_rules.report_to(db, None, people.wang.person_id, people.zhou.person_id, acts.stages().opens_on)
        cycle = acts.made(db, people, "wang")
        id = acts.conversation(db, people, "wang")
    hr = client_for("wang")
    for ask in (
        lambda: hr.put(f"/participants/{id}/excuse", data=REASON),
        lambda: hr.delete(f"/participants/{id}/excuse"),
        lambda: hr.put(f"/participants/{id}/reopening", data=REASON),
        lambda: hr.delete(f"/participants/{id}/reopening"),
        lambda: hr.put(f"/conversations/{id}/assessor", data={"to": people.zhou.person_id}),
    ):
        assert ask().status_code == 403
    assert f"person={id}" not in hr.get(f"/cycles/{cycle}").text
    assert hr.get(f"/cycles/{cycle}?person={id}").status_code == 200


def test_an_unknown_number_does_nothing(client_for):
    hr = client_for("wang")
    assert hr.put("/participants/999/excuse", data=REASON).status_code == 404
    assert hr.delete("/participants/999/reopening").status_code == 404
    assert hr.get("/cycles/999").status_code == 404


def test_what_a_leaver_wrote_stays(client_for, database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        cycle = queries.participation(db, id).cycle.id
        people_rules.leave(db, None, people.lin.person_id, clock.today())
    page = Page(english(client_for("wang")).get(f"/cycles/{cycle}"))
    row = texts(page.id(f"part-{id}"))
    assert "left" in row[0]
    assert row[1:3] == ["in", "in"]
    assert "1 has left" in page.text
    # her line ended with her: nobody leads her any more
    assert client_for("chen").post(f"/conversations/{id}/assessments").status_code == 404


def test_reopened_twice_has_one_effect(client_for, database, people):
    _cycle, id = made(database, people, reopened)
    first = found(database, id)
    assert client_for("wang").put(f"/participants/{id}/reopening", data=REASON).status_code == 303
    assert found(database, id) == first
