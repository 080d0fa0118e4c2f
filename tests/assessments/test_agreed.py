"""Agreed ratings: read by whom they are for, changed by nobody, carried over into nothing, shown beside her own."""

from datetime import timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from app.assessments import over_time, queries, rules
from app.assessments.models import Assessment
from app.kit import clock
from app.kit.errors import Forbidden, NotFound
from app.people import access
from app.people import rules as people_rules
from tests.assessments.acts import Answer, answer, fields, rate, rate_all, stored, submit, written
from tests.cycles import acts
from tests.pages import Page, text
from tests.reviews import signed

READERS = ("lin", "chen", "zhou", "dotted", "wang")
OTHERS = ("gone", "qian", "zhao", "root")


@pytest.fixture
def conversation(database, people) -> int:
    with database.writing() as db:
        return signed.signed(db, people)


@pytest.fixture
def agreed(database, conversation) -> int:
    with database.reading() as db:
        found = db.exec(select(Assessment.id).where(Assessment.agreed_in == conversation)).one()
        assert found is not None
        return found


def test_who_reads_it(browse, agreed, conversation):
    for who in READERS:
        page = Page(browse(who).get(f"/assessments/{agreed}"))
        assert page.heading == "Agreed ratings", who
        assert "signed by Chen Jianguo" in page.text
        assert signed.REASON in page.text
        assert f"/conversations/{conversation}" in page.links()
    for who in OTHERS:
        assert browse(who).get(f"/assessments/{agreed}").status_code == 404, who


def test_hr_reads_nothing_else(browse, database, people, agreed):
    with database.reading() as db:
        everything = set(db.exec(select(Assessment.id)))
        subject = access.subject(db, people.wang, people.lin.person_id)
        assert [one.id for one in queries.history(db, people.wang, subject)] == [agreed]
    wang = browse("wang")
    assert {id for id in everything if wang.get(f"/assessments/{id}").status_code == 200} == {agreed}


def test_nobody_rates_it(browse, database, agreed):
    before = stored(database, agreed)
    for who in READERS:
        assert rate(browse(who), agreed, "teamwork", 5, version=before["teamwork"].version).status_code == 403, who
        whole = fields("teamwork", 5, version=before["teamwork"].version)
        assert rate_all(browse(who), agreed, whole).status_code == 403, who
    assert rate(browse("root"), agreed, "teamwork", 5).status_code == 404
    assert stored(database, agreed) == before


def test_nobody_submits_it(browse, database, people, agreed):
    for who in READERS:
        assert submit(browse(who), agreed).status_code == 403, who
    assert browse("chen").get(f"/assessments/{agreed}/submission").headers["location"] == f"/assessments/{agreed}"


def test_nobody_discards_it(browse, database, people, agreed):
    for who in READERS:
        assert browse(who).delete(f"/assessments/{agreed}").status_code == 403, who
    assert stored(database, agreed)


def test_the_verbs_refuse_who_signed_it(database, people, agreed):
    with database.writing() as db:
        for verb in (rules.mine, rules.draft, rules.submit, rules.discard):
            with pytest.raises(Forbidden):
                verb(db, people.chen, agreed)
        with pytest.raises(Forbidden):
            rules.rate(db, people.chen, agreed, "teamwork", Answer(5), 1)
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        with pytest.raises(NotFound):
            rules.discard(db, people.chen, agreed)


def test_nothing_of_it_is_carried_over(database, people, agreed):
    """A new draft begins with what its author said, not with what was agreed."""
    with database.writing() as db:
        for author, said in ((people.lin, acts.SELF), (people.chen, acts.MANAGER)):
            draft = rules.start(db, author, access.subject(db, author, people.lin.person_id))
            assert draft.previous_id != agreed
            found = queries.ratings(db, [draft.id or 0])[draft.id or 0]
            assert {c: found[c].proficiency for c in said} == {
                c: answer(value).proficiency for c, value in said.items()
            }
            assert not [one for one in found.values() if signed.REASON in one.note]


def test_it_opens_no_round(database, people, agreed):
    """What she says after it is as sealed as before: he has agreed, not assessed."""
    with database.writing() as db:
        later = acts.assessed(db, people.lin, people.lin, acts.SELF)
        subject = access.subject(db, people.chen, people.lin.person_id)
        assert later not in [one.id for one in queries.history(db, people.chen, subject)]


def test_it_does_not_count_as_his_assessment_for_the_cycle(database, people, agreed):
    """Both may begin another one; neither of the two is for the cycle."""
    with database.writing() as db:
        for author in (people.lin, people.chen):
            assert rules.start(db, author, access.subject(db, author, people.lin.person_id)).cycle_id is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assessment SET level = 'director' WHERE id = {id}",
        "UPDATE assessment SET agreed_in = NULL WHERE id = {id}",
        "DELETE FROM assessment WHERE id = {id}",
        "UPDATE rating SET proficiency = 5 WHERE assessment_id = {id}",
        "DELETE FROM rating WHERE assessment_id = {id}",
        "INSERT INTO rating (assessment_id, competency, proficiency, no_opportunity, note, version) "
        "VALUES ({id}, 'innovation', 5, false, '', 1)",
    ],
)
def test_the_database_guards_it(database, agreed, change):
    with pytest.raises(DBAPIError), database.writing() as db:
        db.execute(sql(change.format(id=agreed)))


def test_her_list(browse, agreed, conversation):
    page = Page(browse("lin").get("/assessments"))
    assert {f"/assessments/{agreed}", f"/conversations/{conversation}"} <= set(page.links())
    assert "agreed ratings, signed by Chen Jianguo" in page.text
    heads = [text(th) for th in page.all(".//thead/tr/th")]
    assert sum("agreed rating" in head for head in heads) == 1
    row = next(row for row in page.all(".//tbody/tr") if "Teamwork" in text(row))
    assert [text(cell) for cell in row.findall("td")][1:] == ["4", "3"]
    assert len(row.findall(".//path[@class='line-mark']")) == 1
    managers = next(s for s in page.root.iter("section") if "How your managers saw you" in text(s))
    assert f"/assessments/{agreed}" not in [a.get("href") for a in managers.iter("a")]


def test_a_persons_page(browse, people, agreed, conversation):
    for who in READERS:
        page = Page(browse(who).get(f"/people/{people.lin.person_id}"))
        assert {f"/assessments/{agreed}", f"/conversations/{conversation}"} <= set(page.links()), who
        assert "agreed ratings, signed by Chen Jianguo" in page.text


def test_before_anything_is_agreed_hr_is_told_so(browse, database, people):
    with database.writing() as db:
        acts.opened(db, people)
    page = Page(browse("wang").get(f"/people/{people.lin.person_id}"))
    assert "Nothing has been agreed in a review conversation yet" in page.text
    assert "None that you may read yet" in page.text
    page = Page(browse("wang").get(f"/people/{people.lin.person_id}/gaps"))
    assert "Nothing has been agreed yet" in page.text
    assert "No ratings have been agreed yet" in page.text


def test_a_new_one_starts_from_his_own_last_one(browse, database, people):
    """And the page says so, also when the agreement is newer."""
    now = clock.now()
    with database.writing() as db:
        acts.opened(db, people)
    with clock.at(now + timedelta(days=5)):
        with database.writing() as db:
            signed.signed(db, people)
        page = Page(browse("chen").get(f"/assessments/new?person={people.lin.person_id}"))
    assert f"It starts from the assessment of {clock.day_of(now)}" in page.text


def test_her_own_are_compared_with_her_own(database, people, agreed):
    """Not with what was agreed in between."""
    with clock.at(clock.now() + timedelta(days=5)):
        written(database, people.lin, people.lin, teamwork=5)
        with database.reading() as db:
            history = queries.history(db, people.lin, access.subject(db, people.lin, people.lin.person_id))
            steps = over_time.steps(db, [one for one in history if one.of_oneself or one.agreed])
    moved = [(step.entry.agreed, [(old, new) for c, old, new in step.up if c.id == "teamwork"]) for step in steps]
    assert moved == [(False, [(4, 5)]), (True, []), (False, [])]
    columns, rows = over_time.lines(steps)
    assert [step.entry.agreed for step in columns] == [False, True, False]
    chart = next(row.chart for row in rows if row.competency.id == "teamwork")
    assert (len(chart.points), len(chart.marks)) == (2, 1)
