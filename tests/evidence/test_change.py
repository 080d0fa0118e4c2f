"""Changing: versions, two tabs, what stays when nothing changed, what the framework dropped."""

from datetime import date

import pytest
from sqlalchemy import select

from app.evidence import kinds, queries, rules
from app.evidence.models import EvidenceRevision, Verification
from app.evidence.rules import StaleEntry
from app.framework import versions
from app.kit import clock
from app.kit.errors import Refused
from tests.evidence.acts import add, change, content, form, found, written
from tests.pages import Page, english, text


def sent(version: int = 1, /, **fields):
    return form(version=str(version), **fields)


def test_a_change_is_a_new_version(client_for, database):
    lin = client_for("lin")
    id = add(lin)
    assert change(lin, id, sent(1, story="换了说法", role="took_part", cross_department=None)).status_code == 303
    entry = found(database, id)
    assert (entry.version, entry.role, entry.traits) == (2, "took_part", "")
    with database.reading() as db:
        assert db.scalars(select(EvidenceRevision.version).order_by(EvidenceRevision.version)).all() == [1, 2]


def test_what_was_confirmed_counts_no_longer(database, people):
    id = written(database, people.lin)
    with database.writing() as db:
        now = clock.now()
        db.add(Verification(evidence_id=id, version=1, verifier_id=people.chen.person_id, asked_at=now,
                            answered_at=now, outcome="confirmed"))  # fmt: skip
    with database.reading() as db:
        assert queries.one(db, people.lin.person_id, id).verified
    with database.writing() as db:
        rules.change(db, people.lin, id, content(effect="still better"), 1)
    with database.reading() as db:
        assert not queries.one(db, people.lin.person_id, id).verified


def test_the_same_again_changes_nothing(client_for, database):
    lin = client_for("lin")
    id = add(lin)
    assert change(lin, id, sent(1)).status_code == 303
    assert change(lin, id, sent(7)).status_code == 303
    assert found(database, id).version == 1


def test_bad_input_keeps_the_text(client_for, database):
    lin = english(client_for("lin"))
    id = add(lin)
    response = change(lin, id, sent(1, story="new words", started_on="yesterday"))
    assert response.status_code == 422
    page = Page(response)
    assert page.fields()["story"] == "new words"
    assert page.fields()["version"] == "1"
    assert "Must be a date such as 2026-11-23." in page.text
    assert found(database, id).version == 1


def test_two_tabs(client_for, database):
    one, two = english(client_for("lin")), english(client_for("lin"))
    id = add(one)
    assert change(one, id, sent(1, story="from the first tab", role="owned")).status_code == 303
    response = change(two, id, sent(1, story="from the second tab", competencies=["teamwork", "strategy"]))
    assert response.status_code == 409
    page = Page(response)
    (notice,) = [e for e in page.root.iter("div") if "data-conflict" in e.attrib]
    assert "Saved now from the first tab Yours from the second tab" in text(notice)
    assert "Role Saved now Owned Yours Led" in text(notice)
    assert "Teamwork" in text(notice)
    assert page.fields()["story"] == "from the second tab"
    assert page.fields()["version"] == "2"
    assert found(database, id).version == 2
    assert change(two, id, sent(2, story="from the second tab")).status_code == 303
    assert found(database, id).version == 3


def test_both_texts_are_escaped(client_for):
    lin = client_for("lin")
    id = add(lin)
    change(lin, id, sent(1, story="<img src=x onerror=a()>"))
    response = change(lin, id, sent(1, story="<script>b()</script>"))
    assert response.status_code == 409
    assert "<img" not in response.text and "<script>b" not in response.text


def test_stale_by_the_verb(database, people):
    id = written(database, people.lin)
    with database.writing() as db:
        rules.change(db, people.lin, id, content(effect="a"), 1)
    with database.writing() as db, pytest.raises(StaleEntry) as stale:
        rules.change(db, people.lin, id, content(effect="b"), 1)
    assert (stale.value.stored["details"]["effect"], stale.value.sent["details"]["effect"]) == ("a", "b")


def test_what_the_framework_dropped_may_stay(database, people):
    id = written(database, people.lin, competency="teamwork")
    with database.writing() as db:
        old = versions.in_force(db).framework
        kept = tuple(c for c in old.competencies if c.id != "teamwork")
        versions.publish(db, None, old.model_copy(update={"competencies": kept}))
    with database.writing() as db:
        changed = rules.change(db, people.lin, id, content(effect="new", competency="teamwork"), 1)
        assert changed.version == 2
        with pytest.raises(Refused):
            rules.add(db, people.lin, kinds.kind("coaching"), content(), once="another")


def test_dropped_ids_are_shown_in_the_form(client_for, database, people):
    id = written(database, people.lin, competency="teamwork")
    with database.writing() as db:
        old = versions.in_force(db).framework
        kept = tuple(c for c in old.competencies if c.id != "teamwork")
        versions.publish(db, None, old.model_copy(update={"competencies": kept}))
    lin = english(client_for("lin"))
    page = Page(lin.get(f"/evidence/{id}/edit"))
    assert "teamwork no longer in the framework" in page.text
    assert lin.get(f"/evidence/{id}").status_code == 200
    assert lin.get("/evidence").status_code == 200


def test_privacy_is_no_new_version(client_for, database):
    lin = client_for("lin")
    id = add(lin)
    before = found(database, id)
    assert lin.put(f"/evidence/{id}/privacy").status_code == 303
    entry = found(database, id)
    assert (entry.private, entry.version, entry.changed_at) == (True, 1, before.changed_at)
    assert lin.delete(f"/evidence/{id}/privacy").status_code == 303
    assert not found(database, id).private


def test_history(client_for):
    lin = english(client_for("lin"))
    id = add(lin, story="first words")
    change(lin, id, sent(1, story="second words", title="New title", competencies="strategy"))
    page = Page(lin.get(f"/evidence/{id}/history"))
    assert [text(h) for h in page.root.iter("h2")] == ["Version 2", "Version 1"]
    assert [text(h) for h in page.root.iter("h3")] == ["Title", "What I did", "Competencies"]
    assert "Before first words Since then second words" in page.text
    assert "Before Marketing planning Since then Strategy formulation" in page.text


def test_days_are_in_the_past_of_whoever_writes(database, people):
    with pytest.raises(ValueError, match=r"more than a month ahead|一个多月"):
        content(started_on=date(2199, 1, 1), ended_on=None)
