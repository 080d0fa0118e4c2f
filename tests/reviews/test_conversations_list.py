"""My conversations: my own, those in which I assess, those that I may take over; and the assessment they begin with."""

from app.assessments.in_cycle import written
from app.cycles import queries, rules
from app.kit import clock
from app.people import rules as people_rules
from tests.cycles import acts
from tests.pages import Page, english, text
from tests.reviews.signed import signed


def listed(client, id: int) -> str:
    found = Page(client.get("/conversations")).id(f"conversation-{id}")
    assert found is not None
    return text(found)


def test_it_teaches_whoever_has_none(client_for):
    page = Page(english(client_for("root")).get("/conversations"))
    assert "No conversation yet" in page.text


def test_each_side_is_told_what_comes_next(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people)
        id = acts.conversation(db, people)
        days = queries.cycle(db, cycle).stages
    lin, chen = english(client_for("lin")), english(client_for("chen"))
    assert f"Your self-assessment, by {days.self_by}" in listed(lin, id)
    assert f"Your assessment, by {days.manager_by}" in listed(chen, id)
    with database.writing() as db:
        acts.assessed(db, people.lin, people.lin, acts.SELF)
    assert f"Your manager's assessment, by {days.manager_by}" in listed(lin, id)
    with database.writing() as db:
        acts.assessed(db, people.chen, people.lin, acts.MANAGER)
    for client in (lin, chen):
        assert f"Hold the conversation, by {days.talk_by}" in listed(client, id)
    with database.writing() as db:
        signed(db, people)
    assert "Read the record and acknowledge it" in listed(lin, id)
    assert "To be acknowledged by the other side" in listed(chen, id)
    assert Page(client_for("zhou").get("/conversations")).id(f"conversation-{id}") is None


def test_the_latest_comes_first(client_for, database, people):
    with database.writing() as db:
        first = acts.made(db, people, days=(-60, -50, -40, -30, -20))
        rules.close(db, people.wang, first)
        old = acts.conversation(db, people)
        acts.made(db, people)
        new = acts.conversation(db, people)
    page = Page(english(client_for("lin")).get("/conversations"))
    found = [e.get("id") for e in page.root.iter("li") if e.get("id")]
    assert found == [f"conversation-{new}", f"conversation-{old}"]
    assert "The cycle was closed before it was signed" in listed(english(client_for("lin")), old)


def test_a_click_begins_the_assessment_for_the_cycle_and_another_goes_on(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people)
        id = acts.conversation(db, people)
    for login in ("lin", "chen"):
        client = client_for(login)
        to = {client.post(f"/conversations/{id}/assessments").headers["location"] for _ in "123"}
        assert len(to) == 1
        assert client.get(to.pop()).status_code == 200
    with database.reading() as db:
        assert len(written(db, [cycle], [people.lin.person_id])) == 2


def test_once_submitted_it_leads_to_what_was_submitted(client_for, database, people):
    with database.writing() as db:
        acts.made(db, people)
        id = acts.conversation(db, people)
        own = acts.assessed(db, people.lin, people.lin, acts.SELF)
    answer = client_for("lin").post(f"/conversations/{id}/assessments")
    assert answer.headers["location"] == f"/assessments/{own}"


def test_readers_and_outsiders_begin_none(client_for, database, people):
    with database.writing() as db:
        acts.made(db, people)
        id = acts.conversation(db, people)
    statuses = {
        login: client_for(login).post(f"/conversations/{id}/assessments").status_code
        for login in ("zhou", "wang", "dotted", "zhao", "gone", "root")
    }
    assert statuses == {"zhou": 403, "wang": 403, "dotted": 403, "zhao": 404, "gone": 404, "root": 404}


def test_the_present_manager_may_take_it_over(client_for, database, people):
    with database.writing() as db:
        acts.made(db, people, "zhao", days=(-40, -20, 10, 20, 30))
        id = acts.conversation(db, people, "zhao")
        people_rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, clock.today())
    chen = english(client_for("chen"))
    assert f"/conversations/{id}/assessor" in Page(chen.get("/conversations")).links()
    assert Page(client_for("qian").get("/conversations")).id(f"conversation-{id}") is None
    assert f"/conversations/{id}/assessor" not in Page(client_for("zhou").get("/conversations")).links()
    chen.put(f"/conversations/{id}/assessor", data={"to": people.chen.person_id})
    assert "Your assessment" in listed(chen, id)


def test_the_same_queries_for_many(client_for, database, people, count_queries):
    with database.writing() as db:
        cycle = acts.made(db, people)
    chen = client_for("chen")
    chen.get("/conversations")
    with count_queries() as few:
        chen.get("/conversations")
    with database.writing() as db:
        ids = []
        for number in range(40):
            made = people_rules.add_person(db, None, name=f"同事{number}", joined_on=clock.today())
            people_rules.report_to(db, None, made.id or 0, people.chen.person_id, clock.today())
            ids.append(made.id or 0)
        rules.enrol(db, people.wang, cycle, ids)
    with count_queries() as many:
        page = Page(chen.get("/conversations"))
    assert len(few) == len(many)
    assert page.text.count("同事") >= 40
