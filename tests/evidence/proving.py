"""What the tests of files, verification and shares do again and again."""

import io
from collections.abc import Mapping
from types import SimpleNamespace

from httpx import Response
from PIL import Image
from sqlalchemy import text
from starlette.testclient import TestClient

from app.evidence import queries
from app.evidence.files import rules as attaching
from app.evidence.models import Attachment, Contribution, Verification
from app.evidence.shares import rules as sharing
from app.evidence.verification import rules as verifying
from app.evidence.verification import verdicts
from app.kit.db import Database
from app.kit.files import Inspected, inspect
from app.people.access import Actor
from tests.evidence.acts import found

Sent = tuple[str, bytes]


def picture(colour: tuple[int, int, int] = (0, 120, 90), format: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, format)
    return out.getvalue()


def upload(client: TestClient, evidence_id: int, *files: Sent) -> Response:
    """Send files through the page."""
    parts = [("file", (name, data)) for name, data in files or (("scan.png", picture()),)]
    return client.post(f"/evidence/{evidence_id}/attachments", files=parts)


def inspected(number: int) -> Inspected:
    """A file that differs by its number."""
    return inspect(picture((number, 0, 0)), f"scan {number}.png")


def verdict(client: TestClient, id: int, outcome: str = "confirmed", comment: str = "", version: int = 1) -> Response:
    """Answer a question through the page."""
    return client.put(f"/verifications/{id}", data={"outcome": outcome, "comment": comment, "version": version})


def answer(client: TestClient, id: int, said: str = "confirmed", comment: str = "", percent: int = 30) -> Response:
    """Answer for one's share through the page."""
    return client.put(f"/contributions/{id}", data={"answer": said, "comment": comment, "percent": percent})


def attached(database: Database, writer: Actor, evidence_id: int, number: int = 1) -> int:
    """A file by the verbs; its id."""
    with database.writing() as db:
        attaching.attach(db, writer, evidence_id, [inspected(number)])
    return latest(database, "attachment")


def asked(database: Database, writer: Actor, evidence_id: int, verifier: Actor, message: str = "") -> int:
    """A question by the verbs; its id."""
    with database.writing() as db:
        id = verifying.ask(db, writer, evidence_id, verifier.person_id, message).id
        assert id is not None
        return id


def confirmed(database: Database, writer: Actor, evidence_id: int, verifier: Actor, comment: str = "") -> int:
    """A confirmation of the entry as it stands, by the verbs; the question's id."""
    id = asked(database, writer, evidence_id, verifier)
    with database.writing() as db:
        verdicts.answer(db, verifier, id, "confirmed", comment, version(database, evidence_id))
    return id


def shared(database: Database, writer: Actor, evidence_id: int, shares: Mapping[Actor, int]) -> list[int]:
    """A split by the verbs; the ids of the shares, in the order given."""
    with database.writing() as db:
        sharing.share(db, writer, evidence_id, {actor.person_id: percent for actor, percent in shares.items()})
    with database.reading() as db:
        query = text("SELECT id FROM contribution WHERE evidence_id = :e AND person_id = :p")
        return [db.execute(query, {"e": evidence_id, "p": actor.person_id}).scalar_one() for actor in shares]


def version(database: Database, evidence_id: int) -> int:
    entry = found(database, evidence_id)
    assert entry is not None
    return entry.version


def verified(database: Database, people: SimpleNamespace, evidence_id: int) -> bool:
    """Whether lin's entry counts as verified."""
    with database.reading() as db:
        entries = queries.of_person(db, people.lin.person_id, with_private=True)
    return next(entry for entry in entries if entry.id == evidence_id).verified


def latest(database: Database, table: str) -> int:
    with database.reading() as db:
        return int(db.execute(text(f"SELECT max(id) FROM {table}")).scalar_one())


def attachment(database: Database, id: int) -> Attachment | None:
    with database.reading() as db:
        return db.get(Attachment, id)


def attachments(database: Database) -> list[tuple[str, str, bytes]]:
    """What is kept: name, media type and content of every file."""
    with database.reading() as db:
        found = db.execute(text("SELECT name, media_type, content FROM attachment ORDER BY id"))
        return [(name, kind, bytes(content)) for name, kind, content in found]


def verification(database: Database, id: int) -> Verification:
    with database.reading() as db:
        found = db.get(Verification, id)
        assert found is not None
        return found


def contribution(database: Database, id: int) -> Contribution | None:
    with database.reading() as db:
        return db.get(Contribution, id)


def events(database: Database, action: str) -> list[tuple[int, int, str]]:
    """(actor, subject, details) of the trail's events of this kind."""
    with database.reading() as db:
        query = text("SELECT actor_id, subject_id, details FROM trail_event WHERE action = :a ORDER BY id")
        return [tuple(row) for row in db.execute(query, {"a": action})]
