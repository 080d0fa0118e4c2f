"""Deleting: gone from everywhere, taken back for 30 days, then gone for good."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.evidence import queries, rules
from app.evidence.models import Evidence, EvidenceRevision, EvidenceTie
from app.kit import clock
from app.kit.errors import NotFound
from app.reminders.commands import remind
from app.settings import Settings
from tests.evidence.acts import add, form, found, written
from tests.pages import Page, english

DAYS = timedelta(days=1)


def test_deleting_offers_to_take_it_back(client_for, database):
    lin = english(client_for("lin"))
    id = add(lin, title="Spring tea")
    answer = lin.delete(f"/evidence/{id}")
    assert answer.headers["location"] == f"/evidence?deleted={id}"
    page = Page(lin.get(answer.headers["location"]))
    assert "“Spring tea” is deleted. You can restore it until" in page.text
    (undo,) = [f for f in page.root.iter("form") if "/deletion" in f.get("action", "")]
    answer = lin.post(undo.get("action"))
    assert answer.headers["location"] == f"/evidence/{id}"
    assert lin.get(f"/evidence/{id}").status_code == 200
    assert found(database, id).deleted_at is None


def test_deleted_is_deleted(client_for, database, people):
    lin, chen = client_for("lin"), client_for("chen")
    id = add(lin, title="Spring tea")
    lin.delete(f"/evidence/{id}")
    for client in (lin, chen):
        assert client.get(f"/evidence/{id}").status_code == 404
    assert "Spring tea" not in lin.get("/evidence").text
    assert "Spring tea" not in chen.get(f"/people/{people.lin.person_id}/evidence").text
    assert lin.get(f"/evidence/{id}/edit").status_code == 404
    assert lin.put(f"/evidence/{id}", data=form(version="1")).status_code == 404
    with database.reading() as db:
        assert queries.counts_by_kind(db, people.lin.person_id) == {}


def test_twice_has_one_effect(client_for):
    lin = client_for("lin")
    id = add(lin)
    assert [lin.delete(f"/evidence/{id}").status_code for _ in range(2)] == [303, 303]
    assert [lin.delete(f"/evidence/{id}/deletion").status_code for _ in range(2)] == [303, 303]


def test_the_list_of_deleted(client_for):
    lin = english(client_for("lin"))
    assert "Nothing deleted" in lin.get("/evidence/deleted").text
    lin.delete(f"/evidence/{add(lin, title='Spring tea')}")
    assert "Spring tea" in lin.get("/evidence/deleted").text
    assert "Spring tea" not in client_for("chen").get("/evidence/deleted").text


def test_somebody_elses_deletion_is_not_shown(client_for):
    lin = client_for("lin")
    id = add(lin, title="Spring tea")
    lin.delete(f"/evidence/{id}")
    assert "Spring tea" not in client_for("zhao").get(f"/evidence?deleted={id}").text
    assert client_for("zhao").delete(f"/evidence/{id}/deletion").status_code == 404


@pytest.mark.parametrize(("after", "back"), [(timedelta(days=30) - timedelta(minutes=1), True), (30 * DAYS, False)])
def test_thirty_days(database, people, after, back):
    id, start = written(database, people.lin), clock.now()
    with clock.at(start), database.writing() as db:
        rules.remove(db, people.lin, id)
    with clock.at(start + after), database.writing() as db:
        if back:
            assert rules.restore(db, people.lin, id).deleted_at is None
        else:
            with pytest.raises(NotFound):
                rules.restore(db, people.lin, id)


def test_afterwards_it_is_gone_for_good(database, people):
    id, start = written(database, people.lin), clock.now()
    with clock.at(start), database.writing() as db:
        rules.remove(db, people.lin, id)
    with clock.at(start + 31 * DAYS):
        kept = written(database, people.lin)
    assert found(database, id) is None
    with database.reading() as db:
        for table in (EvidenceRevision, EvidenceTie):
            assert db.scalar(select(func.count()).select_from(table).where(table.evidence_id == id)) == 0
            assert db.scalar(select(func.count()).select_from(table).where(table.evidence_id == kept)) == 1
        assert db.scalar(select(func.count()).select_from(Evidence)) == 1


def test_a_daily_run_erases_what_nobody_took_back(client_for, database):
    lin = client_for("lin")
    id = add(lin, title="Spring tea")
    lin.delete(f"/evidence/{id}")
    for days, left in ((29, 1), (31, 0)):
        with clock.at(clock.now() + days * DAYS):
            remind(database, Settings())
        with database.reading() as db:
            assert db.scalar(select(func.count()).select_from(Evidence)) == left
