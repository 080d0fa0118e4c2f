"""Who no longer stands above a person loses sight at once, of what he wrote himself too."""

from datetime import timedelta

from app.kit import clock
from app.people import rules
from tests.assessments.acts import fields, found, rate, start, stored, submit, written


def change_team(database, people) -> None:
    """Lin reports to qian from today on; nobody of her old line stands above her any more."""
    with database.writing() as db:
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())


def test_his_draft_is_closed_to_him(browse, database, people):
    chen = browse("chen")
    id = start(chen, person=people.lin.person_id)
    rate(chen, id, "teamwork", 3)
    change_team(database, people)
    for path in (f"/assessments/{id}", f"/assessments/{id}/submission"):
        assert chen.get(path).status_code == 404
    assert rate(chen, id, "teamwork", 4, version=1).status_code == 404
    assert chen.put(f"/assessments/{id}/ratings", data=fields("teamwork", 4, "", 1)).status_code == 404
    assert submit(chen, id).status_code == 404
    assert chen.delete(f"/assessments/{id}").status_code == 404
    assert chen.post("/assessments", data={"person": people.lin.person_id}).status_code == 404
    assert stored(database, id)["teamwork"].proficiency == 3
    assert found(database, id).submitted_at is None


def test_and_so_is_what_he_submitted(browse, database, people):
    theirs = written(database, people.lin, people.lin)
    his = written(database, people.chen, people.lin)
    chen = browse("chen")
    assert [chen.get(f"/assessments/{id}").status_code for id in (theirs, his)] == [200, 200]
    change_team(database, people)
    assert [chen.get(f"/assessments/{id}").status_code for id in (theirs, his)] == [404, 404]
    assert chen.get(f"/people/{people.lin.person_id}/gaps").status_code == 404


def test_the_manager_of_the_former_manager_too(browse, database, people):
    id = start(browse("zhou"), person=people.lin.person_id)
    change_team(database, people)
    assert browse("zhou").get(f"/assessments/{id}").status_code == 404


def test_the_person_still_reads_it(browse, database, people):
    written(database, people.lin, people.lin)
    his = written(database, people.chen, people.lin)
    change_team(database, people)
    assert browse("lin").get(f"/assessments/{his}").status_code == 200


def test_the_new_manager_reads_the_old_ones_only_after_his_own(browse, database, people):
    hers = written(database, people.lin, people.lin)
    change_team(database, people)
    qian = browse("qian")
    assert qian.get(f"/assessments/{hers}").status_code == 404
    written(database, people.qian, people.lin)
    assert qian.get(f"/assessments/{hers}").status_code == 200


def test_back_in_the_line_his_draft_is_there_again(browse, database, people):
    chen = browse("chen")
    id = start(chen, person=people.lin.person_id)
    change_team(database, people)
    with clock.at(clock.now() + timedelta(days=2)):
        with database.writing() as db:
            rules.report_to(db, None, people.lin.person_id, people.chen.person_id, clock.today())
        assert browse("chen").get(f"/assessments/{id}").status_code == 200


def test_somebody_who_left_loses_the_session_too(browse, database, people):
    chen = browse("chen")
    start(chen, person=people.lin.person_id)
    with database.writing() as db:
        rules.leave(db, None, people.chen.person_id, clock.today())
    assert chen.get("/assessments").headers["location"].startswith("/sign-in")
