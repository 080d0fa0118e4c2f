"""A reader is offered to change a rating after calibration only where he may."""

import pytest

from app.cycles import handover
from tests.cycles import acts
from tests.reviews import signed


def offered(client, id: int) -> bool:
    answer = client.get(f"/conversations/{id}")
    assert answer.status_code == 200
    return f"/conversations/{id}/calibrations/new" in answer.text


@pytest.mark.parametrize(
    ("login", "is_signed", "may"), [("zhou", False, True), ("wang", False, False), ("wang", True, True)]
)
def test_to_who_leads_the_assessor_and_to_hr_once_it_is_signed(client_for, database, people, login, is_signed, may):
    with database.writing() as db:
        id = (signed.signed if is_signed else acts.opened)(db, people)
    assert offered(client_for(login), id) is may
    assert client_for(login).get(f"/conversations/{id}/calibrations/new").status_code == (200 if may else 403)


def test_not_to_a_manager_below_who_assesses(client_for, database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        handover.hand_over(db, people.wang, id, people.zhou.person_id, "chen is away")
        acts.assessed(db, people.zhou, people.lin, acts.MANAGER)
    assert not offered(client_for("chen"), id)
