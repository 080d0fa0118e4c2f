"""The same rating open in two tabs: the second is told, shown both texts, and can still save."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.assessments.acts import fields, rate, start, stored
from tests.pages import Page, text


@pytest.fixture
def draft(browse) -> int:
    return start(browse("lin"))


def test_the_second_is_told(browse, database, draft):
    one, two = browse("lin"), browse("lin")
    assert rate(one, draft, "teamwork", 3, "from the first tab").status_code == 200
    response = rate(two, draft, "teamwork", "none", "from the second tab")
    assert response.status_code == 409
    page = Page(response)
    state = text(page.id("state-teamwork"))
    assert "Saved now 3 · from the first tab" in state
    assert "Yours No opportunity yet · from the second tab" in state
    assert page.fields() == {"teamwork.version": "1"}
    assert stored(database, draft)["teamwork"].note == "from the first tab"


def test_the_second_saves_hers_after_having_seen_both(browse, database, draft):
    one, two = browse("lin"), browse("lin")
    rate(one, draft, "teamwork", 3, "from the first tab")
    version = Page(rate(two, draft, "teamwork", 4, "from the second tab")).fields()["teamwork.version"]
    assert rate(two, draft, "teamwork", 4, "from the second tab", version).status_code == 200
    assert (stored(database, draft)["teamwork"].note, stored(database, draft)["teamwork"].version) == (
        "from the second tab",
        2,
    )


def test_the_offered_button_sends_the_card(browse, draft):
    rate(browse("lin"), draft, "teamwork", 3)
    page = Page(rate(browse("lin"), draft, "teamwork", 4))
    (button,) = page.all(".//button")
    assert button.get("hx-put") == f"/assessments/{draft}/ratings/teamwork"
    assert button.get("hx-include") == "#teamwork"
    assert button.get("hx-target") == "#state-teamwork"
    assert any(link.get("href") == f"/assessments/{draft}?version=1#teamwork" for link in page.all(".//a"))


def test_without_script(browse, draft):
    rate(browse("lin"), draft, "teamwork", 3, "from the first tab")
    response = browse("lin").put(f"/assessments/{draft}/ratings/teamwork", data=fields("teamwork", 4, "mine"))
    assert response.status_code == 409
    page = Page(response)
    assert "from the first tab" in text(page.id("state-teamwork"))
    assert page.fields()["teamwork.note"] == "mine"
    assert page.fields()["teamwork.version"] == "1"


def test_a_version_from_the_future(browse, draft):
    assert rate(browse("lin"), draft, "teamwork", 4, version=7).status_code == 409


def test_another_competency_is_no_conflict(browse, database, draft):
    assert rate(browse("lin"), draft, "teamwork", 3).status_code == 200
    assert rate(browse("lin"), draft, "strategy", 3).status_code == 200


def test_both_texts_are_escaped(browse, draft):
    rate(browse("lin"), draft, "teamwork", 3, "<img src=x onerror=a()>")
    response = rate(browse("lin"), draft, "teamwork", 4, "<script>b()</script>")
    assert response.status_code == 409
    assert "<img" not in response.text and "<script" not in response.text


def test_at_the_same_moment_one_is_saved_and_the_others_are_told(browse, database, draft):
    clients = [browse("lin") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        saved = list(threads.map(lambda c, n: rate(c, draft, "teamwork", n).status_code, clients, (1, 2, 3, 4)))
    assert sorted(saved) == [200, 409, 409, 409]
    assert stored(database, draft)["teamwork"].proficiency == saved.index(200) + 1
    assert stored(database, draft)["teamwork"].version == 1


def test_different_competencies_at_the_same_moment(browse, database, draft):
    names = ("teamwork", "strategy", "innovation", "adaptability")
    clients = [browse("lin") for _ in names]
    with ThreadPoolExecutor(4) as threads:
        saved = list(threads.map(lambda c, name: rate(c, draft, name, 2).status_code, clients, names))
    assert saved == [200] * 4
    assert {stored(database, draft)[name].proficiency for name in names} == {2}
