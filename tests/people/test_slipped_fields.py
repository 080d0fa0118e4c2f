"""A field that no page has, added to any form, changes nothing: rights are not a matter of forms."""

import pytest
from sqlalchemy import text

from tests.people.asking import ready, send
from tests.people.classified import OPEN_CASES, Case

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

SLIPPED = {
    "role": "hr",
    "is_admin": "1",
    "admin": "true",
    "owner_id": "1",
    "person_id": "1",
    "author_id": "1",
    "id": "1",
    "account_id": "1",
    "manager_id": "1",
    "by": "1",
    "actor_id": "1",
    "session_id": "1",
    "disabled_at": "",
    "left_on": "",
    "submitted_at": "2026-01-01",
    "second_factor": "x",
    "password_hash": "x",
    "confirmed_at": "x",
    "proficiency": "5",
    "saved_at": "x",
    "granted_by": "1",
    "__class__": "x",
    "self": "x",
    "db": "x",
}
RIGHTS = (
    "SELECT person_id, role, ended_at FROM role_grant",
    "SELECT person_id, manager_id, kind, until FROM reporting_line WHERE until IS NULL",
    "SELECT person_id, author_id, submitted_at IS NULL FROM assessment",
    "SELECT id, person_id, login, oidc_subject FROM account",
)
# what these are there for: accounts, roles, lines, assessments that begin and end, agreed ratings that are signed
MEANT = {
    "POST /accounts",
    "PUT /accounts/{person}/roles",
    "DELETE /assessments/{id}",
    "PUT /assessments/{id}/submission",
    "POST /assessments",
    "PUT /people/{id}/departure",
    "POST /people",
    "POST /people/{id}/lines",
    "DELETE /people/{id}/lines/{line}",
    "POST /conversations/{id}/assessments",
    "PUT /conversations/{id}/signature",
    "POST /conversations/{id}/amendments",
    "POST /conversations/{id}/calibrations",
    "PUT /reconsiderations/{id}/answer",
}
QUIET = [case for case in OPEN_CASES if case.route not in MEANT]


def rights(database) -> list[object]:
    with database.reading() as db:
        return [sorted(map(repr, db.execute(text(query)))) for query in RIGHTS]


def outcome(case: Case, database, people, client_of, more: dict[str, str]) -> tuple[int, str]:
    path, form = ready(database, people, case)
    answer = send(client_of(case.who), case, path, {**form, **more})
    return answer.status_code, answer.headers.get("location", "")


@pytest.mark.parametrize("case", QUIET, ids=str)
def test_no_form_changes_rights(case: Case, database, people, client_of):
    more = {name: value for name, value in SLIPPED.items() if name not in case.form} | {"roles": "admin"}
    ready(database, people, case)
    before = rights(database)
    status, _ = outcome(case, database, people, client_of, more)
    assert status in (200, 303)
    assert rights(database) == before


@pytest.mark.parametrize("field", ["role", "roles", "owner_id", "author_id", "person_id"])
def test_an_assessment_is_its_authors(client_for, database, people, field):
    value = {"role": "hr", "roles": "admin"}.get(field, str(people.zhou.person_id))
    assert client_for("lin").post("/assessments", data={field: value}).status_code == 303
    with database.reading() as db:
        found = db.execute(text("SELECT person_id, author_id FROM assessment")).one()
    assert tuple(found) == (people.lin.person_id, people.lin.person_id)


@pytest.mark.parametrize("field", ["role", "roles", "login", "password"])
def test_a_new_person_has_no_rights(client_for, database, field):
    before = rights(database)
    assert client_for("wang").post("/people", data={"name": "新人", field: "admin"}).status_code == 303
    assert rights(database) == before


def test_hr_gives_no_roles_and_an_administrator_changes_no_levels(client_for, people):
    lin = people.lin.person_id
    assert client_for("wang").put(f"/accounts/{lin}/roles", data={"roles": "hr"}).status_code == 403
    assert client_for("root").post(f"/people/{lin}/placements", data={"level": "director"}).status_code == 403


def test_nobody_changes_her_own_roles(client_for, people):
    answer = client_for("root").put(f"/accounts/{people.root.person_id}/roles", data={"roles": ["hr", "admin"]})
    assert answer.status_code == 422
    assert client_for("root").get("/people/new").status_code == 403


def test_nobody_disables_her_own_account(client_for, people):
    assert client_for("root").put(f"/accounts/{people.root.person_id}/disabling").status_code == 422
    assert client_for("root").get("/trail").status_code == 200


def test_hr_does_not_record_her_own_leaving(client_for, people):
    answer = client_for("wang").put(f"/people/{people.wang.person_id}/departure", data={"on": "2026-11-23"})
    assert answer.status_code == 409
    assert client_for("wang").get("/people/new").status_code == 200
