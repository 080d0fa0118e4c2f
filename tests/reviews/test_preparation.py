"""GET /conversations/{id}/preparation and .pdf: what one side of a conversation prepares with."""

import re

import pytest

from app.assessments.rules import Answer
from app.cycles import rules as cycles
from app.cycles.queries import participation
from app.framework import source, versions
from app.kit import clock, typeset
from app.reviews.models import PrivateNote
from app.reviews.packs.questions import PLAIN
from app.trail.models import TrailEvent
from tests.assessments.acts import written
from tests.cycles import acts
from tests.framework.editing import FRAMEWORKS
from tests.growth import everything
from tests.growth.everything import ANSWER, EXCERPT, OPEN, PRIVATE, WITHDRAWN, count
from tests.growth.reading import text_of
from tests.pages import Page, english
from tests.reviews import signed
from tests.reviews.packs import faults, pdf

HERS, HIS, SECRET = "她自己写的那一句", "他自己写的那一句", "只有我看的一句"
BOTH = ("lin", "chen")


def noted(database, people, author: str, note: str, *, submitted: bool = True) -> None:
    """An assessment of lin in the running cycle with one note."""
    said = Answer(4 if author == "lin" else 2, note=note)
    written(database, getattr(people, author), people.lin, submitted, teamwork=said)


@pytest.fixture
def path(database, people) -> str:
    """lin's conversation in a running cycle, with something of everything on her record."""
    everything.fill(database, people)
    with database.writing() as db:
        return f"/conversations/{acts.conversation(db, people)}/preparation"


def of_both(client_for, path: str) -> tuple[str, str]:
    return tuple(Page(client_for(who).get(path)).text for who in BOTH)  # type: ignore[return-value]


def test_before_anybody_wrote(client_for, path):
    for said in of_both(client_for, path):
        for one in ("2026 H2", "陈建国", OPEN, EXCERPT, "两位新人独立谈成", "第一次面谈", "晋升准备度", "还没有开始"):
            assert one in said
        for one in (PRIVATE, ANSWER, WITHDRAWN):
            assert one not in said


@pytest.mark.parametrize("submitted", [False, True], ids=["draft", "submitted"])
@pytest.mark.parametrize("author", BOTH)
def test_nothing_of_the_other_side_before_both_are_in(client_for, database, people, path, author, submitted):
    other = {"lin": "chen", "chen": "lin"}[author]
    before = [client_for(other).get(path).text, text_of(pdf(client_for(other), f"{path}.pdf"))]
    noted(database, people, author, HERS, submitted=submitted)
    after = [client_for(other).get(path).text, text_of(pdf(client_for(other), f"{path}.pdf"))]
    assert [without_moments(one) for one in after] == [without_moments(one) for one in before]
    assert HERS in Page(client_for(author).get(path)).text
    assert HERS in text_of(pdf(client_for(author), f"{path}.pdf"))


def without_moments(text: str) -> str:
    return re.sub(r"\d\d:\d\d", "", text)


def test_both_at_once(client_for, database, people, path):
    noted(database, people, "lin", HERS)
    noted(database, people, "chen", HIS)
    for said in (*of_both(client_for, path), text_of(pdf(client_for("chen"), f"{path}.pdf"))):
        assert HERS in said and HIS in said
        assert "相差2级" in said.replace(" ", "")


def test_what_was_agreed_and_promised_last_time(client_for, database, people, path):
    with database.writing() as db:
        first = signed.signed(db, people)
        cycles.close(db, people.wang, participation(db, first).cycle.id)
        acts.made(db, people)
        id = acts.conversation(db, people)
    assert id != first
    for said in of_both(client_for, f"/conversations/{id}/preparation"):
        for one in ("3 熟练", signed.REASON, "把对账表做成模板", "带她参加经销商大会", "林晓雨的承诺", "陈建国的承诺"):
            assert one in said


@pytest.mark.parametrize("state", ["signed", "excused"])
def test_at_a_later_state(client_for, database, people, path, state):
    with database.writing() as db:
        if state == "signed":
            signed.signed(db, people)
        else:
            cycles.excuse(db, people.wang, acts.conversation(db, people), "休假")
    assert all(OPEN in said for said in of_both(client_for, path))


@pytest.mark.parametrize(
    ("who", "status"), [("zhou", 403), ("dotted", 403), ("wang", 403), ("zhao", 404), ("root", 404), ("gone", 404)]
)
def test_readers(client_for, path, who, status):
    client = client_for(who)
    assert [client.get(address).status_code for address in (path, f"{path}.pdf")] == [status, status]


def test_private_notes_are_in_nobodys_pack(client_for, database, people, path):
    with database.writing() as db:
        db.add(
            PrivateNote(
                participant_id=acts.conversation(db, people), author_id=people.chen.person_id, text=SECRET,
                saved_at=clock.now(),
            )
        )  # fmt: skip
    assert not [said for said in of_both(client_for, path) if SECRET in said]


def test_questions_are_those_of_the_side(client_for, path):
    for who, side in (("lin", "person"), ("chen", "manager")):
        said = Page(english(client_for(who)).get(path)).text
        assert all((question in said) == (asks == side) for asks, questions in PLAIN.items() for question in questions)
        assert "From the framework" in said


def test_the_reading_is_written_down(client_for, database, people, path):
    client_for("chen").get(path)
    for who in BOTH:
        pdf(client_for(who), f"{path}.pdf")
    lin, chen = people.lin.person_id, people.chen.person_id
    talk = path.split("/")[2]
    for what in (f"conversation:{talk}", f"conversation:{talk}/preparation.pdf"):
        assert count(database, TrailEvent, action="record.read", actor_id=chen, subject_id=lin, object=what) == 1
    mine = {"action": "data.downloaded", "actor_id": lin, "object": f"conversation:{talk}/preparation.pdf"}
    assert count(database, TrailEvent, **mine) == 1


@pytest.mark.parametrize(("accepted", "language"), [("zh", "zh-CN"), ("en", "en")])
def test_the_pdf(client_for, path, accepted, language):
    client = client_for("lin")
    client.headers["Accept-Language"] = accepted
    data = pdf(client, f"{path}.pdf")
    assert faults(data, language) == []
    assert "茶季促销" in text_of(data)


def test_without_a_font(client_for, path, monkeypatch, tmp_path):
    real = typeset.render
    monkeypatch.setattr(typeset, "render", lambda name, data, *_, **__: real(name, data, tmp_path, system_fonts=False))
    answer = client_for("lin").get(f"{path}.pdf")
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in Page(answer).text


@pytest.mark.parametrize("name", ["lighthouse", "smallest"])
def test_on_other_frameworks(client_for, database, people, name):
    found, faults_ = source.read(FRAMEWORKS / name)
    assert found, faults_
    everything.fill(database, people)
    with database.writing() as db:
        versions.publish(db, None, found)
        path = f"/conversations/{acts.conversation(db, people)}/preparation"
    for who in BOTH:
        assert OPEN in Page(client_for(who).get(path)).text
        assert "茶季促销" in text_of(pdf(client_for(who), f"{path}.pdf"))
