"""What each colleague sees and says of her share."""

import pytest

from app.evidence import kinds, rules
from app.evidence.content import Content
from tests.evidence.acts import written
from tests.evidence.proving import answer, attached, confirmed, contribution, events, shared
from tests.pages import Page, text

SECRETS = {"partners": "Great Tea House", "story": "the secret story", "lessons": "the secret lesson"}
RESULTS = [{"template": "traffic", "value": "777123", "source": "secret source"}]


@pytest.fixture
def entry(database, people) -> int:
    return written(database, people.lin, "project", title="Tea season", **SECRETS, results=RESULTS, steps=[])


def test_disputed_needs_a_comment_that_only_the_writer_reads(browse, database, people, entry):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    zhao = browse("zhao")
    response = answer(zhao, id, "disputed")
    assert response.status_code == 422
    assert text(Page(response).id(f"d-share-{id}")) == "Say how you see it."
    assert answer(zhao, id, "disputed", "rather half of it").status_code == 303
    assert "rather half of it" in browse("lin").get(f"/evidence/{entry}").text
    chen = browse("chen").get(f"/evidence/{entry}").text
    assert "disputed" in chen and "rather half of it" not in chen
    assert not [event for event in events(database, "contribution.disputed") if "half" in event[2]]


def test_she_may_change_her_mind_while_the_share_stays(browse, database, people, entry):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    zhao = browse("zhao")
    answer(zhao, id, "disputed", "rather half of it")
    assert [answer(zhao, id).status_code for _ in range(2)] == [303, 303]
    one = contribution(database, id)
    assert one.confirmed_at is not None and one.disputed_at is None and one.comment == ""
    assert len(events(database, "contribution.confirmed")) == 1


def test_an_answer_to_another_share(browse, database, people, entry):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    shared(database, people.lin, entry, {people.zhao: 5})
    assert answer(browse("zhao"), id, percent=30).status_code == 409
    assert contribution(database, id).confirmed_at is None


@pytest.mark.parametrize(
    "form", [{"answer": ""}, {"answer": "yes"}, {"percent": ""}, {"percent": "x"}, {"answer": None}]
)
def test_an_answer_that_is_none(browse, database, people, entry, form):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    sent = {"answer": "confirmed", "comment": "kept", "percent": "30", **form}
    data = {name: value for name, value in sent.items() if value is not None}
    response = browse("zhao").put(f"/contributions/{id}", data=data)
    assert response.status_code == 422
    assert "kept" in response.text
    assert contribution(database, id).confirmed_at is None


def test_nobody_answers_for_a_colleague(browse, database, people, entry):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    for login, status in (("lin", 403), ("chen", 403), ("qian", 404), ("gone", 404), ("wang", 404)):
        assert answer(browse(login), id).status_code == status, login
    assert answer(browse("zhao"), 99).status_code == 404
    assert contribution(database, id).confirmed_at is None


def test_the_limited_view(browse, database, people, entry):
    """Title, days, role, steps and her own share; nothing else, and nothing of the other colleague."""
    with database.writing() as db:
        details = kinds.kind("project").details.model_validate(
            {"role": "led", "started_on": "2026-03-01", "ended_on": "2026-05-31", "steps": ["outreach"], **SECRETS,
             "results": RESULTS}
        )  # fmt: skip
        rules.change(db, people.lin, entry, Content("Tea season", details, ("marketing_planning",)), 1)
    attached(database, people.lin, entry)
    shared(database, people.lin, entry, {people.zhao: 30, people.qian: 25})
    confirmed(database, people.lin, entry, people.chen, "the secret comment")
    zhao = browse("zhao")
    page = Page(zhao.get("/verifications"))
    facts = dict(zip(map(text, page.all(".//dl/dt")), map(text, page.all(".//dl/dd")), strict=True))
    assert facts == {
        "Written by": "Lin Xiaoyu",
        "When": "2026-03-01 – 2026-05-31",
        "Role": "Led",
        "Steps of the work": facts["Steps of the work"],
        "Your share": "30%",
    }
    assert facts["Steps of the work"]
    for path in ("/verifications", f"/evidence/{entry}"):
        html = zhao.get(path).text
        assert "Tea season" in html
        for secret in ("secret", "Great Tea House", "777123", "777,123", "scan 1", "Qian Jin", "25%", "Chen Jianguo"):
            assert secret not in html, (path, secret)


@pytest.mark.parametrize("how", ["private", "deleted"])
def test_gone_from_sight(browse, database, people, entry, how):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    with database.writing() as db:
        if how == "private":
            rules.keep_private(db, people.lin, entry, True)
        else:
            rules.remove(db, people.lin, entry)
    zhao = browse("zhao")
    assert "Tea season" not in zhao.get("/verifications").text
    assert answer(zhao, id).status_code == 404


def test_words_are_escaped(browse, database, people, entry):
    (id,) = shared(database, people.lin, entry, {people.zhao: 30})
    answer(browse("zhao"), id, "disputed", "<script>a()</script>")
    assert "<script>a" not in browse("lin").get(f"/evidence/{entry}").text
    assert "<script>a" not in browse("zhao").get("/verifications").text
