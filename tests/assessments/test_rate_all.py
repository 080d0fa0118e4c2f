"""PUT /assessments/{id}/ratings: the whole page at once, as a browser without script sends it."""

import pytest

from app.assessments.queries import Rated
from tests.assessments.acts import fields, rate, rate_all, start, stored, submit, written
from tests.pages import Page, text


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def draft(lin) -> int:
    return start(lin)


def form_of(lin, draft) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    sent = Page(lin.get(f"/assessments/{draft}")).fields()
    return {name: value for name, value in sent.items() if name.partition(".")[2] in ("answer", "note", "version")}


def test_the_form_holds_every_competency(lin, draft):
    assert len(form_of(lin, draft)) == 3 * 12


def test_the_form_goes_to_this_address(lin, draft):
    (form,) = Page(lin.get(f"/assessments/{draft}")).marked("rate")
    assert (form.get("action"), form.get("method")) == (f"/assessments/{draft}/ratings?_method=put", "post")


def test_saves_what_changed_and_nothing_else(lin, database, draft):
    before = stored(database, draft)
    sent = {**form_of(lin, draft), "teamwork.answer": "3", "innovation.answer": "none", "strategy.note": "later"}
    response = rate_all(lin, draft, sent)
    assert (response.status_code, response.headers["location"]) == (303, f"/assessments/{draft}")
    after = stored(database, draft)
    assert {id for id in after if after[id] != before[id]} == {"teamwork", "innovation", "strategy"}
    assert [after[id].version for id in ("teamwork", "data_analysis")] == [1, 0]
    assert after["data_analysis"].saved_at is None


def test_what_was_carried_over_stays_marked_when_it_is_only_sent_along(lin, database, draft):
    rate(lin, draft, "teamwork", 3, "so")
    submit(lin, draft)
    second = start(lin)
    rate_all(lin, second, {**form_of(lin, second), "strategy.answer": "2"})
    assert "Carried over" in text(Page(lin.get(f"/assessments/{second}")).id("state-teamwork"))


def test_twice_is_one_effect(lin, database, draft):
    sent = {**form_of(lin, draft), "teamwork.answer": "3"}
    assert [rate_all(lin, draft, sent).status_code for _ in range(2)] == [303, 303]
    assert stored(database, draft)["teamwork"].version == 1


def test_the_other_button_leads_to_the_submission(lin, database, draft):
    response = rate_all(lin, draft, {**form_of(lin, draft), "teamwork.answer": "3", "submission": "1"})
    assert response.headers["location"] == f"/assessments/{draft}/submission"
    assert stored(database, draft)["teamwork"].proficiency == 3


def test_one_fault_saves_nothing_and_keeps_all_text(lin, database, draft):
    rate(lin, draft, "strategy", 1, "as before")
    sent = {
        **form_of(lin, draft),
        **fields("teamwork", 3, "words about teamwork"),
        **fields("innovation", 9, "words about innovation"),
        **fields("strategy", 2, "words about strategy", 1),
    }
    before = stored(database, draft)
    response = rate_all(lin, draft, sent)
    assert response.status_code == 422
    assert stored(database, draft) == before
    page = Page(response)
    assert {name: page.fields().get(name, "") for name in sent if name.endswith(".note")} == {
        name: value for name, value in sent.items() if name.endswith(".note")
    }
    assert page.fields()["teamwork.answer"] == "3"
    assert page.fields()["strategy.version"] == "1"
    assert text(page.id("state-innovation")) == "Choose a proficiency of the scale."
    assert text(page.id("state-teamwork")) == "Not answered yet"
    assert text(page.id("alert")).startswith("Nothing was saved yet.")


def test_put_right_it_is_saved(lin, database, draft):
    refused = rate_all(lin, draft, {**form_of(lin, draft), **fields("teamwork", 3, "x"), **fields("strategy", 9, "y")})
    again = {name: v for name, v in Page(refused).fields().items() if "." in name} | {"strategy.answer": "2"}
    assert rate_all(lin, draft, again).status_code == 303
    after = stored(database, draft)
    assert (after["teamwork"].note, after["strategy"].proficiency) == ("x", 2)


def test_saved_elsewhere_in_the_meantime(lin, browse, database, draft):
    sent = {**form_of(lin, draft), **fields("teamwork", 3, "mine"), **fields("strategy", 2, "also mine")}
    rate(browse("lin"), draft, "teamwork", 4, "from the other tab")
    response = rate_all(lin, draft, sent)
    assert response.status_code == 409
    page = Page(response)
    state = text(page.id("state-teamwork"))
    assert "4 · from the other tab" in state and "3 · mine" in state
    assert page.fields()["teamwork.version"] == "1"
    assert page.fields()["teamwork.note"] == "mine"
    assert page.fields()["strategy.note"] == "also mine"
    assert stored(database, draft)["strategy"] == Rated("strategy")
    assert stored(database, draft)["teamwork"].proficiency == 4


def test_a_conflict_and_a_fault_are_both_shown(lin, browse, draft):
    rate(browse("lin"), draft, "teamwork", 4)
    response = rate_all(lin, draft, {**fields("teamwork", 3), **fields("strategy", 9)})
    assert response.status_code == 409
    page = Page(response)
    assert "changed elsewhere" in text(page.id("state-teamwork"))
    assert "of the scale" in text(page.id("state-strategy"))


def test_part_of_the_page_keeps_the_rest(lin, database, draft):
    """Of the competencies that were not sent the page shows what is stored."""
    rate(lin, draft, "innovation", 2, "stored words")
    page = Page(rate_all(lin, draft, {**fields("teamwork", 9, "mine")}))
    assert (page.fields()["innovation.answer"], page.fields()["innovation.note"]) == ("2", "stored words")
    assert stored(database, draft)["innovation"].note == "stored words"


def test_a_field_that_got_lost_is_a_fault(lin, database, draft):
    rate(lin, draft, "teamwork", 3, "so")
    whole = fields("teamwork", 4, "so", 1)
    for lost in whole:
        assert rate_all(lin, draft, {name: whole[name] for name in whole if name != lost}).status_code == 422
    assert (stored(database, draft)["teamwork"].proficiency, stored(database, draft)["teamwork"].note) == (3, "so")


def test_unknown_competency(lin, database, draft):
    response = rate_all(lin, draft, {**fields("teamwork", 3, "my words"), **fields("nothing", 3)})
    assert response.status_code == 404
    assert "my words" in response.text
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_an_empty_form_changes_nothing(lin, database, draft):
    before = stored(database, draft)
    assert rate_all(lin, draft, {}).status_code == 303
    assert stored(database, draft) == before


def test_foreign_fields_change_nothing(lin, database, draft, people):
    before = stored(database, draft)
    sent = {"author_id": str(people.zhou.person_id), "submitted_at": "2020-01-01", "teamwork.saved_at": "x", ".": "y"}
    assert rate_all(lin, draft, sent).status_code == 303
    assert stored(database, draft) == before


def test_of_a_report(browse, database, people):
    chen = browse("chen")
    id = start(chen, person=people.lin.person_id)
    assert rate_all(chen, id, {**fields("teamwork", 4, "seen in the Q3 review")}).status_code == 303
    assert stored(database, id)["teamwork"].note == "seen in the Q3 review"


def test_once_submitted(lin, database, people):
    id = written(database, people.lin, people.lin, teamwork=3)
    unchanged = fields("teamwork", 3, "", 1)
    for sent in (unchanged, fields("teamwork", 4, "", 1), fields("teamwork", 9, "", 1), {}):
        assert rate_all(lin, id, sent).status_code == 409
    assert stored(database, id)["teamwork"].proficiency == 3


def test_once_submitted_the_text_is_kept(lin, database, people):
    id = written(database, people.lin, people.lin, teamwork=3)
    response = rate_all(lin, id, fields("teamwork", 4, "twenty minutes of writing", 1))
    assert "twenty minutes of writing" in response.text


def test_larger_than_a_form_may_be(lin, database, draft):
    response = rate_all(lin, draft, fields("teamwork", 3, "a" * (1024 * 1024)))
    assert response.status_code == 413
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_every_note_as_long_as_it_may_be(lin, database, draft):
    sent = {}
    for competency in stored(database, draft):
        sent |= fields(competency, 3, "渠" * 4000)
    assert rate_all(lin, draft, sent).status_code == 303
    assert {len(rated.note) for rated in stored(database, draft).values()} == {4000}
