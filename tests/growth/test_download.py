"""GET /me/data.zip: all of hers, nothing of anybody else's, no secret."""

from hashlib import sha256
from pathlib import PurePosixPath

import pytest
from sqlalchemy import text as sql

from app.assessments.models import Rating
from app.evidence.models import Attachment, Contribution, Evidence, Verification
from app.goals.models import ActionItem, Goal, GoalState
from app.growth.keys import FILES, KEYS
from app.kit.i18n import LANGUAGES, speaking
from app.kit.i18n import gettext as _
from app.people.models import SignInSession
from app.reflections.models import Reflection
from app.trail.models import TrailEvent
from tests.growth import everything
from tests.growth.everything import ANSWER, DELETED, PRIVATE, SECRETS, WITHDRAWN, count
from tests.growth.reading import Pack


@pytest.fixture
def pack(lin) -> Pack:
    return Pack(lin)


def test_counts_are_those_of_the_database(pack, database, people):
    mine = {"person_id": people.lin.person_id}
    evidence = pack.json("evidence")
    project = next(entry for entry in evidence if entry["kind"] == "project")
    assert len(evidence) == count(database, Evidence, **mine) == 3
    with database.reading() as db:
        id = project["id"]
        assert len(project["attachments"]) == count(database, Attachment, evidence_id=id) == 3
        assert len(project["verifications"]) == count(database, Verification, evidence_id=id) == 1
        assert len(project["contributions"]) == count(database, Contribution, evidence_id=id) == 1
        ratings = db.execute(
            sql("SELECT count(*) FROM rating JOIN assessment a ON a.id = assessment_id WHERE a.person_id = :p"),
            {"p": people.lin.person_id},
        ).scalar()
    goals = pack.json("plan")["goals"]
    assert len(goals) == count(database, Goal, **mine) == 1
    assert len(goals[0]["states"]) == count(database, GoalState, goal_id=goals[0]["id"]) == 3
    assert len(goals[0]["actions"]) == count(database, ActionItem, goal_id=goals[0]["id"]) == 2
    assert goals[0]["met_with"] == [project["id"]]
    assert len(pack.json("reflections")["reflections"]) == count(database, Reflection, **mine) == 1
    assert sum(len(one["ratings"]) for one in pack.json("assessments")) == ratings
    assert len(pack.json("account")["sessions"]) == count(database, SignInSession, account_id=people.lin.account_id)
    assert len(pack.json("trail")["readings"]) == 1


def test_in_her_own_words(pack):
    for said in (PRIVATE, DELETED, ANSWER, WITHDRAWN, "数字与渠道日报一致。", "LIN-AS-VERIFIER", "lin@example.com"):
        assert said in pack.text


def test_files_are_the_stored_ones(pack, database, people):
    (project,) = (entry for entry in pack.json("evidence") if entry["kind"] == "project")
    assert {sha256(pack.files[one["file"]]).hexdigest() for one in project["attachments"]} == {
        sha256(content).hexdigest() for content in everything.FILES.values()
    }
    assert all(sha256(pack.files[one["file"]]).hexdigest() == one["sha256"] for one in project["attachments"])
    assert len(pack.files) == len(everything.FILES)


def test_file_names_are_safe(pack):
    for name in pack.members:
        path = PurePosixPath(name)
        assert not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\u202e" not in name
        assert len(path.parts) <= 2 and len(path.name.encode()) < 120
    suffixes = sorted(PurePosixPath(name).suffix for name in pack.files)
    assert suffixes == [".jpg", ".pdf", ".png"]
    assert any("合同 1" in name for name in pack.files)


def test_no_secret_is_in_it(pack, database, people):
    with database.reading() as db:
        stored = db.execute(
            sql(
                "SELECT token FROM sign_in_session UNION SELECT password_hash FROM account "
                "UNION SELECT hash FROM trail_event"
            )
        ).scalars()
        secrets = [*SECRETS, "$argon2", "CANARY", *(value for value in stored if value)]
    assert len(secrets) > 5
    assert not [secret for secret in secrets if secret in pack.text]


def test_nothing_of_anybody_else(pack):
    for said in ("ZHAO-OWN", "chen@example.com", "zhao@example.com", "root@example.com", "孙悦@"):
        assert said not in pack.text
    assert not [data for data in pack.files.values() if b"ZHAO" in data]


def test_what_a_manager_has_not_opened_yet_is_not_in_it(client_for, database, people):
    from tests.assessments.acts import written

    written(database, people.chen, people.lin, teamwork=4)
    pack = Pack(client_for("lin"))
    assert pack.json("assessments") == []
    assert "assessment" not in pack.members["trail.json"].decode()
    assert count(database, Rating) > 0


def test_every_key_is_explained(pack, newcomer):
    def keys(value) -> set[str]:
        if isinstance(value, dict):
            inner = {name: below for name, below in value.items() if name not in ("details", "content", "readiness")}
            return set(value).union(*map(keys, inner.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    names = [name.removesuffix(".json") for name in FILES if name.endswith(".json")]
    found = set().union(*(keys(one.json(name)) for one in (pack, Pack(newcomer)) for name in names))
    assert found == set(KEYS)
    readme = pack.members["README.md"].decode()
    for language in LANGUAGES:
        with speaking(language):
            assert all(f"- `{name}`: {_(meaning)}" in readme for name, meaning in {**FILES, **KEYS}.items())


def test_of_somebody_with_nothing(newcomer):
    pack = Pack(newcomer)
    assert {*pack.members} == {"README.md", *(name for name in FILES if name.endswith(".json"))}
    assert pack.json("evidence") == pack.json("assessments") == []
    assert pack.json("plan") == {"hours_per_month": None, "targets": [], "goals": []}
    assert pack.json("profile")["name"] == "管理员"


def test_a_file_to_keep(lin, database, people):
    pack = Pack(lin)
    assert pack.headers["content-disposition"].startswith("attachment; ")
    assert int(pack.headers["content-length"]) == len(pack.raw)
    mine = {"action": "data.downloaded", "actor_id": people.lin.person_id, "subject_id": people.lin.person_id}
    assert count(database, TrailEvent, object="data.zip", **mine) == 1


def test_her_own_acts_without_others(lin, database, people):
    acts = Pack(lin).json("trail")["acts"]
    assert {act["action"] for act in acts} >= {"assessment.submitted"}
    assert len(acts) == count(database, TrailEvent, actor_id=people.lin.person_id) - 1
