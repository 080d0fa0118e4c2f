"""A fault of the database is logged without the row that it is about: that holds people's own words."""

import pytest

from app.reflections.finishing import Nothing
from tests.reflections.acts import complete, drafted

CANARY = "金丝雀canary"


@pytest.mark.parametrize(("kind", "status"), [("bogus", 409), ("b" * 500, 503)])
def test_a_refused_row_is_not_written_down(database, people, client_for, monkeypatch, logged, kind, status):
    client = client_for("lin")
    with database.writing() as db:
        id = drafted(db, people.lin, text=CANARY)
    monkeypatch.setattr(Nothing, "kind", kind)
    answer = complete(client, id, "nothing", reason=CANARY)
    assert answer.status_code in (409, status)
    assert {line["event"] for line in logged} & {"collided", "database"}
    assert "canary" not in repr(logged)
