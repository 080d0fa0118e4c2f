"""What a browser sends of fields that were left blank: everything that may be blank, in every kind."""

import pytest

from app.evidence.kinds import KINDS
from app.evidence.kinds.base import Kind
from tests.evidence.acts import GOOD, change, form

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("blank", ["", " ", "\u3000"], ids=["empty", "space", "wide space"])
def test_optional_fields_may_be_blank(client_for, kind: Kind, blank: str):
    optional = {name: blank for name, info in kind.details.model_fields.items() if not info.is_required()}
    sent = {name: value for name, value in optional.items() if name not in ("steps", "results", "cross_department")}
    client = client_for("lin")
    answer = client.post("/evidence", data=form(kind.id, **sent))
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    assert client.get(path).status_code == client.get(f"{path}/edit").status_code == 200
    again = form(kind.id, **{**GOOD[kind.id], **sent}, version="1")
    assert change(client, int(path.rpartition("/")[2]), again).status_code == 303
