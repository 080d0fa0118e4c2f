"""What the tests of the team page do again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, update
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from app.assessments.models import Assessment, Rating
from app.framework import versions
from app.kit import clock
from app.kit.db import Database
from app.people.access import Actor
from app.people.models import Person, Placement, ReportingLine
from app.trail.models import TrailEvent
from tests.pages import Page, text, texts

LONG = timedelta(days=400)


@dataclass(frozen=True)
class Seen:
    """A cell of the heatmap: what stands in it, what it says, how it looks, where it leads."""

    text: str
    words: str
    classes: frozenset[str]
    address: str


class TeamPage(Page):
    """The team page as its reader gets it."""

    @property
    def people(self) -> list[int]:
        rows = [row.get("id", "") for row in self.all(".//tbody/tr")]
        return [int(id.removeprefix("person-")) for id in rows]

    @property
    def names(self) -> list[str]:
        return texts(self.all(".//tbody/tr/th/a"))

    def cell(self, person: int, competency: str) -> Seen:
        """The cell of one person under the heading of a competency."""
        place = texts(self.marked("heat-name")).index(competency)
        row = self.id(f"person-{person}")
        assert row is not None
        link = row.findall("td")[place].find("a")
        assert link is not None
        words = link.get("aria-label", "")
        assert words == link.get("title")
        return Seen(text(link), words, frozenset(link.get("class", "").split()), link.get("href", ""))

    def due(self, person: int) -> list[str]:
        """What is due of one person, in words; as many as the table counts."""
        found = self.id(f"due-{person}")
        row = self.id(f"person-{person}")
        assert row is not None
        said = [] if found is None else texts(found.findall("./ul/li"))
        assert text(row.findall("td")[-1]) == (str(len(said)) if said else "—")
        return said

    @property
    def still(self) -> list[str]:
        """Who has stood still, and the sentence."""
        heading = self.id("still")
        section = next((one for one in self.root.iter("section") if heading in list(one)), None)
        return [] if section is None else texts(section.findall("./ul/li/p"))


def opened(client: TestClient, address: str = "/team") -> TeamPage:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return TeamPage(response)


def crowd(
    db: Session, manager: Actor, many: int, level: str = "junior", months: Sequence[int] = (1,), rated: bool = False
) -> list[int]:
    """Direct reports of a manager, at once; their months in the level in turn. `rated`: by him, teamwork 2."""
    today = clock.today()
    since = [today - timedelta(days=31 * months[n % len(months)] + 3) for n in range(many)]
    names = [f"{n:04}" for n in range(many)]
    added = [{"name": f"同事{n}", "name_latin": "", "sort_key": f"tong shi {n}", "email": ""} for n in names]
    db.execute(insert(Person), added)
    ids = [id for id in db.exec(select(Person.id).order_by(col(Person.id).desc()).limit(many)).all() if id][::-1]
    held = zip(ids, since, strict=True)
    db.execute(insert(Placement), [{"person_id": id, "level": level, "since": on} for id, on in held])
    lines = [{"person_id": id, "manager_id": manager.person_id, "kind": "solid", "since": today - LONG} for id in ids]
    db.execute(insert(ReportingLine), lines)
    if rated:
        _rate(db, manager, ids)
    return ids


def _rate(db: Session, manager: Actor, people: Sequence[int]) -> None:
    begun = {"author_id": manager.person_id, "framework_version_id": versions.in_force(db).id}
    begun |= {"started_at": clock.now(), "started_on": clock.today()}
    db.execute(insert(Assessment), [{**begun, "person_id": id} for id in people])
    theirs = col(Assessment.person_id).in_(people)
    made = db.exec(select(Assessment.id).where(theirs)).all()
    rating = {"competency": "teamwork", "proficiency": 2, "note": ""}
    db.execute(insert(Rating), [{**rating, "assessment_id": id} for id in made])
    # the last: what is submitted takes no more ratings
    db.execute(update(Assessment).where(theirs).values(submitted_at=clock.now()))


def readings(database: Database, actor: Actor) -> list[int]:
    """Whose records this actor opened on the team page, in the order of the trail."""
    with database.reading() as db:
        events = db.exec(select(TrailEvent).where(TrailEvent.object == "team").order_by(TrailEvent.id)).all()  # type: ignore[arg-type]
    return [event.subject_id for event in events if event.subject_id and event.actor_id == actor.person_id]
