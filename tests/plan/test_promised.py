"""What was promised in conversations stands in the plan: the person's own, and what her managers promised her."""

from datetime import timedelta

from app.commitments import outcomes
from app.commitments.queries import Name, Promised
from app.kit import clock
from app.kit.i18n import speaking
from app.plan.collisions import collisions, dues_of, promises_of
from app.plan.findings import Collision, PromiseDue
from app.plan.words import finding_in_words
from tests.commitments.acts import promise, promised, proposed
from tests.gaps.builders import TODAY, ladder
from tests.pages import Page, text
from tests.plan.builders import goal


def shown(browse, who: str, path: str) -> list[str]:
    """The commitments on a plan, by their links."""
    page = Page(browse(who).get(path))
    return [text(a) for a in page.root.iter("a") if a.get("href", "").startswith("/commitments/")]


def test_the_person_finds_both_sides_by_quarter(browse, database, people):
    with database.writing() as db:
        promised(db, people, people.lin, promise("Hers", 5))
        promised(db, people, people.chen, promise("His", 200))
        proposed(db, people, people.chen, promise("Not signed", 5))
    assert shown(browse, "lin", "/goals") == ["Hers", "His"]
    page = Page(browse("lin").get("/goals"))
    assert page.text.count("Promised in conversations") == 2
    assert "promised to me by Chen Jianguo" in page.text and "promised by me" in page.text


def test_a_promise_takes_no_hours(browse, database, people):
    before = Page(browse("lin").get("/goals"))
    with database.writing() as db:
        promised(db, people, people.lin)
    after = Page(browse("lin").get("/goals"))
    assert [text(one) for one in before.marked("bars")] == [text(one) for one in after.marked("bars")]


def test_what_is_done_leaves_the_plan(browse, database, people):
    with database.writing() as db:
        outcomes.keep(db, people.lin, promised(db, people, people.lin).id, "", 2)
    assert shown(browse, "lin", "/goals") == []


def test_readers_of_the_plan(browse, database, people):
    with database.writing() as db:
        promised(db, people, people.lin, promise("Hers", 5))
        promised(db, people, people.chen, promise("His", 6))
        promised(db, people, people.zhou, promise("The director's", 7))
    path = f"/people/{people.lin.person_id}/goals"
    assert shown(browse, "chen", path) == ["Hers", "His", "The director's"]
    assert shown(browse, "zhou", path) == ["The director's"]
    assert shown(browse, "dotted", path) == []


def one(id: int, due: int, owner: int = 1) -> Promised:
    now = clock.now()
    her, him = Name(1, "林晓雨", "Lin Xiaoyu"), Name(2, "陈建国", "Chen Jianguo")
    return Promised(
        id, 1, None, False, f"promise {id}", TODAY + timedelta(days=due), "open", 1, now, 2, now, her,
        her if owner == 1 else him, him,
    )  # fmt: skip


def test_only_her_own_count_among_what_is_due():
    assert [due.promise.id for due in promises_of(1, [one(1, 5), one(2, 6, owner=2)])] == [1]


def test_a_goal_and_a_promise_in_one_week():
    mine = one(1, 28)
    dues = [*promises_of(1, [mine])]
    assert dues == [PromiseDue(mine.due_on, mine)]
    (found,) = collisions([*dues_of([goal(due=30)]), *dues])
    assert isinstance(found, Collision) and len(found.dues) == 2
    with speaking("en"):
        assert "the promise “promise 1”" in finding_in_words(ladder(), found)
