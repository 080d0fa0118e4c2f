"""The same queries for 12 people and for 2,000."""

import pytest

from app.kit import clock
from app.people import rules
from tests.goals.acts import added
from tests.team.acts import crowd, opened


@pytest.mark.parametrize("address", ["/team", "/team?whom=all&against=next", "/team?page=2"])
def test_queries_do_not_grow(browse, database, people, count_queries, address):
    """qian leads 12 people, of whom one has a goal; zhou 2,000."""
    with database.writing() as db:
        crowd(db, people.qian, 60 if "page" in address else 11, rated=True)
        crowd(db, people.zhou, 1_999, rated=True)
        rules.report_to(db, None, people.dotted.person_id, people.qian.person_id, clock.today(), kind="dotted")
    added(database, people.zhao)
    found = {}
    for who in ("qian", "zhou"):
        client = browse(who)
        opened(client, address)
        with count_queries() as queries:
            opened(client, address)
        found[who] = queries.statements
    assert len(found["qian"]) == len(found["zhou"]) == 14
