"""The same form, or the same entry, sent from several windows at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from app.evidence.models import Evidence
from tests.evidence.acts import add, change, form, found


def test_the_same_form(client_for, database):
    clients, sent = [client_for("lin") for _ in range(4)], form()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda client: client.post("/evidence", data=sent), clients))
    assert [answer.status_code for answer in answers] == [303] * 4
    assert len({answer.headers["location"] for answer in answers}) == 1
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Evidence)) == 1


def test_the_same_entry(client_for, database):
    id = add(client_for("lin"))
    clients = [client_for("lin") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        sent = [form(version="1", story=f"window {n}") for n in range(4)]
        answers = list(threads.map(lambda client, fields: change(client, id, fields).status_code, clients, sent))
    assert sorted(answers) == [303, 409, 409, 409]
    assert found(database, id).version == 2


def test_deleted_and_changed(client_for, database):
    id = add(client_for("lin"))
    one, two = client_for("lin"), client_for("lin")
    with ThreadPoolExecutor(2) as threads:
        deleting = threads.submit(one.delete, f"/evidence/{id}")
        changing = threads.submit(change, two, id, form(version="1", story="late"))
        assert deleting.result().status_code == 303
        assert changing.result().status_code in (303, 404)
    assert found(database, id).deleted_at is not None
