"""How much one record holds, and that nobody fills somebody else's page with questions."""

import pytest

from app.evidence import kinds, retention, rules
from app.evidence import quota as quota
from app.evidence.asked import queries as asked_of_me
from app.evidence.files import rules as attaching
from app.evidence.verification import rules as verifying
from app.kit.errors import Refused
from tests.evidence.acts import add, content, form, written
from tests.evidence.proving import asked, confirmed, inspected, latest, upload
from tests.pages import Page, english


def test_a_full_record_takes_no_more_entries(client_for, people, monkeypatch):
    monkeypatch.setattr(quota, "MOST_ENTRIES", 1)
    client = english(client_for("lin"))
    first = form("coaching")
    assert client.post("/evidence", data=first).status_code == 303
    answer = client.post("/evidence", data=form("coaching", title="One more"))
    assert answer.status_code == 422
    assert "at most 1 entries" in answer.text and Page(answer).fields()["title"] == "One more"
    # the form that made the first one may still come twice; another person has room of her own
    assert client.post("/evidence", data=first).status_code == 303
    add(client_for("zhao"), "coaching")


def test_deleted_entries_count_while_they_can_come_back(database, people, monkeypatch):
    monkeypatch.setattr(quota, "MOST_ENTRIES", 1)
    id = written(database, people.lin)
    with database.writing() as db:
        rules.remove(db, people.lin, id)
    with pytest.raises(Refused), database.writing() as db:
        rules.add(db, people.lin, kinds.kind("coaching"), content(), once="one-more")


def test_files_of_all_entries_together(client_for, database, people, monkeypatch):
    client = english(client_for("lin"))
    ids = [written(database, people.lin), written(database, people.lin)]
    size = inspected(1).size
    monkeypatch.setattr(quota, "MOST_BYTES", 2 * size)
    with database.writing() as db:
        attaching.attach(db, people.lin, ids[0], [inspected(1)])
        attaching.attach(db, people.lin, ids[0], [inspected(2)])
    answer = upload(client, ids[1])
    assert answer.status_code == 422 and "All your files together" in answer.text
    with database.writing() as db:
        # the same again takes no room
        assert attaching.attach(db, people.lin, ids[0], [inspected(1)]) == 0


def test_removed_files_count_until_they_are_erased(database, people, monkeypatch):
    id = written(database, people.lin)
    monkeypatch.setattr(quota, "MOST_BYTES", inspected(1).size)
    with database.writing() as db:
        attaching.attach(db, people.lin, id, [inspected(1)])
    with database.writing() as db:
        attaching.remove(db, people.lin, latest(database, "attachment"))
    with pytest.raises(Refused), database.writing() as db:
        attaching.attach(db, people.lin, id, [inspected(2)])
    monkeypatch.setattr(retention, "KEPT", retention.KEPT * 0)
    with database.writing() as db:
        assert attaching.attach(db, people.lin, id, [inspected(2)]) == 1


def test_one_writer_asks_one_person_so_many_questions(database, people, monkeypatch):
    monkeypatch.setattr(verifying, "MAX_OPEN_TO_ONE", 2)
    first, second, third = (written(database, people.lin) for _ in range(3))
    asked(database, people.lin, first, people.chen)
    question = asked(database, people.lin, second, people.chen)
    with pytest.raises(Refused) as refused, database.writing() as db:
        verifying.ask(db, people.lin, third, people.chen.person_id)
    assert "verifier" in refused.value.errors
    # others may still ask her, she may be reminded of what was asked, and a question taken back makes room
    asked(database, people.zhao, written(database, people.zhao), people.chen)
    assert asked(database, people.lin, second, people.chen) == question
    with database.writing() as db:
        verifying.withdraw(db, people.lin, question)
    asked(database, people.lin, third, people.chen)


def test_what_is_open_is_not_pushed_off_the_page_by_what_was_answered(database, people, monkeypatch):
    waiting = asked(database, people.zhao, written(database, people.zhao), people.chen)
    for _ in range(3):
        confirmed(database, people.lin, written(database, people.lin), people.chen)
    with database.reading() as db:
        found = asked_of_me.to_verify(db, people.chen)
    assert found[0].id == waiting and found[0].outcome is None
