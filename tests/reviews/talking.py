"""What the tests of conversations do again and again: through the pages, and looking at what is stored."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace

from httpx import Response
from sqlmodel import Session
from starlette.testclient import TestClient

from app.kit import clock
from app.kit.db import Database
from app.reviews.conversations import queries, rules
from app.reviews.conversations.contents import Contents, contents
from app.reviews.conversations.items import Agreed, Answer
from app.reviews.conversations.rules import Agreement
from app.reviews.talk import talk
from tests.cycles import acts

HTMX = {"HX-Request": "true"}
# one apart by two steps, one alike, one apart by one step, one without an opportunity, one that only lin answered
OWN = {"teamwork": 4, "strategy": 3, "data_analysis": 2, "innovation": "none", "communication": 3}
MANAGER = {"teamwork": 2, "strategy": 3, "data_analysis": 3, "innovation": 3}
LATER = (clock.today() + timedelta(days=60)).isoformat()
TODAY = clock.today().isoformat()


def opened(database: Database, people: SimpleNamespace) -> int:
    """lin's conversation with chen, both assessments in; its id."""
    with database.writing() as db:
        return acts.opened(db, people, OWN, MANAGER)  # type: ignore[arg-type]


def agreed(database: Database, id: int) -> dict[str, Agreed]:
    with database.reading() as db:
        return queries.agreed(db, id)


def read(database: Database, actor: object, id: int) -> Contents:
    """The conversation as this side reads it."""
    with database.reading() as db:
        return contents(db, actor, talk(db, actor, id))  # type: ignore[arg-type]


def settle(db: Session, people: SimpleNamespace, id: int) -> None:
    """Agree on everything that either side answered, with a reason where it differs."""
    rules.take_common_ground(db, people.chen, id)
    for item in contents(db, people.chen, talk(db, people.chen, id)).items:
        if item.answered and not item.settled:
            answer = item.managers_answer if item.managers_answer.given else item.own.answer
            rules.agree(db, people.chen, id, item.id, Agreement(answer, "talked over"), 0)


def agree(
    client: TestClient, id: int, competency: str, answer: object = "", reason: str = "", version: object = 0,
    headers: Mapping[str, str] = HTMX,
) -> Response:  # fmt: skip
    """Save one agreed answer through the page, as htmx does."""
    name = f"agreed.{competency}"
    form = {f"{name}.answer": str(answer), f"{name}.reason": reason, f"{name}.version": str(version)}
    return client.put(f"/conversations/{id}/agreements/{competency}", data=form, headers=headers)


def said(answer: Answer) -> object:
    return "none" if answer.no_opportunity else answer.proficiency
