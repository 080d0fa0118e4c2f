"""Who reads what of lin's evidence: the line, HR, dotted, a former manager, a verifier, a contributor."""

from datetime import timedelta

import pytest

from app.evidence import rules, scope
from app.evidence.models import Contribution, Verification
from app.kit import clock
from app.kit.errors import Forbidden, NotFound
from app.people import rules as people_rules
from tests.evidence.acts import add, found, written
from tests.pages import Page, english, texts

OUTSIDE = ("dotted", "gone", "zhao", "root")


@pytest.fixture
def entry(client_for) -> int:
    return add(client_for("lin"), title="Spring tea")


@pytest.fixture
def hidden(client_for) -> int:
    return add(client_for("lin"), "contact", title="A quiet talk", private="true")


def ask(database, id, verifier, withdrawn=False):
    with database.writing() as db:
        now = clock.now()
        db.add(Verification(evidence_id=id, version=1, verifier_id=verifier.person_id, asked_at=now,
                            withdrawn_at=now if withdrawn else None))  # fmt: skip


def share(database, id, person):
    with database.writing() as db:
        db.add(Contribution(evidence_id=id, person_id=person.person_id, percent=20, said_at=clock.now()))


@pytest.mark.parametrize("who", ["chen", "zhou"])
def test_the_line_reads_what_is_not_private(client_for, people, entry, hidden, who):
    reader = client_for(who)
    answer = reader.get(f"/people/{people.lin.person_id}/evidence")
    assert texts(Page(answer).root.iter("h3")) == ["Spring tea"]
    assert "A quiet talk" not in answer.text
    page = reader.get(f"/evidence/{entry}")
    assert "华南优选、Green Tea" in page.text
    assert "/edit" not in page.text and "_method" not in page.text.split("<main")[1]
    assert reader.get(f"/evidence/{hidden}").status_code == 404


def test_the_line_cannot_reach_private_entries_by_a_filter(client_for, people, hidden):
    chen = client_for("chen")
    for query in ("kind=contact", "show=unverified", "page=1"):
        assert "A quiet talk" not in chen.get(f"/people/{people.lin.person_id}/evidence?{query}").text


def test_hr_sees_counts_only(client_for, people, entry, hidden):
    wang = english(client_for("wang"))
    answer = wang.get(f"/people/{people.lin.person_id}/evidence")
    counts = texts(Page(answer).marked("between"))
    assert [line for line in counts if line.startswith(("Projects", "Contacts"))] == ["Projects1", "Contacts0"]
    assert "Spring tea" not in answer.text and "华南" not in answer.text
    assert wang.get(f"/evidence/{entry}").status_code == 404


@pytest.mark.parametrize("who", OUTSIDE)
def test_others_see_nothing(client_for, people, entry, who):
    reader = client_for(who)
    assert reader.get(f"/people/{people.lin.person_id}/evidence").status_code == 404
    assert reader.get(f"/evidence/{entry}").status_code == 404
    assert "Spring tea" not in reader.get("/evidence").text


def test_a_manager_who_leaves_the_line_loses_sight_at_once(client_for, database, people, entry):
    chen = client_for("chen")
    assert chen.get(f"/evidence/{entry}").status_code == 200
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert chen.get(f"/evidence/{entry}").status_code == 404
    assert chen.get(f"/people/{people.lin.person_id}/evidence").status_code == 404
    assert client_for("qian").get(f"/evidence/{entry}").status_code == 200


def test_who_was_asked_reads_it_with_partners_masked(client_for, database, people, entry):
    ask(database, entry, people.zhao)
    answer = client_for("zhao").get(f"/evidence/{entry}")
    assert answer.status_code == 200
    assert "华＊＊、G＊＊" in answer.text and "谈下12家门店" in answer.text
    assert "华南优选" not in answer.text and "Green Tea" not in answer.text
    assert client_for("zhao").get(f"/evidence/{entry}/history").status_code == 403


def test_a_manager_who_was_asked_reads_as_the_line_does(client_for, database, people, entry):
    ask(database, entry, people.chen)
    assert "华南优选" in client_for("chen").get(f"/evidence/{entry}").text


def test_a_withdrawn_request_opens_nothing(client_for, database, people, entry):
    ask(database, entry, people.zhao, withdrawn=True)
    assert client_for("zhao").get(f"/evidence/{entry}").status_code == 404


def test_whoever_has_a_share_sees_the_outline(client_for, database, people, entry):
    share(database, entry, people.zhao)
    answer = english(client_for("zhao")).get(f"/evidence/{entry}")
    assert "Spring tea" in answer.text and "Led" in answer.text
    for words in ("华", "谈下12家门店", "1,280,000", "早点给数据"):
        assert words not in answer.text


def test_private_closes_it_for_everybody_else(client_for, database, people, entry):
    ask(database, entry, people.zhao)
    share(database, entry, people.qian)
    client_for("lin").put(f"/evidence/{entry}/privacy")
    for who in ("zhao", "qian", "chen", "zhou", "wang"):
        assert client_for(who).get(f"/evidence/{entry}").status_code == 404


@pytest.mark.parametrize(("who", "how"), [("lin", "own"), ("chen", "line"), ("zhou", "line"), ("zhao", "verifier"),
                                          ("qian", "contributor"), ("dotted", None), ("wang", None)])  # fmt: skip
def test_how(database, people, entry, who, how):
    ask(database, entry, people.zhao)
    share(database, entry, people.qian)
    with database.reading() as db:
        if how is None:
            with pytest.raises(NotFound):
                scope.readable(db, getattr(people, who), entry)
        else:
            assert scope.readable(db, getattr(people, who), entry).how == how


@pytest.mark.parametrize(("who", "problem"), [("chen", Forbidden), ("zhao", NotFound), ("wang", NotFound)])
def test_only_the_writer_changes(database, people, who, problem):
    id = written(database, people.lin)
    actor = getattr(people, who)
    for verb in (rules.mine, rules.remove, lambda db, by, id: rules.keep_private(db, by, id, True)):
        with database.writing() as db, pytest.raises(problem):
            verb(db, actor, id)
    assert found(database, id).deleted_at is None and not found(database, id).private


def test_looking_is_written_down(client_for, people, entry):
    chen = client_for("chen")
    chen.get(f"/evidence/{entry}")
    assert "陈建国" in client_for("lin").get("/me/looked").text


def test_a_future_line_does_not_count_yet(client_for, database, people, entry):
    with database.writing() as db:
        tomorrow = clock.today() + timedelta(days=1)
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, tomorrow)
    assert client_for("qian").get(f"/evidence/{entry}").status_code == 404
