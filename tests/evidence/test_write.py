"""Adding: the form of each kind, what is stored, double submission, an expired session."""

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from app.evidence.models import Evidence, EvidenceRevision, EvidenceTie
from app.trail.models import TrailEvent
from tests.evidence.acts import GOOD, add, form, found
from tests.pages import Page, english, text


def count(database, table) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("kind", GOOD)
def test_the_form(client_for, kind: str):
    page = Page(english(client_for("lin")).get(f"/evidence/new?kind={kind}&competency=teamwork"))
    fields = page.fields()
    assert len(fields["once"]) == 12
    assert fields["kind"] == kind
    ticked = [e.get("value") for e in page.root.iter("input") if "checked" in e.attrib and e.get("name") != "private"]
    assert ticked == ["teamwork"]
    (private,) = [e for e in page.root.iter("input") if e.get("name") == "private"]
    assert ("checked" in private.attrib) == (kind == "contact")
    assert "data-warn" in page.all(".//main//form")[0].attrib


def test_an_unknown_competency_is_not_ticked(client_for):
    page = Page(client_for("lin").get("/evidence/new?kind=learning&competency=no_such"))
    assert not [e for e in page.root.iter("input") if "checked" in e.attrib]


def test_an_unknown_kind(client_for):
    lin = client_for("lin")
    assert lin.get("/evidence/new?kind=medal").status_code == 404
    assert lin.post("/evidence", data=form("medal")).status_code == 404


def test_the_choice_of_a_kind(client_for):
    page = Page(english(client_for("lin")).get("/evidence/new?competency=teamwork"))
    targets = [a.get("href") for a in page.root.iter("a")]
    assert all(f"/evidence/new?kind={kind}&competency=teamwork" in targets for kind in GOOD)


def test_it_is_hers_whatever_else_is_sent(client_for, database, people):
    id = add(client_for("lin"), person_id=str(people.zhao.person_id), person=str(people.zhao.person_id), version="9")
    entry = found(database, id)
    assert (entry.person_id, entry.version, entry.private) == (people.lin.person_id, 1, False)


def test_ties(client_for, database):
    add(client_for("lin"), competencies=["teamwork", "strategy"], indicators=["strategy.2.a", "innovation.3.a"])
    with database.reading() as db:
        ties = db.execute(select(EvidenceTie.competency, EvidenceTie.indicator)).all()
    assert sorted(ties) == [("innovation", "innovation.3.a"), ("strategy", "strategy.2.a"), ("teamwork", "")]


@pytest.mark.parametrize("kind", ["contact", "industry_note"])
def test_some_kinds_need_no_competency(client_for, kind: str):
    assert add(client_for("lin"), kind, competencies=None)


def test_the_form_sent_twice_makes_one(client_for, database):
    lin, sent = client_for("lin"), form()
    answers = [lin.post("/evidence", data=sent) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert (count(database, Evidence), count(database, EvidenceRevision)) == (1, 1)


def test_another_may_send_the_same_token(client_for, database):
    sent = form()
    client_for("lin").post("/evidence", data=sent)
    assert client_for("zhao").post("/evidence", data=sent).status_code == 303
    assert count(database, Evidence) == 2


def test_the_form_of_a_deleted_entry(client_for):
    lin, sent = client_for("lin"), form()
    address = lin.post("/evidence", data=sent).headers["location"]
    lin.delete(address)
    assert english(lin).post("/evidence", data=sent).status_code == 409


def test_the_trail_has_no_words(client_for, database):
    id = add(client_for("lin"), title="secret-title", story="secret-story")
    with database.reading() as db:
        (event,) = db.scalars(select(TrailEvent).where(col(TrailEvent.action) == "evidence.added")).all()
    assert event.object == f"evidence:{id}"
    assert "secret" not in event.details


def test_an_expired_session_keeps_the_text(anonymous):
    page = Page(anonymous.post("/evidence", data=form(story="三天的工作")))
    assert page.fields()["kept.story"] == "三天的工作"


def test_words_are_inert(client_for, database):
    words = "<script>alert(1)</script>"
    lin = client_for("lin")
    id = add(lin, title=f"=1+1 {words}", story=words, partners=words, **{"results.0.source": words})
    for address in (f"/evidence/{id}", "/evidence", f"/evidence/{id}/edit", f"/evidence/{id}/history"):
        answer = lin.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
    assert found(database, id).title.startswith("=1+1")


def test_links_leave_nothing_behind(client_for):
    lin = client_for("lin")
    page = Page(lin.get(f"/evidence/{add(lin, 'certificate')}"))
    (link,) = [a for a in page.root.iter("a") if a.get("href", "").startswith("https://example.com")]
    assert link.get("rel") == "noopener noreferrer nofollow"
    assert text(link) == "https://example.com/c/7"
