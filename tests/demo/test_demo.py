"""The demo organisation as it stands in the database, on every framework that is found."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from app.assessments.models import Assessment, Rating
from app.demo.fill import fill, is_empty
from app.framework import source
from app.framework.model import Framework
from app.framework.versions import publish
from app.kit.dates import months_between
from app.kit.security import verify_password
from app.people.models import Account, Person, Placement, ReportingLine, RoleGrant
from app.trail.models import TrailEvent
from app.trail.rules import broken_link
from tests.demo.conftest import FRAMEWORKS, PASSWORD, PEOPLE, TODAY, Organisation, by_login, empty


def read(folder: Path) -> Framework:
    framework, faults = source.read(folder)
    assert framework, faults
    return framework


def placement(db: Session, person: Person) -> Placement:
    return db.exec(select(Placement).where(Placement.person_id == person.id, col(Placement.until).is_(None))).one()


def own(db: Session, person_id: int | None) -> list[Assessment]:
    """Her self-assessments, oldest first."""
    mine = (Assessment.person_id == person_id) & (Assessment.author_id == person_id)
    return list(db.exec(select(Assessment).where(mine).order_by(col(Assessment.started_at))))


def values(db: Session, assessment: Assessment) -> dict[str, int | None]:
    found = db.exec(select(Rating).where(Rating.assessment_id == assessment.id))
    return {rating.competency: rating.proficiency for rating in found}


def notes(db: Session, assessment: Assessment) -> dict[str, str]:
    return {r.competency: r.note for r in db.exec(select(Rating).where(Rating.assessment_id == assessment.id))}


def boss(db: Session, person_id: int | None) -> int | None:
    mine = (ReportingLine.person_id == person_id) & (ReportingLine.kind == "solid")
    return db.exec(select(ReportingLine.manager_id).where(mine, col(ReportingLine.until).is_(None))).first()


def on_the_ladder(db: Session) -> list[Person]:
    return list(db.exec(select(Person).join(Placement).where(col(Placement.until).is_(None))))


def gaps(demo: Organisation, db: Session, person: Person, assessment: Assessment) -> set[str]:
    """Competencies below what the next level requires."""
    above = demo.framework.level_above(placement(db, person).level)
    assert above
    said = values(db, assessment)
    return {id for id, need in above.required.items() if said[id] is None or (said[id] or 0) < need}


def test_has_as_many_people_as_asked_with_names_of_their_own(db: Session) -> None:
    people = list(db.exec(select(Person)))
    assert len(people) == PEOPLE
    assert len({person.name for person in people}) == PEOPLE
    assert all(person.name_latin and person.sort_key and person.staff_number and person.email for person in people)


def test_somebody_is_new(db: Session) -> None:
    new = [person for person in db.exec(select(Person)) if (person.joined_on or date.min) >= TODAY.replace(day=1)]
    assert new
    assert not any(own(db, person.id) for person in new)


def test_somebody_is_in_the_middle_of_a_draft(demo: Organisation, db: Session) -> None:
    drafts = list(db.exec(select(Assessment).where(col(Assessment.submitted_at).is_(None))))
    assert drafts
    for draft in drafts:
        saved = db.exec(select(Rating.id).where(Rating.assessment_id == draft.id, col(Rating.saved_at).is_not(None)))
        assert 0 < len(list(saved)) <= (len(demo.framework.competencies) + 1) // 2
        assert draft.started_on > TODAY - timedelta(days=21)


def test_people_have_one_to_four_submitted_self_assessments_that_grow(db: Session) -> None:
    grown = 0
    for person in db.exec(select(Person)):
        done = [assessment for assessment in own(db, person.id) if assessment.submitted_at]
        assert len(done) <= 4
        if done:
            first, last = ([n for n in values(db, done[at]).values() if n is not None] for at in (0, -1))
            grown += sum(last) > sum(first)
    assert grown >= 5


def test_somebody_is_ready_for_the_next_level(demo: Organisation, db: Session) -> None:
    def ready(person: Person) -> bool:
        held, done = placement(db, person), [a for a in own(db, person.id) if a.submitted_at]
        above = demo.framework.level_above(held.level)
        waited = above is not None and months_between(held.since, TODAY) >= above.entry.months
        return bool(waited and done and not gaps(demo, db, person, done[-1]))

    assert any(ready(person) for person in on_the_ladder(db))


def test_somebody_is_stuck_with_the_same_gaps_and_notes_for_over_a_year(demo: Organisation, db: Session) -> None:
    def stuck(person: Person) -> bool:
        done = [a for a in own(db, person.id) if a.submitted_at]
        if len(done) < 3 or (done[-1].started_on - done[0].started_on).days <= 365:
            return False
        if demo.framework.level_above(placement(db, person).level) is None or not gaps(demo, db, person, done[-1]):
            return False
        return all(values(db, a) == values(db, done[0]) and notes(db, a) == notes(db, done[0]) for a in done)

    assert any(stuck(person) for person in on_the_ladder(db))


def test_somebody_has_left_and_leads_and_follows_nobody(db: Session) -> None:
    gone = list(db.exec(select(Person).where(col(Person.left_on).is_not(None))))
    assert gone
    for person in gone:
        assert person.left_on and person.left_on <= TODAY - timedelta(days=30)
        assert boss(db, person.id) is None
        assert all(assessment.started_on < person.left_on for assessment in own(db, person.id))


def test_lines_are_three_deep_and_no_manager_leads_too_many(db: Session) -> None:
    lin, chen, zhou = (by_login(db, login) for login in ("linxiaoyu", "chenjianguo", "zhoumin"))
    assert boss(db, lin.id) == chen.id
    assert boss(db, chen.id) == zhou.id
    assert boss(db, zhou.id) is None
    assert boss(db, by_login(db, "zhaolei").id) not in (None, chen.id)
    solid = (ReportingLine.kind == "solid", col(ReportingLine.until).is_(None))
    assert max(Counter(db.exec(select(ReportingLine.manager_id).where(*solid))).values()) <= 8


def test_every_level_that_is_held_exists_and_has_its_face(demo: Organisation, db: Session) -> None:
    for held in db.exec(select(Placement)):
        level = demo.framework.level(held.level)
        assert level
        assert held.face in level.faces if level.faces else held.face is None
    senior = placement(db, by_login(db, "chenjianguo"))
    assert "manager" not in demo.framework.levels[-2].faces or senior.face == "manager"


def test_every_rating_is_on_the_scale_and_of_a_competency(demo: Organisation, db: Session) -> None:
    scale = {step.value for step in demo.framework.scale}
    ids = {competency.id for competency in demo.framework.competencies}
    ratings = list(db.exec(select(Rating)))
    assert all(rating.proficiency is None or rating.proficiency in scale for rating in ratings)
    assert {rating.competency for rating in ratings} == ids
    assert len({rating.proficiency for rating in ratings}) > 2
    assert any(rating.no_opportunity for rating in ratings)


def test_managers_assess_only_whom_they_lead_at_the_time(db: Session) -> None:
    theirs = (Assessment.person_id != Assessment.author_id, col(Assessment.agreed_in).is_(None))
    by_others = list(db.exec(select(Assessment).where(*theirs)))
    own_ones = list(db.exec(select(Assessment).where(Assessment.person_id == Assessment.author_id)))
    assert 0.1 < len(by_others) / len(own_ones) < 0.6
    for assessment in by_others:
        lines = db.exec(
            select(ReportingLine).where(
                ReportingLine.person_id == assessment.person_id, ReportingLine.manager_id == assessment.author_id
            )
        )
        assert any(line.since <= assessment.started_on < (line.until or date.max) for line in lines)


def test_lin_has_gaps_one_without_opportunity_and_one_not_rated(demo: Organisation, db: Session) -> None:
    lin, chen = by_login(db, "linxiaoyu"), by_login(db, "chenjianguo")
    done = own(db, lin.id)
    assert [bool(assessment.submitted_at) for assessment in done] == [True] * 3
    assert months_between(placement(db, lin).since, TODAY) in (13, 14)
    of_chen = db.exec(select(Assessment).where(Assessment.author_id == chen.id, Assessment.person_id == lin.id))
    assert any(assessment.started_on > done[-1].started_on for assessment in of_chen)
    above = demo.framework.level_above(placement(db, lin).level)
    assert above
    short = gaps(demo, db, lin, done[-1])
    assert short & set(above.key) or not above.key
    if len(demo.framework.competencies) >= 12:
        last = list(db.exec(select(Rating).where(Rating.assessment_id == done[-1].id)))
        assert sum(rating.no_opportunity for rating in last) == 1
        assert sum(rating.proficiency is None and not rating.no_opportunity for rating in last) == 1
        assert len(short) - 2 in (3, 4)


def test_the_cast_signs_in_with_the_password_and_the_staff_have_their_roles(db: Session) -> None:
    for login in ("linxiaoyu", "chenjianguo", "zhoumin", "wangfang", "admin", "zhaolei"):
        account = db.exec(select(Account).where(Account.login == login)).one()
        assert verify_password(PASSWORD, account.password_hash)
    roles = {grant.person_id: grant.role for grant in db.exec(select(RoleGrant))}
    assert roles == {by_login(db, "wangfang").id: "hr", by_login(db, "admin").id: "admin"}


def test_people_moved_up_and_changed_managers_in_the_two_years(demo: Organisation, db: Session) -> None:
    recently = TODAY - timedelta(days=730)
    held = Counter(p.person_id for p in db.exec(select(Placement)) if p.until is None or p.until > recently)
    solid = select(ReportingLine).where(ReportingLine.kind == "solid")
    led = Counter(line.person_id for line in db.exec(solid) if line.until is None or line.until > recently)
    assert max(led.values()) == 2
    # with two levels nobody below the top has come from a lower one
    assert max(held.values()) == min(2, len(demo.framework.levels) - 1)
    assert db.exec(select(ReportingLine).where(ReportingLine.kind == "dotted")).first()


def test_the_trail_is_whole_and_runs_through_two_years_of_working_days(db: Session) -> None:
    assert broken_link(db) is None
    moments = [event.at for event in db.exec(select(TrailEvent).order_by(col(TrailEvent.id)))]
    assert moments == sorted(moments)
    assert moments[0].date() <= TODAY - timedelta(days=725)
    assert moments[-1].date() < TODAY
    assert all(moment.weekday() < 5 and 0 <= moment.hour <= 11 for moment in moments)


def test_the_same_seed_makes_the_same_people_and_ratings(tmp_path: Path) -> None:
    def made(name: str, seed: int) -> tuple[list[str], list[tuple[object, ...]]]:
        (tmp_path / name).mkdir()
        database = empty(tmp_path / name)
        fill(database, 14, seed, PASSWORD, FRAMEWORKS[0], TODAY)
        with database.reading() as db:
            names = list(db.exec(select(Person.name).order_by(col(Person.id))))
            ratings = select(Rating.competency, Rating.proficiency, Rating.note, Rating.saved_at)
            found = [tuple(row) for row in db.exec(ratings.order_by(col(Rating.id)))]
        database.dispose()
        return names, found

    first = made("first", 3)
    assert made("again", 3) == first
    assert made("other", 4)[0] != first[0]


def test_tells_how_far_it_is_and_refuses_a_database_with_people(tmp_path: Path) -> None:
    database, told = empty(tmp_path), list[tuple[int, int]]()
    assert is_empty(database)
    fill(database, 12, 1, PASSWORD, FRAMEWORKS[0], TODAY, lambda done, total: told.append((done, total)))
    assert told[-1] == (12, 12)
    assert told == sorted(told)
    assert not is_empty(database)
    with pytest.raises(ValueError, match="without people"):
        fill(database, 12, 1, PASSWORD, FRAMEWORKS[0], TODAY)
    database.dispose()


def test_refuses_too_few_people(tmp_path: Path) -> None:
    database = empty(tmp_path)
    with pytest.raises(ValueError, match="at least"):
        fill(database, 3, 1, PASSWORD, FRAMEWORKS[0], TODAY)
    assert is_empty(database)
    database.dispose()


def test_refuses_a_framework_that_is_younger_than_the_history(tmp_path: Path) -> None:
    database = empty(tmp_path)
    with database.writing() as db:
        publish(db, None, read(FRAMEWORKS[0]), TODAY - timedelta(days=100))
    with pytest.raises(ValueError, match="two years"):
        fill(database, 12, 1, PASSWORD, FRAMEWORKS[0], TODAY)
    assert is_empty(database)
    database.dispose()


def test_keeps_a_framework_that_was_published_before(tmp_path: Path) -> None:
    database = empty(tmp_path)
    with database.writing() as db:
        version = publish(db, None, read(FRAMEWORKS[-1]), TODAY - timedelta(days=800))
    fill(database, 12, 1, PASSWORD, FRAMEWORKS[0], TODAY)
    with database.reading() as db:
        assert set(db.exec(select(Assessment.framework_version_id))) == {version.id}
    database.dispose()


def test_refuses_files_with_errors(tmp_path: Path) -> None:
    database = empty(tmp_path)
    with pytest.raises(ValueError, match=r"career_ladder\.yaml"):
        fill(database, 12, 1, PASSWORD, tmp_path / "nothing", TODAY)
    assert is_empty(database)
    database.dispose()
