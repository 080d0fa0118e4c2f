"""What was logged since the last assessment stands beside each competency, as far as the author may see it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.evidence import kinds, rules
from app.evidence.content import Content
from app.kit import clock
from tests.assessments.acts import written
from tests.pages import Page, text


def logged(database, writer, title: str, competencies: Sequence[str] = ("teamwork",), *, private: bool = False) -> int:
    day = clock.today().isoformat()
    with database.writing() as db:
        kind = kinds.kind("coaching")
        details = kind.details.model_validate({"whom": "新同事", "started_on": day, "ended_on": day})
        made = rules.add(db, writer, kind, Content(title, details, competencies), once=title, private=private)
        return made.id or 0


def card(client, assessment: int, competency: str = "teamwork") -> str:
    return text(Page(client.get(f"/assessments/{assessment}?lang=en")).id(competency))


def test_all_is_new_before_the_first_assessment(client_for, database, people):
    logged(database, people.lin, "带教一")
    draft = written(database, people.lin, people.lin, False, teamwork=3)
    lin = client_for("lin")
    assert "On record for this 带教一" in card(lin, draft)
    assert "Nothing is on record for this yet." in card(lin, draft, "strategy")


def test_later_only_what_came_since(client_for, database, people):
    logged(database, people.lin, "带教一", ("teamwork", "strategy"))
    written(database, people.lin, people.lin, teamwork=3)
    with clock.at(clock.now() + timedelta(days=1)):
        logged(database, people.lin, "带教二")
    draft = written(database, people.lin, people.lin, False, teamwork=3)
    lin = client_for("lin")
    shown = card(lin, draft)
    assert "Logged since the last assessment 带教二" in shown
    assert "带教一" not in shown and "1 more entry" in shown
    assert "Nothing was logged for this since the last assessment. 1 earlier entry" in card(lin, draft, "strategy")


@pytest.mark.parametrize(("who", "private_shown"), [("lin", True), ("chen", False)])
def test_private_entries_are_for_the_writer_alone(client_for, database, people, who, private_shown):
    logged(database, people.lin, "公开的")
    logged(database, people.lin, "私密的", private=True)
    draft = written(database, getattr(people, who), people.lin, False, teamwork=3)
    shown = card(client_for(who), draft)
    assert "公开的" in shown
    assert ("私密的" in shown) == private_shown


def test_a_refused_page_still_shows_it(client_for, database, people):
    logged(database, people.lin, "带教一")
    draft = written(database, people.lin, people.lin, False, teamwork=3)
    form = {"teamwork.answer": "77", "teamwork.note": "", "teamwork.version": "1"}
    answer = client_for("lin").put(f"/assessments/{draft}/ratings", data=form)
    assert answer.status_code == 422
    assert "带教一" in answer.text
