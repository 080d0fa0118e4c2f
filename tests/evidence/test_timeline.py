"""The timeline: order, filters, states, pages, and the empty page that teaches."""

from datetime import timedelta

import pytest

from app.evidence.kinds import KINDS
from app.evidence.models import Verification
from app.kit import clock
from app.kit.dates import add_months
from tests.evidence.acts import add, written
from tests.pages import Page, english, texts

HTMX = {"HX-Request": "true"}


def titles(answer) -> list[str]:
    return texts(e for e in Page(answer).root.iter("h3"))


def asked(database, id, people, version=1, outcome=None, withdrawn=False) -> None:
    now = clock.now()
    with database.writing() as db:
        db.add(Verification(evidence_id=id, version=version, verifier_id=people.chen.person_id, asked_at=now,
                            answered_at=now if outcome else None, outcome=outcome,
                            withdrawn_at=now if withdrawn else None))  # fmt: skip


def test_an_empty_one_teaches(client_for):
    page = Page(english(client_for("zhao")).get("/evidence"))
    assert "Tea season campaign, owned" in page.text
    targets = [a.get("href", "") for a in page.root.iter("a")]
    assert all(any(f"kind={kind.id}" in target for target in targets) for kind in KINDS)


def test_newest_first_by_quarter(client_for):
    lin = english(client_for("lin"))
    add(lin, title="old", started_on="2025-12-31")
    add(lin, title="new", started_on="2026-04-01")
    add(lin, "learning", title="middle", started_on="2026-03-31", finished_on="2026-04-02")
    answer = lin.get("/evidence")
    assert titles(answer) == ["new", "middle", "old"]
    assert texts(Page(answer).root.iter("h2")) == ["2026, quarter 2", "2026, quarter 1", "2025, quarter 4"]


def test_filters(client_for):
    lin = client_for("lin")
    add(lin, title="campaign")
    add(lin, "learning", title="course", competencies="data_analysis")
    assert titles(lin.get("/evidence?kind=learning")) == ["course"]
    assert titles(lin.get("/evidence?competency=marketing_planning")) == ["campaign"]
    assert titles(lin.get("/evidence?kind=learning&competency=marketing_planning")) == []
    assert titles(lin.get("/evidence?kind=no_such")) == []
    assert titles(lin.get("/evidence?show=no_such")) == ["campaign", "course"]


def test_htmx_gets_the_entries_alone(client_for):
    lin = client_for("lin")
    add(lin, title="campaign")
    answer = lin.get("/evidence", headers=HTMX)
    assert "<html" not in answer.text
    assert Page(answer).id("entries") is not None
    assert answer.headers["vary"] == "HX-Request"


def test_states(client_for, database, people):
    today = clock.today()
    ages = {name: written(database, people.lin, title=name) for name in ("open", "asked", "returned", "confirmed")}
    asked(database, ages["asked"], people)
    asked(database, ages["returned"], people, outcome="returned")
    asked(database, ages["confirmed"], people, outcome="confirmed")
    changed = written(database, people.lin, title="changed")
    asked(database, changed, people, version=0, outcome="confirmed")
    withdrawn = written(database, people.lin, title="withdrawn")
    asked(database, withdrawn, people, withdrawn=True)
    written(database, people.lin, title="private", private=True)
    begun, ended = add_months(today, -30), add_months(today, -25)
    written(database, people.lin, title="stale", started_on=begun, ended_on=ended)
    for days in (0, 60, 61, -1):
        expires = today + timedelta(days=days)
        written(database, people.lin, "certificate", title=f"{days} days", expires_on=expires)
    lin = english(client_for("lin"))
    said = {e.findtext(".//h3/a"): " ".join(texts([e])) for e in Page(lin.get("/evidence")).root.iter("li")
            if "entry" in e.get("class", "")}  # fmt: skip
    for title, words in {
        "asked": "Verification requested", "returned": "Returned with a comment", "confirmed": "✓ Verified",
        "changed": "Changed since verification", "private": "Private", "stale": "To be refreshed",
        "0 days": "Expires today", "60 days": "Expires in 60 days", "-1 days": "Expired",
    }.items():  # fmt: skip
        assert words in said[title], title
    assert "Expires" not in said["61 days"]
    assert "Verif" not in said["open"] + said["withdrawn"] + said["private"]
    assert set(titles(lin.get("/evidence?show=refresh"))) == {"stale"}
    assert set(titles(lin.get("/evidence?show=expiring"))) == {"0 days", "60 days", "-1 days"}
    unverified = set(titles(lin.get("/evidence?show=unverified")))
    assert {"open", "asked", "returned", "changed", "withdrawn"} <= unverified
    assert not {"confirmed", "private"} & unverified


@pytest.mark.parametrize(("page", "first", "number"), [(1, "entry 59", 50), (2, "entry 9", 10), (3, None, 0)])
def test_pages(client_for, database, people, page, first, number):
    for n in range(60):
        written(database, people.lin, title=f"entry {n}")
    found = titles(client_for("lin").get(f"/evidence?page={page}&kind=coaching"))
    assert (found[:1], len(found)) == ([first] if first else [], number)


def test_the_pager_keeps_the_filter(client_for, database, people):
    for n in range(51):
        written(database, people.lin, title=f"entry {n}")
    links = [a.get("href") for a in Page(client_for("lin").get("/evidence?kind=coaching")).root.iter("a")]
    assert "/evidence?page=2&kind=coaching" in links
