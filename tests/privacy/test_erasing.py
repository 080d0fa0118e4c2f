"""After an erasure nothing of hers is left anywhere, and what is others' goes on."""

from pathlib import Path

import pytest
from sqlmodel import Session

from app.jobs import rules as jobs
from app.kit import clock
from app.kit.db import Database
from app.kit.errors import Conflict, NotFound, Refused
from app.people.models import Person
from app.privacy import erasing, holds, ledger, requests
from app.privacy.models import Correction, Erasure
from app.reviews.signing.verifying import broken
from app.trail.rules import broken_link
from tests.assessments.acts import written
from tests.growth import everything, talked
from tests.privacy import acts


@pytest.fixture
def filled(database: Database, people):
    """lin with something of everything, a conversation signed; chen is her manager."""
    written(database, people.lin, people.lin, teamwork=2)
    written(database, people.chen, people.lin, teamwork=3)
    everything.fill(database, people)
    talked.talk(database, people)
    with database.writing() as db:
        jobs.begin(db, people.lin.person_id, "counting", {"total": 3, "word": "CANARY-PARAMS"}, "once-lin")
        asked = {"field": "name", "wanted": "CANARY-WANTED", "words": "CANARY-WORDS", "asked_at": clock.now()}
        db.add(Correction(person_id=people.lin.person_id, **asked))
    return people


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "erasures"


def test_no_word_name_or_file_of_hers_is_left(database: Database, filled, file: Path):
    before = acts.everything(database)
    mine = acts.hers(before, filled.lin.person_id)
    others = {name: [row for row in rows if row not in mine[name]] for name, rows in before.items()}
    theirs = acts.dump(others)
    canaries = {word for word in acts.words(mine) if len(word) > 2 and word not in theirs[type(word)]}
    assert len(canaries) > 30
    assert {"林晓雨", "lin@example.com", everything.ANSWER, talked.DISSENT, talked.PRIVATE_NOTE} <= canaries
    assert set(everything.FILES.values()) <= canaries
    acts.erased(database, filled, "lin", file)
    after = acts.everything(database)
    left = acts.dump(after)
    assert [word for word in canaries if word in left[type(word)]] == []
    assert "LIN-AS-VERIFIER" not in left[str]
    assert {name: len(rows) for name, rows in acts.hers(after, filled.lin.person_id).items() if rows} == {
        "person": 1, "erasure": 1, "contribution": 1,
    }  # fmt: skip
    for row in after["erasure"]:
        assert row["words"] == row["answer"] == ""


def test_what_is_others_is_as_it_was(database: Database, filled, file: Path):
    before = acts.everything(database)
    acts.erased(database, filled, "lin", file)
    after = acts.everything(database)
    for name in ("ZHAO-OWN-PROJECT", "ZHAO-OWN-GOAL", "ZHAO-OWN-REFLECTION", talked.OTHERS):
        assert name in acts.dump(after)[str]
    assert len(after["trail_event"]) > len(before["trail_event"])
    with database.reading() as db:
        assert broken_link(db) is None
        assert list(broken(db)) == []


def test_a_manager_who_is_erased_leaves_the_records_of_her_people(database: Database, filled, client_for, file: Path):
    acts.erased(database, filled, "chen", file)
    lin = client_for("lin")
    for path in ("", "assessments", "evidence", "goals", "conversations", "commitments", "me/file", "me/looked"):
        assert lin.get(f"/{path}").status_code == 200, path
    assert erasing.ERASED_NAME in lin.get("/me/looked").text
    assert lin.get(f"/people/{filled.chen.person_id}").status_code == 404
    assert "陈建国" not in client_for("wang").get("/people").text
    with database.reading() as db:
        assert list(broken(db)) == []


def test_her_name_says_that_she_was_erased(database: Database, filled, file: Path):
    acts.erased(database, filled, "lin", file)
    with database.reading() as db:
        person = db.get_one(Person, filled.lin.person_id)
        assert (person.name, person.name_latin) == (erasing.ERASED_NAME, erasing.ERASED_LATIN)
        assert (person.staff_number, person.email, person.joined_on, person.department_id) == (None, "", None, None)
        assert person.erased_at is not None


def test_while_the_record_must_be_kept_only_her_own_entries_go(database: Database, filled, file: Path):
    with database.writing() as db:
        acts.left(db, filled.lin, days=30)
        id = acts.asked(db, filled.lin)
        assert not requests.grant(db, filled.wang, id, "", "林晓雨", file)
    rows = acts.hers(acts.everything(database), filled.lin.person_id)
    assert not rows["evidence"] and not rows["goal"] and not rows["reflection"] and not rows["account"]
    assert rows["conversation_record"] and rows["rating"] and rows["placement"]
    assert rows["person"][0]["name"] == "林晓雨"
    assert rows["erasure"][0]["own_at"] and not rows["erasure"][0]["begun_at"]
    assert ledger.read(file) == set()


class TestNothingIsErased:
    def refused(self, db: Session, people, problem: type[Exception], file: Path, typed: str = "林晓雨") -> None:
        with pytest.raises(problem):
            requests.grant(db, people.wang, acts.asked(db, people.lin), "", typed, file)
        assert db.get_one(Person, people.lin.person_id).name == "林晓雨"

    def test_while_she_is_here(self, db: Session, people, file: Path):
        self.refused(db, people, Conflict, file)

    def test_without_her_name(self, db: Session, people, file: Path):
        acts.left(db, people.lin)
        self.refused(db, people, Refused, file, typed="")
        self.refused(db, people, Refused, file, typed="陈建国")

    def test_while_a_legal_hold_stands(self, db: Session, people, file: Path):
        acts.left(db, people.lin, 900)
        holds.place(db, people.wang, people.lin.person_id, "仲裁")
        self.refused(db, people, Conflict, file)
        holds.lift(db, people.wang, people.lin.person_id, "已结案")
        assert requests.grant(db, people.wang, acts.asked(db, people.lin), "", "林晓雨", file)

    def test_twice(self, db: Session, people, file: Path):
        acts.left(db, people.lin, 900)
        id = acts.asked(db, people.lin)
        requests.grant(db, people.wang, id, "", "林晓雨", file)
        with pytest.raises(Conflict):
            requests.grant(db, people.wang, id, "", "林晓雨", file)

    def test_by_somebody_without_the_role(self, db: Session, people, file: Path):
        acts.left(db, people.lin, 900)
        with pytest.raises(NotFound):
            requests.grant(db, people.chen, acts.asked(db, people.lin), "", "林晓雨", file)


def test_asked_twice_is_one_request(db: Session, people):
    assert acts.asked(db, people.lin, "a") == acts.asked(db, people.lin, "b")
    requests.withdraw(db, people.lin)
    assert acts.asked(db, people.lin) != db.get_one(Erasure, 1).id
