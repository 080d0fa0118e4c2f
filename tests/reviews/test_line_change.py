"""The line changes in mid-cycle: the former manager's next request is refused, files included; nothing is lost."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from app.evidence import kinds
from app.evidence import rules as evidence
from app.evidence.files import rules as attaching
from app.kit import clock
from app.kit.files import Inspected
from app.people import rules as people_rules
from app.reviews.conversations.view import view
from app.reviews.talk import talk
from tests import review_words
from tests.crawl import addresses, told, writes
from tests.cycles import acts
from tests.evidence.acts import content

pytestmark = pytest.mark.only("sqlite")  # who reads what is decided before the database is asked

FILE = "canaryFileBytes"
WRITTEN = (
    "assessment", "rating", "agreed_rating", "conversation", "private_note", "commitment", "conversation_record",
    "record_answer", "next_level_view", "level_change", "evidence", "attachment",
)  # fmt: skip
CHENS = {word for word, readers in review_words.READERS.items() if "chen" in readers}


@pytest.fixture
def entries(database, people) -> None:
    """Everything that chen may read about lin: both conversations, an entry with a file."""
    with database.writing() as db:
        review_words.written(db, people)
        said = content("project", title="canaryEntry", story="canaryStory")
        made = evidence.add(db, people.lin, kinds.kind("project"), said, once="line-change").id or 0
        data = f"%PDF {FILE}".encode()
        attaching.attach(
            db, people.lin, made, [Inspected("application/pdf", ".pdf", data, "a.pdf", "a" * 64, len(data))]
        )


def rows(database) -> dict[str, list[str]]:
    with database.reading() as db:
        return {table: sorted(map(repr, db.execute(text(f"SELECT * FROM {table}")))) for table in WRITTEN}


def moved(database, people: SimpleNamespace) -> None:
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())


def found(client, paths) -> set[str]:
    """Which of the words chen's browser still gets to read anywhere."""
    everything = "\n".join(told(client, path) for path in paths)
    return {word for word in CHENS | {FILE, "canaryEntry", "canaryStory"} if word in everything}


def test_nothing_of_hers_opens_and_nothing_is_lost(app, database, people, client_for, entries):
    chen = client_for("chen")
    paths = sorted(addresses(app, database, people))
    assert found(chen, paths) >= CHENS | {FILE, "canaryEntry", "canaryStory"} - {"canaryPrivateGone"}
    before = rows(database)
    moved(database, people)
    assert found(chen, paths) == set()
    assert rows(database) == before


def test_he_changes_nothing_of_hers(app, database, people, client_for, entries):
    chen = client_for("chen")
    moved(database, people)
    before = rows(database)
    for method, path, form in writes(app, database, ("conversations", "commitments", "records", "level-changes")):
        assert chen.request(method, path, data=form).status_code in (403, 404, 422), (method, path)
    assert rows(database) == before


def test_the_new_manager_reads_what_both_wrote_and_not_what_was_private(database, people, entries):
    with database.writing() as db:
        id = acts.conversation(db, people)
    moved(database, people)
    with database.writing() as db:
        # the deciding day has not come: the line decides, and he is sealed until his own is in
        assert (talk(db, people.qian, id).side, talk(db, people.qian, id).state) == ("manager", "preparing")
        acts.assessed(db, people.qian, people.lin, acts.MANAGER)
        seen = view(db, people.qian, talk(db, people.qian, id))
        assert seen.contents and seen.contents.notes.text == "canaryOpenNotes"
        assert seen.private is not None and seen.private.text == ""


def test_when_the_line_comes_back_his_own_words_are_there(database, people, entries):
    with database.writing() as db:
        id = acts.conversation(db, people)
    moved(database, people)
    tomorrow = clock.now() + timedelta(days=1)
    with clock.at(tomorrow), database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.chen.person_id, clock.today())
        seen = view(db, people.chen, talk(db, people.chen, id))
        assert seen.private is not None and seen.private.text == "canaryPrivateOpen"
        assert seen.contents is not None and seen.contents.notes.text == "canaryOpenNotes"
