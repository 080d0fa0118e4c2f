"""POST /assessments and GET /assessments/new."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep

from sqlalchemy import func, select
from sqlmodel import col

from app.assessments import rules as assessments
from app.assessments.models import Assessment, Rating
from app.kit import clock
from app.people import access, rules
from app.trail.models import TrailEvent
from tests.assessments.acts import found, start, written
from tests.pages import Page


def counted(database, table, **values) -> int:
    with database.reading() as db:
        return db.execute(select(func.count()).select_from(table).filter_by(**values)).scalar_one()


def test_of_oneself(browse, database, people):
    id = start(browse("lin"))
    assessment = found(database, id)
    assert (assessment.person_id, assessment.author_id) == (people.lin.person_id, people.lin.person_id)
    assert (assessment.level, assessment.face, assessment.submitted_at) == ("intermediate", None, None)
    assert assessment.previous_id is None
    assert assessment.started_on == clock.today()
    assert counted(database, Rating, assessment_id=id) == 12


def test_of_a_report_keeps_her_level_and_face(browse, database, people):
    id = start(browse("zhou"), person=people.chen.person_id)
    assessment = found(database, id)
    assert (assessment.person_id, assessment.author_id) == (people.chen.person_id, people.zhou.person_id)
    assert (assessment.level, assessment.face) == ("senior", "manager")


def test_by_the_manager_of_the_manager(browse, people):
    assert start(browse("zhou"), person=people.lin.person_id)


def test_is_in_the_trail(browse, database, people):
    id = start(browse("chen"), person=people.lin.person_id)
    with database.reading() as db:
        events = db.execute(select(TrailEvent).where(col(TrailEvent.action) == "assessment.started")).scalars().all()
    assert [(e.actor_id, e.subject_id, e.object) for e in events] == [
        (people.chen.person_id, people.lin.person_id, f"assessment:{id}")
    ]


def test_again_leads_to_the_open_one(browse, database):
    client = browse("lin")
    assert start(client) == start(client) == start(browse("lin"))
    assert counted(database, Assessment) == 1


def test_each_author_has_her_own(browse, people):
    ids = {start(browse(login), person=people.lin.person_id) for login in ("lin", "chen", "zhou")}
    assert len(ids) == 3


def test_after_submission_a_new_one_follows_the_last(browse, database, people):
    first = written(database, people.lin, people.lin)
    second = start(browse("lin"))
    assert second != first
    assert found(database, second).previous_id == first


def test_many_at_once_make_one(browse, database):
    clients = [browse("lin") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        ids = set(threads.map(start, clients))
    assert len(ids) == 1
    assert counted(database, Assessment) == 1
    assert counted(database, Rating) == 12


def test_a_second_one_waits_for_the_first_and_joins_it(database, people):
    """While one request has started but not committed, the other cannot see its draft."""
    lin, begun = people.lin, Event()

    def another() -> int | None:
        with database.writing() as db:
            subject = access.subject(db, lin, lin.person_id)
            begun.set()
            return assessments.start(db, lin, subject).id

    with ThreadPoolExecutor(1) as threads:
        with database.writing() as db:
            first = assessments.start(db, lin, access.subject(db, lin, lin.person_id)).id
            other = threads.submit(another)
            begun.wait(0.3)
            sleep(0.1)
        assert other.result(10) == first
    assert counted(database, Assessment) == 1


def test_of_somebody_who_has_left(browse, database, people):
    with database.writing() as db:
        rules.find(db, people.lin.person_id).left_on = clock.today()
    response = browse("chen").post("/assessments", data={"person": people.lin.person_id})
    assert response.status_code == 422
    assert "has left" in response.text
    assert counted(database, Assessment) == 0


def test_of_somebody_who_will_leave(browse, database, people):
    with database.writing() as db:
        rules.find(db, people.lin.person_id).left_on = clock.today() + timedelta(days=1)
    assert start(browse("chen"), person=people.lin.person_id)


def test_without_a_level(browse, database):
    id = start(browse("wang"))
    assert found(database, id).level is None
    page = Page(browse("wang").get(f"/assessments/{id}"))
    assert len(page.marked("rating")) == 12


OUTSIDE = (("zhao", "lin"), ("gone", "lin"), ("qian", "lin"), ("lin", "chen"), ("root", "lin"), ("chen", "zhou"))


def test_of_somebody_whose_development_one_may_not_see(browse, database, people):
    for who, whom in OUTSIDE:
        id, client = getattr(people, whom).person_id, browse(who)
        assert client.post("/assessments", data={"person": id}).status_code == 404, who
        assert client.get(f"/assessments/new?person={id}").status_code == 404, who
    assert counted(database, Assessment) == 0


def test_by_who_may_read_but_not_assess(browse, database, people):
    for who in ("dotted", "wang"):
        client = browse(who)
        assert client.post("/assessments", data={"person": people.lin.person_id}).status_code == 403, who
        assert client.get(f"/assessments/new?person={people.lin.person_id}").status_code == 403, who
    assert counted(database, Assessment) == 0


NOBODY = ("2147483647", "-1", "9223372036854775808", "NaN", "1e3", "lin", "\x00", "1.5", "１", "1 OR 1=1")


def test_of_nobody(browse, database):
    lin = browse("lin")
    for person in NOBODY:
        assert lin.post("/assessments", data={"person": person}).status_code in (404, 422), person
        assert lin.get("/assessments/new", params={"person": person}).status_code in (404, 422), person
    assert counted(database, Assessment) == 0


def test_person_sent_twice(browse, database, people):
    sent = {"person": [str(people.lin.person_id), str(people.zhou.person_id)]}
    assert browse("lin").post("/assessments", data=sent).status_code == 422
    assert counted(database, Assessment) == 0


def test_no_form_field_makes_somebody_else_the_author(browse, database, people):
    id = start(browse("lin"), author=people.zhou.person_id, author_id=people.zhou.person_id, level="director")
    assert found(database, id).author_id == people.lin.person_id
    assert found(database, id).level == "intermediate"


def test_the_page_before(browse, people):
    page = Page(browse("lin").get("/assessments/new"))
    assert page.fields()["person"] == str(people.lin.person_id)
    page = Page(browse("chen").get(f"/assessments/new?person={people.lin.person_id}"))
    assert page.fields()["person"] == str(people.lin.person_id)
    assert "Lin Xiaoyu" in page.heading


def test_the_page_before_continues_an_open_one(browse):
    client = browse("lin")
    id = start(client)
    page = Page(client.get("/assessments/new"))
    assert f"/assessments/{id}" in page.links()
    assert "person" not in page.fields()


def test_the_page_before_says_from_what_it_starts(browse, database, people):
    written(database, people.lin, people.lin)
    assert "It starts from the assessment of" in browse("lin").get("/assessments/new").text


def test_signed_out(anonymous, database):
    assert anonymous.post("/assessments").status_code == 401
    assert anonymous.get("/assessments/new").headers["location"] == "/sign-in?next=%2Fassessments%2Fnew"
    assert counted(database, Assessment) == 0
