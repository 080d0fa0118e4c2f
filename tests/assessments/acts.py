"""What the tests of assessments do again and again, by the verbs or through the browser."""

from collections.abc import Mapping
from typing import Literal

from httpx import Response
from starlette.testclient import TestClient

from app.assessments import queries, rules
from app.assessments.models import Assessment
from app.assessments.queries import Rated
from app.assessments.rules import Answer
from app.kit.db import Database
from app.people import access
from app.people.access import Actor

HTMX = {"HX-Request": "true"}
Said = int | Literal["none"] | Answer


def answer(said: Said) -> Answer:
    if isinstance(said, Answer):
        return said
    return Answer(no_opportunity=True) if said == "none" else Answer(said)


def written(database: Database, author: Actor, person: Actor, submitted: bool = True, /, **answers: Said) -> int:
    """An assessment of `person` by `author`, by the verbs; its id."""
    with database.writing() as db:
        id = rules.start(db, author, access.subject(db, author, person.person_id)).id
        assert id is not None
        for competency, said in (answers or {"teamwork": 3}).items():
            before = queries.ratings(db, [id])[id][competency]
            rules.rate(db, author, id, competency, answer(said), before.version)
        if submitted:
            rules.submit(db, author, id)
        return id


def stored(database: Database, id: int) -> dict[str, Rated]:
    """The ratings of an assessment as they are in the database now."""
    with database.reading() as db:
        return queries.ratings(db, [id])[id]


def found(database: Database, id: int) -> Assessment | None:
    with database.reading() as db:
        return db.get(Assessment, id)


def start(client: TestClient, **form: object) -> int:
    """Start through the page; the id that it leads to."""
    response = client.post("/assessments", data=form)
    assert response.status_code == 303, response.text
    return int(response.headers["location"].removeprefix("/assessments/"))


def fields(competency: str, said: object = "", note: str = "", version: object = 0) -> dict[str, str]:
    """What the page sends of one competency."""
    return {f"{competency}.answer": str(said), f"{competency}.note": note, f"{competency}.version": str(version)}


def rate(
    client: TestClient, id: int, competency: str, said: object = "", note: str = "", version: object = 0,
    headers: Mapping[str, str] = HTMX,
) -> Response:  # fmt: skip
    """Save one rating through the page, as htmx does."""
    return client.put(
        f"/assessments/{id}/ratings/{competency}", data=fields(competency, said, note, version), headers=headers
    )


def rate_all(client: TestClient, id: int, form: Mapping[str, str]) -> Response:
    """Send the whole page, as a browser without script does."""
    return client.post(f"/assessments/{id}/ratings?_method=put", data=dict(form))


def submit(client: TestClient, id: int) -> Response:
    return client.post(f"/assessments/{id}/submission?_method=put")
