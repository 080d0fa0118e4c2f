"""GET /conversations/{id}/records/{number}.pdf: a signed record to keep."""

import pytest

from app.kit import typeset
from app.reviews.signing import amending, queries
from app.reviews.signing import rules as signing
from app.reviews.signing.amending import Changes
from app.reviews.signing.snapshot import Agreed
from app.trail.models import TrailEvent
from tests.growth import everything
from tests.growth.everything import OPEN, PRIVATE, count
from tests.growth.reading import text_of
from tests.pages import Page
from tests.reviews import signed
from tests.reviews.packs import faults, pdf

DISSENT = "项目是我带的，不是参与。"


@pytest.fixture
def talk(database, people) -> int:
    everything.fill(database, people)
    with database.writing() as db:
        return signed.signed(db, people)


@pytest.fixture
def path(talk) -> str:
    return f"/conversations/{talk}/records/1.pdf"


def told(client_for, who: str, path: str) -> str:
    return text_of(pdf(client_for(who), path))


def test_the_same_as_on_its_page(client_for, database, people, talk, path):
    with database.writing() as db:
        (record,) = queries.of_conversation(db, talk)
        signing.acknowledge(db, people.lin, record.id)
        signing.dissent(db, people.lin, record.id, DISSENT)
    for who in ("lin", "chen", "zhou"):
        said = told(client_for, who, path)
        page = Page(client_for(who).get(path.removesuffix(".pdf"))).text
        for one in (
            record.sha256, "林晓雨", "陈建国", "2026 H2", "3 熟练", signed.REASON, signed.NOTES, "把对账表做成模板",
            "带她参加经销商大会", "person: 再带一个项目", "manager: 再带一个项目", OPEN, DISSENT, "看过不等于同意",
        ):  # fmt: skip
            assert one.replace(" ", "") in said.replace(" ", ""), one
            assert one.replace(" ", "") in page.replace(" ", ""), one
        assert PRIVATE not in said


def test_an_amendment_stands_beside_the_first(client_for, database, people, talk, path):
    changes = Changes({"teamwork": Agreed(4, False)}, addition="补一句")
    with database.writing() as db:
        amending.amend_as_manager(db, people.chen, talk, 1, changes, "算漏了一个项目")
    second = told(client_for, "lin", path.replace("1.pdf", "2.pdf"))
    for one in ("算漏了一个项目", "补一句", "3 熟练 → 4 高级", "第 1 号记录", "第 2 号记录"):
        assert one.replace(" ", "") in second.replace(" ", ""), one
    first = told(client_for, "lin", path)
    assert "算漏了一个项目" in first and "→ 4 高级" not in first


def test_hr_and_dotted_lines_read_numbers(client_for, path):
    for who in ("wang", "dotted"):
        said = told(client_for, who, path)
        assert OPEN not in said and "项目: 1" in said.replace("：", ": ")
    # what only one of the two assessments says
    assert "2 基础" in told(client_for, "dotted", path).split("下一职级")[0]
    assert "2 基础" not in told(client_for, "wang", path).split("下一职级")[0]


@pytest.mark.parametrize("who", ["zhao", "root", "gone"])
def test_others_know_nothing_of_it(client_for, path, who):
    assert client_for(who).get(path).status_code == 404


@pytest.mark.parametrize("number", ["2", "0", "x", "99999999999999999999"])
def test_no_such_record(client_for, path, number):
    assert client_for("lin").get(path.replace("1.pdf", f"{number}.pdf")).status_code in (404, 422)


def test_before_it_is_signed(client_for, database, people):
    with database.writing() as db:
        id = signed.ready(db, people)
    assert client_for("chen").get(f"/conversations/{id}/records/1.pdf").status_code == 404


@pytest.mark.parametrize(("accepted", "language", "said"), [("zh", "zh-CN", "面谈记录"), ("en", "en", "Record 1 of")])
def test_the_pdf(client_for, path, accepted, language, said):
    client = client_for("lin")
    client.headers["Accept-Language"] = accepted
    data = pdf(client, path)
    assert faults(data, language) == []
    assert said in text_of(data)


def test_the_reading_is_written_down(client_for, database, people, talk, path):
    pdf(client_for("wang"), path)
    pdf(client_for("lin"), path)
    what = f"conversation:{talk}/records/1.pdf"
    lin = people.lin.person_id
    for action, who in (("record.read", people.wang.person_id), ("data.downloaded", lin)):
        assert count(database, TrailEvent, action=action, actor_id=who, subject_id=lin, object=what) == 1


def test_without_a_font(client_for, path, monkeypatch, tmp_path):
    real = typeset.render
    monkeypatch.setattr(typeset, "render", lambda name, data, *_, **__: real(name, data, tmp_path, system_fonts=False))
    answer = client_for("lin").get(path)
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in Page(answer).text
