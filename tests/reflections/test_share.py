"""Excerpts: only what is ticked or said in other words, only to the line above, until it is taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from app.kit import clock
from app.people import rules as staff
from app.reflections import queries, sharing
from app.reflections.sentences import sentences
from tests.pages import Page, text
from tests.reflections.acts import TEXT, drafted, finished

SAID = sentences(TEXT)


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def done(database, people) -> int:
    with database.writing() as db:
        return finished(db, people.lin)


def share(client, id: int, *places: int, passage: str = "", seen: tuple[int, ...] = ()):
    form = {"sentence": [str(n) for n in places], "passage": passage, "seen": [str(n) for n in seen]}
    return client.post(f"/reflections/{id}/excerpts?_method=put", data=form)


def shared(database, person) -> dict[int, str]:
    with database.reading() as db:
        return {one.id: one.text for one in queries.shared_excerpts(db, person.person_id)}


def seen_by(client, person) -> list[str]:
    answer = client.get(f"/people/{person.person_id}/excerpts")
    assert answer.status_code == 200
    return [text(quote) for quote in Page(answer).all(".//blockquote")]


def test_the_page_offers_each_sentence(lin, done):
    page = Page(lin.get(f"/reflections/{done}"))
    assert [text(label) for label in page.all(".//fieldset/label")] == list(SAID)
    assert len(SAID) == 4


def test_only_what_is_ticked_is_seen_above(lin, browse, database, people, done):
    assert seen_by(browse("chen"), people.lin) == []
    assert share(lin, done, 1, 3).headers["location"] == f"/reflections/{done}"
    for manager in ("chen", "zhou"):
        answer = browse(manager).get(f"/people/{people.lin.person_id}/excerpts")
        assert [text(quote) for quote in Page(answer).all(".//blockquote")] == [SAID[1], SAID[3]]
        assert SAID[0] not in answer.text and SAID[2] not in answer.text
    assert seen_by(lin, people.lin) == [SAID[1], SAID[3]]
    ticked = [one.get("value") for one in Page(lin.get(f"/reflections/{done}")).all(".//fieldset//input[@checked]")]
    assert ticked == ["1", "3"]


def test_unticked_is_taken_back_and_in_other_words_stays(lin, database, people, done):
    share(lin, done, 0, passage="I want to ask more.")
    first = shared(database, people.lin)
    assert list(first.values()) == [SAID[0], "I want to ask more."]
    share(lin, done, 2, seen=tuple(first))
    assert sorted(shared(database, people.lin).values()) == sorted([SAID[2], "I want to ask more."])
    assert "Shared in other words" in Page(lin.get(f"/reflections/{done}")).text


def test_twice_has_one_effect(lin, database, people, done):
    share(lin, done, 1, passage="In short.")
    before = shared(database, people.lin)
    assert share(lin, done, 1, passage="In short.").status_code == 303
    assert shared(database, people.lin) == before


def test_two_tabs(lin, database, people, done):
    share(lin, done, 1)
    assert share(lin, done, 2).status_code == 409
    assert list(shared(database, people.lin).values()) == [SAID[1]]


@pytest.mark.parametrize("places", [(4,), (0, 99), (2**31 - 1,)])
def test_a_sentence_that_there_is_not(lin, database, people, done, places):
    assert share(lin, done, *places).status_code == 422
    assert shared(database, people.lin) == {}


@pytest.mark.parametrize("value", ["-1", "x", "1.5", ""])
def test_no_place_at_all(lin, done, value):
    assert lin.put(f"/reflections/{done}/excerpts", data={"sentence": value}).status_code == 422


def test_a_draft_is_not_shared(lin, database, people):
    with database.writing() as db:
        id = drafted(db, people.lin)
    assert share(lin, id, 0).status_code == 409


def test_take_back_one(lin, browse, database, people, done):
    share(lin, done, 1, 3)
    first, second = shared(database, people.lin)
    for _ in range(2):
        assert lin.post(f"/excerpts/{first}?_method=delete").headers["location"] == f"/reflections/{done}"
    assert seen_by(browse("chen"), people.lin) == [SAID[3]]
    with database.reading() as db:
        kept = db.execute(sql("SELECT text FROM reflection_excerpt WHERE id = :id"), {"id": first}).scalar()
    assert kept == ""
    assert second in shared(database, people.lin)


def test_deleting_the_reflection_takes_everything_back(lin, browse, database, people, done):
    share(lin, done, 1)
    assert "disappears from your managers" in Page(lin.get(f"/reflections/{done}")).text
    assert lin.delete(f"/reflections/{done}").status_code == 303
    assert seen_by(browse("chen"), people.lin) == []
    assert actions(database) == ["excerpt.shared", "excerpt.withdrawn"]


def actions(database) -> list[str]:
    with database.reading() as db:
        found = db.execute(sql("SELECT action FROM trail_event WHERE action LIKE '%excerpt%' ORDER BY id"))
        return list(found.scalars())


def test_others_do_not_have_the_page(browse, people, lin, done):
    share(lin, done, 1)
    for other in ("dotted", "wang", "root", "zhao", "gone", "qian"):
        for path in (f"/people/{people.lin.person_id}/excerpts", f"/reflections/{done}"):
            assert browse(other).get(path).status_code == 404, other


def test_a_former_manager_loses_sight_and_the_new_one_has_it(browse, database, people, lin, done):
    share(lin, done, 1)
    with database.writing() as db:
        staff.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    for former in ("chen", "zhou"):
        assert browse(former).get(f"/people/{people.lin.person_id}/excerpts").status_code == 404
    assert seen_by(browse("qian"), people.lin) == [SAID[1]]


def test_reading_is_written_down_and_one_s_own_is_not(browse, database, people, lin):
    lin.get(f"/people/{people.lin.person_id}/excerpts")
    browse("chen").get(f"/people/{people.lin.person_id}/excerpts")
    with database.reading() as db:
        found = db.execute(sql("SELECT actor_id, object FROM trail_event WHERE action = 'record.read'")).all()
    assert [tuple(one) for one in found] == [(people.chen.person_id, "excerpts")]


def test_the_latest_shared_comes_first(lin, browse, database, people, done):
    share(lin, done, 0)
    with clock.at(clock.now() + timedelta(days=1)), database.writing() as db:
        other = finished(db, people.lin, "own:another-one", "Another thought.")
        sharing.share(db, people.lin, other, [0], "", frozenset())
    assert seen_by(browse("chen"), people.lin) == ["Another thought.", SAID[0]]
