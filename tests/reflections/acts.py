"""What the tests of reflections do again and again, by the verbs or through the browser."""

from datetime import timedelta
from types import SimpleNamespace

from httpx import Response
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app.evidence.models import Evidence
from app.goals import rules as goals
from app.goals.rules import Values
from app.kit import clock
from app.kit.db import Database
from app.people.access import Actor
from app.reflections import finishing, queries, rules, sharing
from app.reflections.finishing import Nothing
from app.reflections.models import Reflection

HTMX = {"HX-Request": "true"}
TEXT = "返利谈得太早。先问库存，再谈价格！What next?\nThree questions first."


def drafted(db: Session, actor: Actor, key: str = "own:draft-one", text: str = TEXT) -> int:
    """A draft of the actor's own accord; its id."""
    reflection = rules.begin(db, actor, key)
    assert reflection.id is not None
    if reflection.finished_at is None:
        rules.write(db, actor, reflection.id, text, reflection.version)
    return reflection.id


def finished(db: Session, actor: Actor, key: str = "own:done-one", text: str = TEXT) -> int:
    id = drafted(db, actor, key, text)
    finishing.finish(db, actor, id, Nothing("it works"))
    return id


def shared(
    db: Session, actor: Actor, key: str = "own:shared-one", text: str = TEXT, places: tuple[int, ...] = (1,)
) -> int:
    """The id of a finished reflection of which some sentences are shared."""
    id = finished(db, actor, key, text)
    sharing.share(db, actor, id, places, "", frozenset(one.id for one in queries.shared_of(db, id)))
    return id


def excerpt(db: Session, people: SimpleNamespace) -> int:
    """The id of something that lin shares."""
    return queries.shared_of(db, shared(db, people.lin))[0].id


def closed_project(db: Session, actor: Actor, days: int = 10, title: str = "Spring campaign") -> int:
    """A project that closed so many days ago; its id."""
    now, on = clock.now(), clock.today() - timedelta(days=days)
    found = db.exec(select(Evidence.id).where(Evidence.person_id == actor.person_id, Evidence.once == title)).first()
    if found:
        return found
    entry = Evidence(
        person_id=actor.person_id, kind="project", title=title, details="{}", started_on=on - timedelta(days=30),
        ended_on=on, once=title, created_at=now, changed_at=now,
    )  # fmt: skip
    db.add(entry)
    db.flush()
    assert entry.id is not None
    return entry.id


def goal(db: Session, actor: Actor, key: str = "a goal") -> int:
    due = clock.today() + timedelta(days=60)
    made = goals.add(db, actor, Values("teamwork", None, 3, due, 10, "because", "two partners"), once=key)
    assert made.id is not None
    return made.id


def stored(database: Database, id: int) -> Reflection | None:
    with database.reading() as db:
        return db.get(Reflection, id)


def begin(client: TestClient, occasion: str = "own:through-page", **form: str) -> int:
    """Begin through the page; the id that it leads to."""
    response = client.post("/reflections", data={"occasion": occasion, **form})
    assert response.status_code == 303, response.text
    return int(response.headers["location"].removeprefix("/reflections/"))


def write(
    client: TestClient, id: int, answer: str, version: object = 1, *, script: bool = True, **more: str
) -> Response:
    """Keep the text, as htmx does, or as the plain form."""
    form = {"answer": answer, "version": str(version), **more}
    if script:
        return client.put(f"/reflections/{id}", data=form, headers=HTMX)
    return client.post(f"/reflections/{id}?_method=put", data=form)


def complete(client: TestClient, id: int, change: str, **fields: object) -> Response:
    form = {f"{change}.{name}": str(said) for name, said in fields.items()}
    return client.post(f"/reflections/{id}/completion?_method=put", data={"change": change, **form})


def new_goal(**changes: object) -> dict[str, object]:
    due = clock.today() + timedelta(days=80)
    return {"competency": "teamwork", "to_proficiency": 3, "due_on": due, "hours": 12, **changes}
