"""Who gets the files of an entry, at every request, and who changes them."""

import pytest
from sqlalchemy import text as sql

from app.evidence import rules
from app.kit import clock
from app.people import rules as people_rules
from tests.evidence.acts import written
from tests.evidence.proving import (
    asked,
    attached,
    attachment,
    attachments,
    events,
    picture,
    shared,
    upload,
)

# whose file it is when the entry is open, and when it is private
SCOPE = {
    "lin": (200, 200), "chen": (200, 404), "zhou": (200, 404), "zhao": (200, 404), "qian": (404, 404),
    "dotted": (404, 404), "gone": (404, 404), "wang": (404, 404), "root": (404, 404),
}  # fmt: skip


@pytest.fixture
def entry(database, people) -> int:
    return written(database, people.lin, "certificate", title="Channel manager, level 2")


@pytest.fixture
def file(database, people, entry) -> int:
    return attached(database, people.lin, entry)


@pytest.mark.parametrize("login", SCOPE)
def test_who_gets_it(browse, database, people, login):
    """zhao was asked to verify, qian has a share."""
    entry = written(database, people.lin, "project")
    file = attached(database, people.lin, entry)
    asked(database, people.lin, entry, people.zhao)
    shared(database, people.lin, entry, {people.qian: 10})
    client = browse(login)
    seen = [client.get(f"/attachments/{file}").status_code]
    with database.writing() as db:
        rules.keep_private(db, people.lin, entry, True)
    assert (*seen, client.get(f"/attachments/{file}").status_code) == SCOPE[login]


def test_nobody_signed_in(anonymous, file):
    assert anonymous.get(f"/attachments/{file}").status_code == 303


def test_a_manager_no_longer(browse, database, people, file):
    chen = browse("chen")
    assert chen.get(f"/attachments/{file}").status_code == 200
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert chen.get(f"/attachments/{file}").status_code == 404
    assert browse("qian").get(f"/attachments/{file}").status_code == 200


def test_a_verifier_no_longer(browse, database, people, entry, file):
    id, zhao = asked(database, people.lin, entry, people.zhao), browse("zhao")
    assert zhao.get(f"/attachments/{file}").status_code == 200
    browse("lin").delete(f"/verifications/{id}")
    assert zhao.get(f"/attachments/{file}").status_code == 404


def test_the_reading_is_written_down_for_the_writer(browse, database, people, file):
    browse("lin").get(f"/attachments/{file}")
    browse("chen").get(f"/attachments/{file}")
    (event,) = events(database, "record.read")
    assert event[:2] == (people.chen.person_id, people.lin.person_id)


def test_only_the_writer_changes_them(browse, database, people, entry, file):
    statuses = {"zhao": 404, "gone": 404, "dotted": 404, "wang": 404, "root": 404, "chen": 403, "zhou": 403}
    for login, status in statuses.items():
        client = browse(login)
        assert upload(client, entry, ("x.png", picture((1, 2, 3)))).status_code == status, login
        assert client.delete(f"/attachments/{file}").status_code == status, login
        assert client.delete(f"/attachments/{file}/deletion").status_code == status, login
    assert len(attachments(database)) == 1
    assert attachment(database, file).deleted_at is None


@pytest.mark.parametrize("slipped", ["evidence_id", "person_id", "id", "owner_id"])
def test_nothing_is_uploaded_for_a_colleague(browse, database, people, slipped):
    own, other = (written(database, who, "certificate") for who in (people.lin, people.zhao))
    response = browse("lin").post(
        f"/evidence/{own}/attachments", data={slipped: str(other)}, files={"file": ("a.png", picture())}
    )
    assert response.status_code == 303
    with database.reading() as db:
        assert db.execute(sql("SELECT evidence_id FROM attachment")).scalars().all() == [own]


def test_a_removed_one_is_nobody_elses_to_see(browse, entry, file):
    browse("lin").delete(f"/attachments/{file}")
    assert "scan 1.png" not in browse("chen").get(f"/evidence/{entry}").text
    assert browse("chen").get(f"/attachments/{file}").status_code == 404


def test_the_files_of_a_deleted_entry(browse, database, people, entry, file):
    with database.writing() as db:
        rules.remove(db, people.lin, entry)
    for login in ("lin", "chen"):
        assert browse(login).get(f"/attachments/{file}").status_code == 404
    lin = browse("lin")
    assert lin.delete(f"/attachments/{file}").status_code == 404
    assert upload(lin, entry).status_code == 404


@pytest.mark.parametrize("id", ["0", "99", "x", "99999999999"])
def test_no_such_file(browse, id):
    lin = browse("lin")
    assert lin.get(f"/attachments/{id}").status_code == 404
    assert lin.delete(f"/attachments/{id}").status_code == 404
    assert lin.delete(f"/attachments/{id}/deletion").status_code == 404
