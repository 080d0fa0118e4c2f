"""The live progress: for HR all, for a manager those below him, in words; never what anybody answered."""

from datetime import timedelta

import pytest

from app.cycles import queries, rules
from app.cycles.handover import hand_over
from app.kit import clock
from app.people import rules as people_rules
from app.reviews.models import Conversation
from app.reviews.signing.rules import acknowledge
from app.reviews.talk import talk
from tests.cycles import acts
from tests.pages import Page, english, text, texts
from tests.reviews.signed import signed

PAST = (-40, -20, 10, 20, 30)
HTMX = {"HX-Request": "true"}


def part_of(database, actor) -> queries.Participation:
    with database.reading() as db:
        return queries.of_people(db, [actor.person_id])[0]


def row(client, cycle: int, id: int) -> list[str]:
    found = Page(client.get(f"/cycles/{cycle}")).id(f"part-{id}")
    assert found is not None
    return texts(found)


def begun(database, people, *who: str, days=acts.OPEN) -> tuple[int, int]:
    with database.writing() as db:
        cycle = acts.made(db, people, *who, days=days)
        return cycle, acts.conversation(db, people, (who or ("lin",))[0])


def test_each_step_is_told_in_words(client_for, database, people):
    cycle, id = begun(database, people)
    hr = english(client_for("wang"))
    assert row(hr, cycle, id)[1:5] == ["not in yet", "not in yet", "—", "Chen Jianguo"]
    with database.writing() as db:
        acts.assessed(db, people.lin, people.lin, acts.SELF)
    assert row(hr, cycle, id)[1:4] == ["in", "not in yet", "—"]
    with database.writing() as db:
        acts.assessed(db, people.chen, people.lin, acts.MANAGER)
    assert row(hr, cycle, id)[1:4] == ["in", "in", "open"]
    with database.writing() as db:
        now = clock.now()
        held = Conversation(
            participant_id=id, held_on=clock.today(), changed_at=now, changed_by_id=people.chen.person_id
        )
        db.add(held)
    assert row(hr, cycle, id)[3] == f"held on {clock.today()}"


def test_signed_and_acknowledged_are_counted(client_for, database, people):
    with database.writing() as db:
        id = signed(db, people)
    cycle = part_of(database, people.lin).cycle.id
    hr = english(client_for("wang"))
    assert row(hr, cycle, id)[3] == "signed"
    with database.writing() as db:
        record = talk(db, people.lin, id).progress.record
        assert record
        acknowledge(db, people.lin, record.id)
    assert row(hr, cycle, id)[3] == "acknowledged"
    assert Page(hr.get(f"/cycles/{cycle}?state=done")).id(f"part-{id}") is not None
    assert Page(hr.get(f"/cycles/{cycle}?state=acknowledge")).id(f"part-{id}") is None
    assert "Acknowledged 1 of 1 people" in Page(hr.get(f"/cycles/{cycle}")).text


def test_a_manager_sees_those_below_him_and_nobody_else(client_for, database, people):
    cycle, _ = begun(database, people, "lin", "chen", "zhao")
    parts = {who: part_of(database, getattr(people, who)).id for who in ("lin", "chen", "zhao")}
    for login, expected in {"wang": "lin chen zhao", "zhou": "lin chen", "chen": "lin", "qian": "zhao"}.items():
        page = Page(client_for(login).get(f"/cycles/{cycle}"))
        seen = {who for who in ("lin", "chen", "zhao") if page.id(f"part-{parts[who]}") is not None}
        assert seen == set(expected.split()), login
        numbers = english(client_for(login)).get(f"/cycles/{cycle}").text
        assert f"0 of {len(seen)} people" in numbers, login
    for login in ("lin", "zhao", "dotted", "gone", "root"):
        assert client_for(login).get(f"/cycles/{cycle}").status_code == 404, login


def test_nothing_of_an_assessment_is_in_it(client_for, database, people):
    cycle, id = begun(database, people)
    hr, chen = english(client_for("wang")), english(client_for("chen"))
    before = [client.get(f"/cycles/{cycle}").text for client in (hr, chen)]
    with database.writing() as db:
        acts.assessed(db, people.lin, people.lin, acts.SELF, submitted=False)
        acts.assessed(db, people.chen, people.lin, acts.MANAGER, submitted=False)
    # a draft, and how much of it is answered, changes not one letter
    assert [client.get(f"/cycles/{cycle}").text for client in (hr, chen)] == before
    assert row(hr, cycle, id)[1] == "not in yet"


def test_filters(client_for, database, people):
    cycle, id = begun(database, people, "lin", "zhao")
    zhao = part_of(database, people.zhao).id
    with database.writing() as db:
        acts.assessed(db, people.zhao, people.zhao, acts.SELF)
    hr = english(client_for("wang"))

    def shown(**query: object) -> set[int]:
        page = Page(hr.get(f"/cycles/{cycle}", params=query))
        return {one for one in (id, zhao) if page.id(f"part-{one}") is not None}

    assert shown() == shown(state="nonsense") == shown(assessor="x") == {id, zhao}
    assert shown(department="渠道二部") == {zhao}
    assert shown(state="own") == {id}
    assert shown(state="managers") == {id, zhao}
    assert shown(assessor=people.qian.person_id) == {zhao}
    assert shown(assessor=people.qian.person_id, state="own") == set()
    assert shown(page=2) == set()
    assert "Nobody matches." in Page(hr.get(f"/cycles/{cycle}?department=nowhere")).text


def test_fifty_on_a_page_and_the_same_queries_for_many(client_for, database, people, count_queries):
    cycle, _ = begun(database, people)
    hr = english(client_for("wang"))
    hr.get(f"/cycles/{cycle}")
    with count_queries() as few:
        hr.get(f"/cycles/{cycle}")
    with database.writing() as db:
        ids = []
        for number in range(60):
            made = people_rules.add_person(db, None, name=f"同事{number}", joined_on=clock.today())
            people_rules.report_to(db, None, made.id or 0, people.chen.person_id, clock.today())
            ids.append(made.id or 0)
        rules.enrol(db, people.wang, cycle, ids)
    with count_queries() as many:
        first = Page(hr.get(f"/cycles/{cycle}"))
    assert len(few) == len(many)
    assert "61 people" in first.text
    assert len(first.all(".//table/tbody/tr")) == 50
    second = Page(hr.get(f"/cycles/{cycle}?page=2"))
    assert len(second.all(".//table/tbody/tr")) == 11
    assert len(Page(client_for("chen").get(f"/cycles/{cycle}?page=2")).all(".//table/tbody/tr")) == 11


def test_it_looks_again_by_itself_while_it_runs(client_for, database, people):
    cycle, _ = begun(database, people)
    hr = client_for("wang")
    box = Page(hr.get(f"/cycles/{cycle}?state=own")).id("progress")
    assert box is not None
    assert box.get("hx-trigger") == "every 30s"
    again = hr.get(box.get("hx-get"), headers=HTMX)
    part = Page(again)
    assert not part.all(".//h1")
    assert (part.id("progress") or box).get("hx-get") == box.get("hx-get")
    hr.put(f"/cycles/{cycle}/closing")
    for headers in ({}, HTMX):
        closed = Page(hr.get(f"/cycles/{cycle}", headers=headers)).id("progress")
        assert closed is not None
        assert closed.get("hx-get") is None


def test_a_line_that_changed_before_the_deciding_day_needs_no_handover(client_for, database, people):
    cycle, id = begun(database, people)
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    cells = row(english(client_for("wang")), cycle, id)
    assert cells[4] == "Qian Jin"
    assert client_for("chen").get(f"/cycles/{cycle}").status_code == 404


def test_a_line_that_changed_after_it_waits_for_a_handover(client_for, database, people):
    cycle, id = begun(database, people, "zhao", days=PAST)
    with database.writing() as db:
        acts.assessed(db, people.qian, people.zhao, acts.MANAGER)
        people_rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, clock.today())
    hr = english(client_for("wang"))
    assert row(hr, cycle, id)[2:5] == ["in", "—", "Qian Jin to be handed over"]
    assert "1 to be handed over" in Page(hr.get(f"/cycles/{cycle}?state=handover")).text
    assert row(english(client_for("chen")), cycle, id)[4].endswith("to be handed over")
    with database.writing() as db:
        hand_over(db, people.chen, id, people.chen.person_id, "")
    # what the former manager wrote is not what the present one is asked for
    assert row(hr, cycle, id)[2:5] == ["not in yet", "—", "Chen Jianguo"]


def test_whom_nobody_led_that_day(client_for, database, people):
    with database.writing() as db:
        newcomer = people_rules.add_person(db, None, name="新人", joined_on=clock.today())
        cycle = acts.made(db, people, "zhao", days=PAST)
        rules.enrol(db, people.wang, cycle, [newcomer.id or 0])
        people_rules.report_to(db, None, newcomer.id or 0, people.chen.person_id, clock.today())
        id = queries.of_people(db, [newcomer.id or 0])[0].id
    assert row(english(client_for("wang")), cycle, id)[4] == "nobody led her on that day to be handed over"


def test_a_level_that_changed_since_is_marked(client_for, database, people):
    cycle, id = begun(database, people)
    hr = english(client_for("wang"))
    assert "level changed since" not in row(hr, cycle, id)[0]
    with database.writing() as db:
        people_rules.place(db, None, people.lin.person_id, "senior", clock.today() - timedelta(days=1), "specialist")
    assert "level changed since" in row(hr, cycle, id)[0]


@pytest.mark.parametrize("login", ["wang", "chen"])
def test_not_begun_yet(client_for, database, people, login):
    cycle, id = begun(database, people, days=(5, 10, 20, 30, 40))
    page = Page(english(client_for(login)).get(f"/cycles/{cycle}"))
    assert "not begun" in page.text
    assert client_for("lin").post(f"/conversations/{id}/assessments").status_code == 409
    assert "to be handed over" not in text(page.id("progress"))
