"""How long whoever verified an entry can look at it: while it is what she confirmed, and not for ever."""

from datetime import timedelta

from app.evidence import rules
from app.kit import clock
from tests.evidence.acts import content, written
from tests.evidence.proving import asked, attached, confirmed, verdict, version
from tests.pages import Page, english


def seen(client, entry: int) -> int:
    return client.get(f"/evidence/{entry}").status_code


def test_a_month_after_the_answer_it_is_gone(client_for, database, people):
    entry = written(database, people.lin, "challenge", title="Live selling")
    confirmed(database, people.lin, entry, people.zhao)
    assert seen(client_for("zhao"), entry) == 200
    with clock.at(clock.now() + timedelta(days=29)):
        assert seen(client_for("zhao"), entry) == 200
    with clock.at(clock.now() + timedelta(days=31)):
        zhao = english(client_for("zhao"))
        assert seen(zhao, entry) == 404
        page = Page(zhao.get("/verifications"))
        assert "Live selling" in page.text
        assert f"/evidence/{entry}" not in page.links()
        assert seen(client_for("chen"), entry) == 200


def test_what_was_added_later_is_not_for_whoever_answered_before(client_for, database, people):
    entry = written(database, people.lin, "challenge", title="Live selling")
    confirmed(database, people.lin, entry, people.zhao)
    file = attached(database, people.lin, entry)
    zhao = client_for("zhao")
    assert seen(zhao, entry) == 404
    assert zhao.get(f"/attachments/{file}").status_code == 404
    again = asked(database, people.lin, entry, people.zhao)
    assert seen(zhao, entry) == 200
    assert zhao.get(f"/attachments/{file}").status_code == 200
    assert verdict(zhao, again, version=version(database, entry)).status_code == 303


def test_a_former_manager_does_not_stay_by_having_answered(client_for, database, people):
    entry = written(database, people.lin, "challenge", title="Live selling")
    confirmed(database, people.lin, entry, people.gone)
    with database.writing() as db:
        rules.change(db, people.lin, entry, content("challenge", title="Live selling, year two"), 1)
    assert seen(client_for("gone"), entry) == 404
