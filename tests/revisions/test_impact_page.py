"""The page on which HR sees whom a draft would change."""

import pytest
from sqlalchemy import text as sql
from sqlmodel import Session

from app.framework import versions
from app.framework.model import Framework
from app.framework.names import Renames
from app.kit.db import Database
from tests.framework.altering import altered
from tests.pages import Page, english, text, texts
from tests.revisions.weighing import agreed, asking, drafted


@pytest.fixture
def framework(database: Database) -> Framework:
    with database.reading() as db:
        return versions.in_force(db).framework


@pytest.fixture
def weigh(database, people, client_for):
    """`weigh(framework)`: the page of a draft of it, as HR sees it."""

    def opened(framework: Framework | None, renames: Renames | None = None, asked: str = "") -> Page:
        with database.writing() as db:
            id = drafted(db, people.wang.person_id, framework, renames)
        return Page(english(client_for("wang")).get(f"/framework/drafts/{id}/impact{asked}"))

    return opened


@pytest.fixture
def rated(database, people) -> None:
    """lin and zhao are intermediate, chen is senior; all of them have agreed ratings."""
    with database.writing() as db:
        agreed(db, people, "lin", {"data_analysis": 3, "strategy": 3, "teamwork": 4})
        agreed(db, people, "zhao", {"data_analysis": 5, "strategy": None})
        agreed(db, people, "chen", {"data_analysis": 4, "teamwork": 5})


def test_who_sees_it(database, people, client_for, framework):
    with database.writing() as db:
        id = drafted(db, people.wang.person_id, framework)
    statuses = {who: client_for(who).get(f"/framework/drafts/{id}/impact").status_code for who in vars(people)}
    assert {who for who, status in statuses.items() if status == 200} == {"wang"}
    assert set(statuses.values()) == {200, 403}
    assert client_for("wang").get("/framework/drafts/99/impact").status_code == 404


def test_before_anybody_has_agreed_ratings(weigh, framework):
    assert "Nobody has agreed ratings yet" in weigh(framework).text


def test_a_draft_with_faults_and_one_that_is_over(weigh, database, people, client_for, framework):
    assert "The draft has faults" in weigh(None).text
    with database.writing() as db:
        id = drafted(db, people.wang.person_id, framework)
        db.connection().execute(sql("UPDATE framework_draft SET discarded_at = created_at WHERE id = :id"), {"id": id})
    assert "Nothing to weigh any more" in Page(english(client_for("wang")).get(f"/framework/drafts/{id}/impact")).text


def test_nothing_changes(weigh, rated, framework):
    assert "Nothing changes for the 3 people with agreed ratings" in weigh(framework).text


def test_counts_and_people(weigh, rated, framework):
    page = weigh(asking(framework, "senior", data_analysis=5, months=60))
    assert "For 2 of 3 people something changes." in page.text
    rows = [texts(row) for row in page.all(".//table/tbody/tr")]
    title = str(framework.levels[1].title.in_("en"))
    assert [title, "2", "2", "1", "—", "2", "—"] in rows
    people = [text(one) for one in page.all(".//section[@aria-labelledby='people']/ul/li")]
    assert len(people) == 2
    assert "Lin Xiaoyu" in people[0] and "Data analysis: 1 step short → 2 steps short" in people[0]
    assert "in the way now" in people[0] and "in the way now" in people[1]
    assert "Zhao Lei" in people[1] and "Data analysis" not in people[1]


def test_filters(weigh, rated, framework):
    changed = asking(framework, "senior", data_analysis=5, months=60)
    for asked, found in (("?level=senior", 0), ("?level=intermediate", 2), ("?competency=data_analysis", 1)):
        page = weigh(changed, None, asked)
        assert len(page.all(".//section[@aria-labelledby='people']/ul/li[@class='stack-1']")) == found, asked
    assert weigh(changed, None, "?page=7").text.count("There is nothing on this page.") == 1


def test_renames_and_a_level_that_goes(weigh, rated, framework):
    renames = Renames(competencies={"data_analysis": "numbers"}, levels={"intermediate": "operator"})
    assert "Nothing changes for the 3 people" in weigh(altered(framework, renames), renames).text
    page = weigh(altered(framework, without=("intermediate",)))
    assert "2 people hold a level that the draft no longer has." in page.text
    first = page.all(".//section[@aria-labelledby='people']/ul/li")[0]
    assert "the level is no longer there" in text(first)


def test_whoever_is_shown_can_read_that_she_was(weigh, rated, database, people, framework):
    weigh(asking(framework, "senior", data_analysis=5))
    with database.reading() as db:
        assert _read(db) == {people.lin.person_id}
        weigh(framework)
    with database.reading() as db:
        assert _read(db) == {people.lin.person_id}


def _read(db: Session) -> set[int]:
    found = sql("SELECT subject_id FROM trail_event WHERE action = 'record.read' AND object = 'framework-impact'")
    return {id for (id,) in db.connection().execute(found)}
