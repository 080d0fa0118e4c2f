"""GET /people/{id}/case and .pdf: a person's case for the next level 述职."""

import pytest
from sqlalchemy import text as sql

from app.evidence.models import EvidenceTie
from app.framework import source, versions
from app.kit import clock, typeset
from app.people import rules
from app.trail.models import TrailEvent
from tests.assessments.acts import written
from tests.framework.editing import FRAMEWORKS
from tests.growth import everything
from tests.growth.everything import ANSWER, OPEN, PRIVATE, count
from tests.growth.reading import text_of
from tests.pages import Page, english, text
from tests.reviews.packs import faults, pdf

UNVERIFIED = "自己说的区域试点"


@pytest.fixture
def filled(database, people):
    """lin with a rating of her own and her manager's, a verified project, one that nobody verified, and a target."""
    written(database, people.lin, people.lin, teamwork=3, strategy=2)
    everything.fill(database, people)
    with database.writing() as db:
        own = everything.entry(db, people.lin.person_id, "project", UNVERIFIED, everything.PROJECT, role="led")
        db.add(EvidenceTie(evidence_id=own.id, competency="teamwork", indicator=""))
    return people


@pytest.fixture
def path(filled) -> str:
    return f"/people/{filled.lin.person_id}/case"


def labelled(page: Page, id: str):
    """The section that a heading names."""
    return next(one for one in page.root.iter("section") if one.get("aria-labelledby") == id)


@pytest.mark.parametrize("who", ["lin", "chen", "zhou"])
def test_everything_of_it(client_for, path, who):
    page = Page(client_for(who).get(path))
    assert page.heading == "述职：申请“渠道运营经理”"
    for said in ("林晓雨", "想管一个区", OPEN, "1,280,000", "陈建国", UNVERIFIED, "两位新人独立谈成", "2028年1月1日"):
        assert said in page.text
    for said in (PRIVATE, ANSWER, "ZHAO-OWN"):
        assert said not in page.text


def test_what_is_open_stands_first_and_alike(client_for, path):
    section = labelled(Page(client_for("lin").get(path)), "readiness-items")
    marks = [li.get("class") for ul in section.iter("ul") if "checks" in ul.get("class", "") for li in ul.findall("li")]
    assert marks.index("is-unmet") < marks.index("is-met")
    assert {ul.get("class") for ul in section.iter("ul") if "checks" in ul.get("class", "")} == {"checks file-points"}


def test_what_nobody_verified_stands_under_its_own_heading(client_for, path):
    page = Page(client_for("chen").get(path))
    verified, others = (text(labelled(page, id)) for id in ("verified", "unverified"))
    assert OPEN in verified and UNVERIFIED not in verified
    assert UNVERIFIED in others and "未核验" in others and OPEN not in others


def test_no_score_is_in_it(client_for, path):
    assert "%" not in Page(client_for("lin").get(path)).text.replace("100%", "")


@pytest.mark.parametrize(
    ("who", "status"), [("dotted", 403), ("wang", 403), ("zhao", 404), ("root", 404), ("gone", 404)]
)
def test_readers(client_for, path, who, status):
    client = client_for(who)
    assert [client.get(address).status_code for address in (path, f"{path}.pdf")] == [status, status]


def test_another_level(client_for, path):
    page = Page(client_for("lin").get(f"{path}?target=director"))
    assert page.heading == "述职：申请“渠道运营总监”"
    assert "想管一个区" not in page.text
    for query in ("?target=junior", "?target=queen", "?face=queen"):
        assert client_for("lin").get(path + query).status_code == 404


def test_ratings_are_those_that_the_reader_may_open(client_for, database, filled, path):
    written(database, filled.chen, filled.lin, teamwork=4)
    assert "上级评估" in Page(client_for("chen").get(path)).text
    assert "自评" in Page(client_for("lin").get(path)).text


def test_the_reading_is_written_down(client_for, database, filled, path):
    client_for("chen").get(path)
    pdf(client_for("chen"), f"{path}.pdf")
    pdf(client_for("lin"), f"{path}.pdf")
    lin, chen = filled.lin.person_id, filled.chen.person_id
    for what in ("case", "case.pdf"):
        assert count(database, TrailEvent, action="record.read", actor_id=chen, subject_id=lin, object=what) == 1
    assert count(database, TrailEvent, action="data.downloaded", actor_id=lin, object="case.pdf") == 1


@pytest.mark.parametrize(
    ("accepted", "language", "said"), [("zh", "zh-CN", "先看未达到的"), ("en", "en", "What is open, then")]
)
def test_the_pdf(client_for, path, accepted, language, said):
    client = client_for("lin")
    client.headers["Accept-Language"] = accepted
    data = pdf(client, f"{path}.pdf")
    assert faults(data, language) == []
    found = text_of(data)
    for one in (said, "茶季促销", UNVERIFIED, "想管一个区", "1,280,000"):
        assert one in found
    assert PRIVATE not in found


def test_in_english(client_for, path):
    page = Page(english(client_for("lin")).get(path))
    assert page.heading == "Case for “Channel operations manager”"
    assert "Confirmed by" in page.text


def test_long_words(client_for, database, path):
    with database.writing() as db:
        db.execute(sql("UPDATE career_target SET why = :long"), {"long": "长" * 3000 + " ]] #panic() " + "a" * 2000})
    found = text_of(pdf(client_for("lin"), f"{path}.pdf"))
    assert found.count("长") >= 3000 and found.count("a" * 100) >= 15 and "]] #panic()" in found


def test_without_a_font(client_for, path, monkeypatch, tmp_path):
    real = typeset.render
    monkeypatch.setattr(
        typeset, "render", lambda template, data, *_, **__: real(template, data, tmp_path, system_fonts=False)
    )
    answer = client_for("lin").get(f"{path}.pdf")
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in Page(answer).text


@pytest.mark.parametrize("name", ["lighthouse", "smallest"])
def test_on_other_frameworks(client_for, database, filled, path, name):
    found, faults_ = source.read(FRAMEWORKS / name)
    assert found, faults_
    with database.writing() as db:
        versions.publish(db, None, found)
    client = client_for("lin")
    assert client.get(path).status_code == 200
    with database.writing() as db:
        rules.place(db, None, filled.lin.person_id, found.levels[-1].id, clock.today())
    page = Page(client.get(path))
    assert str(found.levels[-1].title) in page.heading
    assert OPEN in text_of(pdf(client, f"{path}.pdf"))


def test_of_somebody_with_nothing(client_for, people):
    page = Page(client_for("root").get(f"/people/{people.root.person_id}/case"))
    assert "还没有目标" in page.text and "计划里没有写为什么" in page.text
