"""The contribution split: who has which share."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.evidence import queries
from app.people import accounts
from tests.evidence.acts import found, written
from tests.evidence.proving import answer, confirmed, contribution, events, shared, version
from tests.pages import Page, text


@pytest.fixture
def entry(database, people) -> int:
    return written(database, people.lin, "project", title="Tea season", steps=[])


def split(client, entry, seen="", **fields):
    """`known={id: percent}` and `new={name: percent}` as rows of the form."""
    form = {"seen": seen}
    form |= {f"{id}.percent": str(percent) for id, percent in fields.get("known", {}).items()}
    for number, (name, percent) in enumerate(fields.get("new", {}).items()):
        form |= {f"new{number}.person": name, f"new{number}.percent": str(percent)}
    return client.put(f"/evidence/{entry}/contributions", data=form)


def percents(database, ids) -> list[int | None]:
    return [one.percent if one else None for one in (contribution(database, id) for id in ids)]


def test_said_confirmed_and_shown(browse, database, people, entry):
    lin, zhao = browse("lin"), browse("zhao")
    response = split(lin, entry, new={"赵磊": 30, "Qian Jin": 25, "": ""})
    assert (response.status_code, response.headers["location"]) == (303, f"/evidence/{entry}#contributions")
    assert "Your share30%" in text(Page(zhao.get("/verifications")).id("share-1"))
    assert answer(zhao, 1).status_code == 303
    section = text(Page(lin.get(f"/evidence/{entry}")).id("contributions"))
    assert "You 45%" in section
    assert "Zhao Lei ✓ confirmed 30%" in section and "Qian Jin not answered yet 25%" in section
    assert "Lin Xiaoyu 45%" in text(Page(browse("chen").get(f"/evidence/{entry}")).id("contributions"))
    assert [len(events(database, action)) for action in ("evidence.shared", "contribution.confirmed")] == [1, 1]


def test_the_form_shows_what_is_left(browse, database, people, entry):
    shared(database, people.lin, entry, {people.zhao: 30, people.qian: 25})
    page = Page(browse("lin").get(f"/evidence/{entry}/contributions"))
    assert [text(output) for output in page.all(".//output")] == ["45%"]
    fields = page.fields()
    assert fields[f"{people.zhao.person_id}.percent"] == "30"
    assert fields["seen"] == f"{people.qian.person_id}:25 {people.zhao.person_id}:30"


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({"赵磊": 60, "钱进": 40}, None),
        ({"赵磊": 100}, "d-new0-person"),
        ({"赵磊": "0"}, "d-new0-percent"),
        ({"赵磊": "-5"}, "d-new0-percent"),
        ({"赵磊": "101"}, "d-new0-percent"),
        ({"赵磊": "12.5"}, "d-new0-percent"),
        ({"赵磊": "a lot"}, "d-new0-percent"),
        ({"赵磊": ""}, "d-new0-percent"),
        ({"": 10}, "d-new0-person"),
        ({"nobody of this name": 10}, "d-new0-person"),
        ({"林晓雨": 10}, "d-new0-person"),
        ({"赵磊": 10, "Zhao Lei": 20}, "d-new1-person"),
    ],
)
def test_refused(browse, database, entry, new, field):
    response = split(browse("lin"), entry, new=new)
    assert response.status_code == 422
    page = Page(response)
    if field:
        assert page.id(field).get("class") == "wrong"
    else:
        assert "at least 1% must be your own" in page.text
    assert page.fields()["new0.person"] == next(iter(new))
    assert page.fields()["new0.percent"] == str(next(iter(new.values())))
    assert contribution(database, 1) is None
    assert version(database, entry) == 1


def test_ninety_nine_is_possible(browse, database, people, entry):
    assert split(browse("lin"), entry, new={"赵磊": 98, "钱进": 1}).status_code == 303


def test_somebody_who_cannot_sign_in(browse, database, people, entry):
    with database.writing() as db:
        accounts.disable(db, people.root.person_id, people.zhao.person_id)
    assert split(browse("lin"), entry, new={"赵磊": 10}).status_code == 422


def test_only_those_who_have_one_are_named_by_number(browse, database, people, entry):
    """A row of an existing share cannot bring in the writer herself, or a number that nobody has."""
    for person in (people.lin.person_id, 999999):
        assert split(browse("lin"), entry, known={person: 10}).status_code == 422
    assert contribution(database, 1) is None


def test_an_answer_stays_with_an_unchanged_share(browse, database, people, entry):
    ids = shared(database, people.lin, entry, {people.zhao: 30, people.qian: 25})
    answer(browse("zhao"), ids[0])
    answer(browse("qian"), ids[1], percent=25)
    seen = f"{people.qian.person_id}:25 {people.zhao.person_id}:30"
    known = {people.zhao.person_id: 30, people.qian.person_id: 40}
    assert split(browse("lin"), entry, seen, known=known).status_code == 303
    assert contribution(database, ids[0]).confirmed_at is not None
    changed = contribution(database, ids[1])
    assert (changed.percent, changed.confirmed_at) == (40, None)


def test_blank_takes_a_colleague_out(browse, database, people, entry):
    ids = shared(database, people.lin, entry, {people.zhao: 30, people.qian: 25})
    seen = f"{people.qian.person_id}:25 {people.zhao.person_id}:30"
    known = {people.zhao.person_id: "", people.qian.person_id: 25}
    assert split(browse("lin"), entry, seen, known=known).status_code == 303
    assert percents(database, ids) == [None, 25]
    assert "Tea season" not in browse("zhao").get("/verifications").text
    assert answer(browse("zhao"), ids[0]).status_code == 404


def test_two_windows(browse, database, people, entry):
    """The second is shown what is saved and what she typed, and can still save hers."""
    lin = browse("lin")
    assert split(lin, entry, new={"赵磊": 30}).status_code == 303
    response = split(lin, entry, new={"钱进": 20})
    assert response.status_code == 409
    page = Page(response)
    assert "Saved now: Zhao Lei 30%" in page.text
    fields = page.fields()
    assert (fields["new0.person"], fields["seen"]) == ("钱进", f"{people.zhao.person_id}:30")
    assert percents(database, [1, 2]) == [30, None]
    assert split(lin, entry, fields["seen"], new={"钱进": 20}).status_code == 303
    assert found(database, entry).version == 3


def test_sent_twice_is_one_change(browse, database, people, entry):
    lin = browse("lin")
    assert [split(lin, entry, new={"赵磊": 30}).status_code for _ in range(2)] == [303, 303]
    assert len(events(database, "evidence.shared")) == 1


def test_at_the_same_moment_one_wins(browse, database, people, entry):
    clients = [browse("lin") for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        sent = sorted(
            r.status_code for r in threads.map(lambda c, n: split(c, entry, new={"赵磊": n}), clients, (1, 2, 3))
        )
    assert sent == [303, 409, 409]


@pytest.mark.parametrize("seen", ["x", "1:", ":", "1:2:3", "²:1", "9" * 900, None])
def test_a_split_that_nobody_saw(browse, database, entry, seen):
    form = {"new0.person": "赵磊", "new0.percent": "30"} | ({} if seen is None else {"seen": seen})
    response = browse("lin").put(f"/evidence/{entry}/contributions", data=form)
    assert response.status_code in (409, 422)
    assert Page(response).fields()["new0.person"] == "赵磊"
    assert contribution(database, 1) is None


def test_it_needs_verifying_again(browse, database, people, entry):
    """The split is part of what is claimed; an answer to it is not the writer's."""
    confirmed(database, people.lin, entry, people.chen)
    shared(database, people.lin, entry, {people.zhao: 30})
    with database.reading() as db:
        assert not queries.of_person(db, people.lin.person_id, with_private=True)[0].verified
    confirmed(database, people.lin, entry, people.chen)
    answer(browse("zhao"), 1, "disputed", "more")
    with database.reading() as db:
        assert queries.of_person(db, people.lin.person_id, with_private=True)[0].verified


def test_only_the_writer_splits(browse, database, people, entry):
    shared(database, people.lin, entry, {people.zhao: 30})
    for login, status in (("zhao", 403), ("chen", 403), ("qian", 404), ("gone", 404), ("wang", 404)):
        client = browse(login)
        assert client.get(f"/evidence/{entry}/contributions").status_code == status, login
        assert split(client, entry, new={"钱进": 10}).status_code == status, login


@pytest.mark.parametrize("kind", ["certificate", "contact"])
def test_a_kind_that_is_not_shared(browse, database, people, kind):
    entry = written(database, people.lin, kind)
    assert browse("lin").get(f"/evidence/{entry}/contributions").status_code == 409
    assert split(browse("lin"), entry, new={"赵磊": 10}).status_code == 409


def test_a_private_entry_is_not_shared(browse, database, people):
    entry = written(database, people.lin, "project", private=True)
    assert split(browse("lin"), entry, new={"赵磊": 10}).status_code == 409


@pytest.mark.parametrize("slipped", ["person_id", "percent", "confirmed_at"])
def test_nothing_is_slipped_in(browse, database, people, entry, slipped):
    form = {"seen": "", "new0.person": "赵磊", "new0.percent": "30", slipped: "2026-01-01"}
    browse("lin").put(f"/evidence/{entry}/contributions", data=form)
    one = contribution(database, 1)
    assert (one.person_id, one.percent, one.confirmed_at) == (people.zhao.person_id, 30, None)
