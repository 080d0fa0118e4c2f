"""Level changes: proposed from a conversation with the list as it was, decided by HR with a reason and a day."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.people import access, queries
from app.people import rules as people_rules
from app.people.models import Placement
from app.reminders.due import due_now
from app.reviews.level_changes import rules
from app.reviews.level_changes.readiness import from_json
from app.reviews.record_models import LevelChange
from tests.cycles import acts
from tests.pages import Page, english
from tests.reviews import signed
from tests.reviews.level_changes_walk import WORDS, proposed


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)


@pytest.fixture
def change(database, people) -> int:
    with database.writing() as db:
        return proposed(db, people)


def decided(database, people, id: int, outcome: str = "approved", on: date | None = None) -> None:
    with database.writing() as db:
        rules.decide(db, people.wang, id, outcome, "看过清单", on)


def stored(database, id: int) -> LevelChange:
    with database.reading() as db:
        return db.exec(select(LevelChange).where(LevelChange.id == id)).one()


def test_the_list_is_frozen_in_both_languages(database, people, change):
    found = stored(database, change)
    listed = from_json(found.readiness)
    assert {"unmet", "met"} <= {one.state for one in listed}
    assert all(one.text.zh and one.text.en and one.text.zh != one.text.en for one in listed)
    assert (found.from_level, found.to_level, found.to_face) == ("intermediate", "senior", "specialist")
    assert json.loads(found.readiness)


def test_approving_places_her_and_time_in_level_starts_again(database, people, change):
    on = day(3)
    decided(database, people, change, on=on)
    with database.reading() as db:
        held = queries.placements(db, people.lin.person_id)
        assert [(one.level, one.face) for one in held][:2] == [("senior", "specialist"), ("intermediate", None)]
        assert (held[0].since, held[1].until) == (on, on)
        assert access.subject(db, people.lin, people.lin.person_id).level == "intermediate"
    with database.reading() as db, clock.at(clock.start_of(on + timedelta(days=1))):
        subject = access.subject(db, people.lin, people.lin.person_id)
        assert (subject.level, subject.level_since) == ("senior", on)


def test_declining_keeps_everything(database, people, change):
    decided(database, people, change, "declined")
    with database.reading() as db:
        assert queries.placements(db, people.lin.person_id)[0].level == "intermediate"
    with database.writing() as db:
        # and another one can be proposed
        again = rules.propose(db, people.chen, signed.signed(db, people), "senior", "manager", "半年后再看")
        assert again.id != change


@pytest.mark.parametrize(
    ("outcome", "reason", "days", "field"),
    [
        ("approved", "", 3, "reason"),
        ("approved", "看过", None, "effective_on"),
        ("approved", "看过", -1, "effective_on"),
        ("declined", " ", None, "reason"),
    ],
)
def test_what_cannot_be_decided_so(database, people, change, outcome, reason, days, field):
    with database.writing() as db, pytest.raises(Refused) as refused:
        rules.decide(db, people.wang, change, outcome, reason, day(days) if days is not None else None)
    assert field in refused.value.errors
    assert stored(database, change).decided_at is None


def test_a_day_that_her_placement_does_not_allow_is_said_at_the_field(client_for, database, people, change):
    with database.writing() as db:
        people_rules.place(db, None, people.lin.person_id, "senior", day(20), "specialist")
    answer = client_for("wang").put(
        f"/level-changes/{change}/decision",
        data={"outcome": "approved", "reason": "看过", "effective_on": day(5).isoformat()},
    )
    assert answer.status_code == 422
    assert "看过" in answer.text
    assert "f-effective_on" in answer.text and "aria-invalid" in answer.text


def test_decided_once(client_for, database, people, change):
    decided(database, people, change, on=day(3))
    decided(database, people, change, on=day(3))
    with database.reading() as db:
        hers = select(Placement).where(Placement.person_id == people.lin.person_id, col(Placement.until).is_(None))
        assert len(db.exec(hers).all()) == 1
    form = {"outcome": "declined", "reason": "no"}
    page = english(client_for("wang")).put(f"/level-changes/{change}/decision", data=form)
    assert page.status_code == 409
    assert "Approved, effective" in page.text
    with database.writing() as db, pytest.raises(Conflict):
        rules.withdraw(db, people.chen, change)


def test_hr_decides_neither_about_herself_nor_on_her_own_proposal(database, people, change):
    hr = frozenset({"hr"})
    for actor in (people.lin, people.chen):
        with database.writing() as db, pytest.raises(Forbidden):
            rules.decide(db, replace(actor, roles=hr), change, "approved", "ja", day(3))


def test_withdrawn_before_it_is_decided(database, people, change):
    with database.writing() as db:
        rules.withdraw(db, people.chen, change)
        rules.withdraw(db, people.chen, change)
        with pytest.raises(Conflict):
            rules.decide(db, people.wang, change, "approved", "ja", day(3))
        with pytest.raises(Forbidden):
            rules.withdraw(db, people.zhou, change)


def test_one_waits_at_a_time_and_a_double_click_makes_one(database, people, change):
    with database.writing() as db:
        id = signed.signed(db, people)
        assert rules.propose(db, people.chen, id, "senior", "specialist", WORDS).id == change
        with pytest.raises(Conflict):
            rules.propose(db, people.chen, id, "director", None, "anders")


@pytest.mark.parametrize("level", [("intermediate", None), ("junior", None), ("nothing", None), ("senior", "nobody")])
def test_only_what_lies_above(database, people, level):
    with database.writing() as db, pytest.raises(Refused) as refused:
        rules.propose(db, people.chen, signed.signed(db, people), *level, WORDS)
    assert "level" in refused.value.errors


def test_not_before_both_are_in_and_not_by_others(database, people):
    with database.writing() as db:
        id = acts.conversation(db, people)
        with pytest.raises(Conflict):
            rules.propose(db, people.chen, id, "senior", "specialist", WORDS)
        acts.opened(db, people)
        for actor in (people.lin, people.zhou, people.wang):
            with pytest.raises(Forbidden):
                rules.propose(db, actor, id, "senior", "specialist", WORDS)
        for actor in (people.zhao, people.gone, people.root):
            with pytest.raises(NotFound):
                rules.propose(db, actor, id, "senior", "specialist", WORDS)


def test_who_left_or_changed_level_meanwhile(database, people, change):
    with database.writing() as db:
        people_rules.place(db, None, people.lin.person_id, "senior", clock.today(), "manager")
        with pytest.raises(Conflict):
            rules.decide(db, people.wang, change, "approved", "ja", day(3))
        rules.decide(db, people.wang, change, "declined", "schon oben", None)
    with database.writing() as db:
        again = rules.propose(db, people.chen, signed.signed(db, people), "director", None, WORDS)
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises(Conflict):
            rules.decide(db, people.wang, again.id or 0, "approved", "ja", day(3))


def test_the_page_says_what_is_skipped_and_what_is_not_met(client_for, database, people):
    with database.writing() as db:
        id = signed.signed(db, people)
    page = Page(english(client_for("chen")).get(f"/conversations/{id}/level-changes/new?level=director"))
    assert "This skips a rung: Senior" in page.text
    text = Page(english(client_for("chen")).get(f"/conversations/{id}/level-changes/new?level=senior/specialist")).text
    assert text.index("Still missing") < text.index("Met")


def test_everybody_concerned_reads_it(client_for, database, people, change):
    decided(database, people, change, "declined")
    for login in ("lin", "chen", "zhou", "wang"):
        page = english(client_for(login)).get(f"/level-changes/{change}")
        assert "Declined" in page.text and "看过清单" in page.text
        assert f"/level-changes/{change}" in client_for(login).get("/level-changes").text
    assert "not approved this time" in english(client_for("lin")).get("/").text
    assert "not approved this time" not in english(client_for("dotted")).get(f"/people/{people.lin.person_id}").text
    for login in ("dotted", "zhao", "root"):
        assert f"/level-changes/{change}" not in client_for(login).get("/level-changes").text


def test_hr_is_reminded_until_it_is_decided(database, people, change):
    def told(actor) -> list[str]:
        with database.reading() as db:
            return [one.path for one in due_now(db, actor.person_id) if one.kind == "level_change"]

    assert told(people.wang) == [f"/level-changes/{change}"]
    assert told(people.chen) == told(people.lin) == []
    decided(database, people, change, "declined")
    assert told(people.wang) == []


def test_nothing_is_proposed_or_approved_while_a_decided_level_has_not_begun(database, people, change):
    decided(database, people, change, on=day(30))
    with database.writing() as db:
        conversation = stored(database, change).participant_id
        with pytest.raises(Conflict, match=f"{day(30):%Y}"):
            rules.propose(db, people.chen, conversation, "senior", "manager", "另一种面向")


def test_a_proposal_from_before_waits_for_the_level_ahead(database, people, change):
    with database.writing() as db:
        people_rules.place(db, people.wang.person_id, people.lin.person_id, "senior", day(30), "manager")
    with database.writing() as db, pytest.raises(Refused, match=f"{day(30):%Y}"):
        rules.decide(db, people.wang, change, "approved", "看过清单", day(40))
    decided(database, people, change, "declined")
