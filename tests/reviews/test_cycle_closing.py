"""Closing a cycle: what is still open is said first, and afterwards nothing is written in it."""

from app.cycles import queries
from tests.cycles import acts
from tests.pages import Page, english
from tests.reviews.signed import signed


def test_the_confirmation_says_what_is_open_and_what_that_means(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people, "lin", "zhao", "chen")
        acts.assessed(db, people.zhao, people.zhao, acts.SELF)
        acts.opened(db, people)
    page = Page(english(client_for("wang")).get(f"/cycles/{cycle}/closing"))
    assert "3 conversations are not signed yet" in page.text
    assert "Lin Xiaoyu Both assessments are in; the conversation is open" in page.text
    assert "Zhao Lei The self-assessment is in, the manager's is not yet" in page.text
    assert "Chen Jianguo Neither assessment is in yet" in page.text
    assert "nothing that is still open will be written any more" in page.text


def test_excused_and_signed_ones_are_not_open(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people, "lin", "zhao")
        zhao = queries.of_people(db, [people.zhao.person_id])[0].id
        signed(db, people)
    hr = english(client_for("wang"))
    hr.put(f"/participants/{zhao}/excuse", data={"reason": "on leave"})
    assert "Every conversation of this cycle is signed." in Page(hr.get(f"/cycles/{cycle}/closing")).text


def test_closed_once_and_nothing_is_written_any_more(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people)
        id = acts.conversation(db, people)
        draft = acts.assessed(db, people.lin, people.lin, acts.SELF, submitted=False)
    hr = english(client_for("wang"))
    assert [hr.put(f"/cycles/{cycle}/closing").status_code for _ in "12"] == [303, 303]
    answer = hr.get(f"/cycles/{cycle}/closing")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cycles/{cycle}")
    page = Page(hr.get(f"/cycles/{cycle}"))
    assert "closed on" in page.text
    assert not [one for one in page.links() if one.endswith(("/closing", "/edit", "/participants"))]
    assert Page(hr.get(f"/cycles/{cycle}?state=over")).id(f"part-{id}") is not None
    lin = client_for("lin")
    assert lin.post(f"/conversations/{id}/assessments").status_code == 409
    assert hr.put(f"/cycles/{cycle}", data={"name": "x", "version": 1}).status_code in (409, 422)
    # what she began stays hers, and counts for no cycle
    assert lin.put(f"/assessments/{draft}/submission").status_code == 303
    with database.reading() as db:
        assert queries.cycle(db, cycle).closed_at


def test_a_manager_does_not_close(client_for, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people)
    for login in ("chen", "zhou", "lin", "root"):
        client = client_for(login)
        assert client.get(f"/cycles/{cycle}/closing").status_code == 403
        assert client.put(f"/cycles/{cycle}/closing").status_code == 403
    with database.reading() as db:
        assert queries.cycle(db, cycle).closed_at is None
