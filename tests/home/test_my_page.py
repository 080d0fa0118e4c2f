"""My page and a person's page: how much of it depends on who looks."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.evidence import kinds
from app.evidence import rules as evidence
from app.evidence.content import Content
from app.goals import target
from app.kit import clock
from app.people import rules
from app.people.models import ReportingLine
from tests.pages import Page, text
from tests.people import stage

HIDDEN = "More is open to this person, the managers above, and HR."


def page_of(client_for, people, who: str, whom: str = "lin") -> str:
    answer = client_for(who).get(f"/people/{getattr(people, whom).person_id}?lang=en")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("who", ["zhou", "chen", "lin", "gone", "dotted", "qian", "zhao", "wang", "root"])
def test_everybody_has_a_page(client_for, who):
    assert client_for(who).get("/").status_code == 200


@pytest.mark.parametrize(
    ("who", "open_"),
    [
        ("lin", True),
        ("chen", True),
        ("zhou", True),
        ("dotted", True),
        ("wang", True),
        ("gone", False),
        ("zhao", False),
        ("qian", False),
        ("root", False),
    ],
)
def test_a_persons_page(client_for, people, who, open_):
    page = page_of(client_for, people, who)
    assert "Lin Xiaoyu" in page
    assert (HIDDEN not in page) == open_
    assert ("On the ladder" in page) == open_


@pytest.mark.parametrize("who", ["gone", "zhao", "qian", "root"])
def test_a_stranger_reads_name_level_and_department_only(client_for, database, people, who):
    with database.writing() as db:
        done = stage.both_submitted(db, people, "lin")
    page = page_of(client_for, people, who)
    assert not [
        w for w in ("seen twice", "lin@example.com", f"/assessments/{done}", "Chen Jianguo", '/gaps"') if w in page
    ]


def test_what_each_may_do_from_there(client_for, people):
    found = {who: page_of(client_for, people, who) for who in ("lin", "chen", "dotted", "wang", "root", "zhao")}
    lin = people.lin.person_id
    assert {who for who, page in found.items() if f"/assessments/new?person={lin}" in page} == {"chen"}
    assert {who for who, page in found.items() if f"/people/{lin}/record" in page} == {"wang"}
    assert {who for who, page in found.items() if f"/accounts/{lin}" in page} == {"root"}


def test_a_manager_sees_the_team(client_for):
    page = client_for("chen").get("/?lang=en").text
    assert "Who reports to me" in page and "Lin Xiaoyu" in page
    assert "Zhao Lei" not in page
    dotted = client_for("dotted").get("/?lang=en").text
    assert 'id="dotted"' in dotted and "Lin Xiaoyu" in dotted
    gone = client_for("gone").get("/?lang=en").text
    assert "Lin Xiaoyu" not in gone


@pytest.mark.parametrize(
    "id", ["0", "-1", "x", "999", "2147483647", "2147483648", "9223372036854775808", "1e400", "%00", "林"]
)
def test_nobody_of_this_number(client_for, id):
    client = client_for("wang")
    assert client.get(f"/people/{id}").status_code == 404
    assert client.get(f"/people/{id}/gaps").status_code == 404


@pytest.mark.parametrize(("path", "most"), [("/", 30), ("/people/{lin}", 16)])
def test_a_fixed_number_of_queries(client_for, database, people, count_queries, path, most):
    """What is due is looked up in every room; tests/test_query_budget.py has the exact numbers."""
    with database.writing() as db:
        stage.both_submitted(db, people, "lin")
    client, path = client_for("lin"), path.format(lin=people.lin.person_id)
    client.get(path)
    with count_queries() as found:
        client.get(path)
    assert len(found) <= most


def test_the_lines_of_today(client_for, database, people):
    """Neither tomorrow's manager nor yesterday's; one whose line ends next month is still there."""
    today = clock.today()
    with database.writing() as db:
        lines = select(ReportingLine.id).where(ReportingLine.person_id == people.lin.person_id)
        query = lines.where(col(ReportingLine.until).is_(None), ReportingLine.kind == "solid")
        rules.end_line(db, None, people.lin.person_id, db.exec(query).one(), today + timedelta(days=30))
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, today + timedelta(days=30))
    page = page_of(client_for, people, "wang")
    assert "Chen Jianguo" in page
    assert "Qian Jin" not in page and "Wu Gang" not in page


def test_what_is_due_stands_on_my_page(client_for, database, people):
    expires = clock.today() + timedelta(days=40)
    details = {"issuer": "协会", "issued_on": "2024-01-05", "expires_on": expires.isoformat()}
    with database.writing() as db:
        kind = kinds.kind("certificate")
        content = Content("数据分析师", kind.details.model_validate(details), ["data_analysis"])
        made = evidence.add(db, people.lin, kind, content, once="x")
    page = Page(client_for("lin").get("/"))
    (link,) = [a for a in page.root.iter("a") if a.get("href") == f"/evidence/{made.id}"]
    assert "数据分析师" in text(link)
    assert f"/evidence/{made.id}" not in Page(client_for("zhao").get("/")).links()


def test_the_face_aimed_at_decides_which_gates_are_asked(client_for, database, people):
    """Without one, what a single face asks cannot be judged."""
    open_gate = "One person coached, verified by somebody else: say which face of the level is meant"
    address = f"/people/{people.lin.person_id}?lang=en"
    assert open_gate in Page(client_for("lin").get("/?lang=en")).text
    with database.writing() as db:
        by_on = clock.today() + timedelta(days=400)
        target.set_target(db, people.lin, "senior", "manager", by_on)
    for who in ("lin", "chen", "dotted"):
        assert open_gate not in Page(client_for(who).get(address)).text
    assert "One person coached, verified by somebody else: 0 of 1" in Page(client_for("chen").get(address)).text
    assert open_gate in Page(client_for("wang").get(address)).text
