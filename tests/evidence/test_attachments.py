"""Files of an entry: what is kept, removing and bringing back."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import unquote

import pytest

from app.evidence import rules
from app.evidence.files import rules as attaching
from app.kit import clock
from app.kit.errors import Conflict
from tests.evidence.acts import content, written
from tests.evidence.proving import (
    attached,
    attachment,
    attachments,
    confirmed,
    events,
    inspected,
    picture,
    upload,
    version,
)
from tests.hostile_files import GOOD, HOSTILE, Hostile
from tests.pages import Page, text

REFUSED = (413, 422)


@pytest.fixture
def entry(database, people) -> int:
    return written(database, people.lin, "certificate", title="Channel manager, level 2")


@pytest.fixture
def file(database, people, entry) -> int:
    return attached(database, people.lin, entry)


def test_attached_and_shown(browse, database, entry):
    lin = browse("lin")
    response = upload(lin, entry, ("扫描 1.png", picture()))
    assert (response.status_code, response.headers["location"]) == (303, f"/evidence/{entry}#files")
    section = text(Page(lin.get(f"/evidence/{entry}")).id("files"))
    assert "扫描 1.png PNG · 1 kB added" in section
    assert version(database, entry) == 2
    (event,) = events(database, "evidence.attached")
    assert "扫描" not in event[2]


def test_several_at_once_are_one_change(browse, database, entry):
    files = [(f"{n}.png", picture((n, 0, 0))) for n in range(3)]
    assert upload(browse("lin"), entry, *files).status_code == 303
    assert [name for name, *_ in attachments(database)] == ["0.png", "1.png", "2.png"]
    assert version(database, entry) == 2


def test_one_bad_among_good_ones_keeps_none(browse, database, entry):
    assert upload(browse("lin"), entry, ("a.png", picture()), ("b.png", b"no picture")).status_code == 422
    assert attachments(database) == []
    assert version(database, entry) == 1


def test_no_page_reads_the_content(browse, people, database, entry, file, count_queries):
    with count_queries() as queries:
        browse("chen").get(f"/evidence/{entry}")
    assert not [statement for statement in queries.statements if "attachment.content" in statement]


def test_the_download(browse, database, entry):
    lin = browse("lin")
    upload(lin, entry, ('证书 "2026".png', picture()))
    response = lin.get("/attachments/1")
    assert response.status_code == 200
    assert response.content == attachments(database)[0][2]
    assert response.headers["content-type"] == "image/png"
    assert response.headers["content-disposition"].startswith("attachment;")
    assert "%E8%AF%81%E4%B9%A6" in response.headers["content-disposition"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert response.headers["cache-control"] == "no-store"


def test_the_same_again_is_one(browse, database, entry):
    lin = browse("lin")
    assert [upload(lin, entry).status_code for _ in range(2)] == [303, 303]
    assert "This file is there already." in lin.get(f"/evidence/{entry}").text
    assert len(attachments(database)) == 1
    assert version(database, entry) == 2


def test_the_same_at_the_same_moment_is_one(browse, database, entry):
    clients = [browse("lin") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        assert [r.status_code for r in threads.map(lambda client: upload(client, entry), clients)] == [303] * 4
    assert len(attachments(database)) == 1
    assert version(database, entry) == 2


def test_at_the_same_moment_there_are_never_more_than_ten(browse, database, people, entry):
    for number in range(8):
        attached(database, people.lin, entry, number)
    clients = [browse("lin") for _ in range(4)]
    files = [(f"{n}.png", picture((0, 0, 100 + n))) for n in range(4)]
    with ThreadPoolExecutor(4) as threads:
        sent = sorted(r.status_code for r in threads.map(lambda c, f: upload(c, entry, f), clients, files))
    assert sent == [303, 303, 422, 422]
    assert len(attachments(database)) == 10


def test_eleven(browse, database, people, entry):
    for number in range(10):
        attached(database, people.lin, entry, number)
    response = upload(browse("lin"), entry, ("more.png", picture((9, 9, 9))))
    assert response.status_code == 422
    assert "An entry holds at most 10 files." in response.text
    assert "10 files are the limit" in text(Page(browse("lin").get(f"/evidence/{entry}")).id("files"))


def test_without_a_file(browse, entry):
    response = browse("lin").post(f"/evidence/{entry}/attachments", data={"file": "a.pdf"})
    assert response.status_code == 422
    assert text(Page(response).id("d-file")) == "Please choose a file."


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.about)
def test_hostile(browse, database, entry, hostile: Hostile):
    lin = browse("lin")
    response = upload(lin, entry, (hostile.name, hostile.data()))
    kept = attachments(database)
    if hostile.kept_as is None:
        assert response.status_code in REFUSED
        assert kept == []
        if response.status_code == 422:
            assert Page(response).id("d-file").get("class") == "wrong"
        return
    assert response.status_code == 303
    ((name, media_type, data),) = kept
    # the client writes what would break its header as a browser does: %22, %0D
    assert "".join(ch for ch in unquote(name) if ch.isprintable()) == hostile.kept_as
    assert media_type in ("image/png", "image/jpeg", "application/pdf")
    assert not [trace for trace in hostile.gone if trace in data]
    assert Page(lin.get(f"/evidence/{entry}")).id("files") is not None
    download = lin.get("/attachments/1")
    assert "\n" not in download.headers["content-disposition"] and "set-cookie" not in download.headers
    assert download.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.about)
def test_good(browse, database, entry, good: Hostile):
    assert upload(browse("lin"), entry, (good.name, good.data())).status_code == 303
    assert [name for name, *_ in attachments(database)] == [good.kept_as]


def test_what_is_said_of_it_is_true(database, file):
    found = attachment(database, file)
    assert (found.size, found.sha256) == (len(found.content), hashlib.sha256(found.content).hexdigest())


def test_removed_and_brought_back(browse, database, entry, file):
    lin = browse("lin")
    assert [lin.delete(f"/attachments/{file}").status_code for _ in range(2)] == [303, 303]
    assert lin.get(f"/attachments/{file}").status_code == 404
    assert version(database, entry) == 3
    assert "1 removed file" in text(Page(lin.get(f"/evidence/{entry}")).id("files"))
    assert [lin.delete(f"/attachments/{file}/deletion").status_code for _ in range(2)] == [303, 303]
    assert lin.get(f"/attachments/{file}").status_code == 200
    assert version(database, entry) == 4
    assert len(events(database, "evidence.attachment_removed")) == 1


def test_attached_again_after_removal_it_is_the_old_one(browse, database, people, entry, file):
    browse("lin").delete(f"/attachments/{file}")
    attached(database, people.lin, entry)
    assert len(attachments(database)) == 1
    assert attachment(database, file).deleted_at is None


def test_after_thirty_days_it_is_gone(browse, database, people, entry, file):
    browse("lin").delete(f"/attachments/{file}")
    later = clock.now() + timedelta(days=31)
    with clock.at(later), database.writing() as db, pytest.raises(Conflict):
        attaching.bring_back(db, people.lin, file)
    with clock.at(later), database.writing() as db:
        attaching.attach(db, people.lin, entry, [inspected(2)])
    assert [name for name, *_ in attachments(database)] == ["scan 2.png"]


def test_no_room_for_it_any_more(browse, database, people, entry, file):
    browse("lin").delete(f"/attachments/{file}")
    for number in range(10, 20):
        attached(database, people.lin, entry, number)
    assert browse("lin").delete(f"/attachments/{file}/deletion").status_code == 422


def test_its_history_names_them(browse, database, people, entry, file):
    with database.writing() as db:
        rules.change(db, people.lin, entry, content("certificate", title="Another title"), 2)
    assert "scan 1.png" in browse("lin").get(f"/evidence/{entry}/history").text
    attached(database, people.lin, entry, 2)
    assert "scan 1.png、scan 2.png" in browse("lin").get(f"/evidence/{entry}/history").text


def test_the_same_content_saved_again_is_no_new_version(database, people, entry, file):
    with database.writing() as db:
        rules.change(db, people.lin, entry, content("certificate", title="Channel manager, level 2"), 2)
    assert version(database, entry) == 2


def test_a_confirmation_before_no_longer_counts(browse, database, people, entry):
    confirmed(database, people.lin, entry, people.chen)
    upload(browse("lin"), entry)
    assert "Changed since it was confirmed" in browse("chen").get(f"/evidence/{entry}").text
