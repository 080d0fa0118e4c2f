"""PUT /assessments/{id}/ratings/{competency}: one rating saved, by htmx or by a plain form."""

import pytest

from app.assessments.queries import Rated
from tests.assessments.acts import HTMX, fields, found, rate, start, stored, written
from tests.pages import Page, text


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def draft(lin) -> int:
    return start(lin)


def value(rated: Rated) -> tuple[int | None, bool, str, int]:
    return rated.proficiency, rated.no_opportunity, rated.note, rated.version


def test_a_proficiency_with_a_note(lin, database, draft):
    response = rate(lin, draft, "teamwork", 3, "led the Q3 review")
    assert response.status_code == 200
    assert response.headers["vary"] == "HX-Request"
    assert value(stored(database, draft)["teamwork"]) == (3, False, "led the Q3 review", 1)
    assert stored(database, draft)["teamwork"].saved_at is not None


def test_nothing_else_changes(lin, database, draft):
    before = stored(database, draft)
    rate(lin, draft, "teamwork", 3)
    after = stored(database, draft)
    assert {id for id in after if after[id] != before[id]} == {"teamwork"}


def test_the_fragment_is_the_state_and_the_progress_out_of_band(lin, draft):
    page = Page(rate(lin, draft, "teamwork", 3))
    assert page.fields() == {"teamwork.version": "1"}
    assert text(page.id("state-teamwork")).startswith("Saved ")
    progress = page.id("progress")
    assert progress is not None and progress.get("hx-swap-oob") == "true"
    assert text(progress).startswith("1 of 12 answered")
    assert [child.get("id") for child in page.root] == ["state-teamwork", "progress"]


def test_the_page_has_the_same_parts(lin, draft):
    """What the fragment replaces must be there, and as it would be after loading the page again."""
    fragment = Page(rate(lin, draft, "teamwork", 3))
    page = Page(lin.get(f"/assessments/{draft}"))
    for id in ("state-teamwork", "progress"):
        assert text(page.id(id)) == text(fragment.id(id))
    progress = page.id("progress")
    assert progress is not None and progress.get("hx-swap-oob") is None


def test_without_script_it_leads_back_to_the_page(lin, database, draft):
    response = lin.put(f"/assessments/{draft}/ratings/teamwork", data=fields("teamwork", 3))
    assert (response.status_code, response.headers["location"]) == (303, f"/assessments/{draft}")
    assert stored(database, draft)["teamwork"].proficiency == 3
    assert "Saved." in lin.get(f"/assessments/{draft}").text


def test_the_method_in_the_address(lin, database, draft):
    response = lin.post(f"/assessments/{draft}/ratings/teamwork?_method=put", data=fields("teamwork", 3))
    assert response.status_code == 303
    assert stored(database, draft)["teamwork"].proficiency == 3


def test_fields_without_the_prefix(lin, database, draft):
    form = {"answer": "3", "note": "so", "version": "0"}
    assert lin.put(f"/assessments/{draft}/ratings/teamwork", data=form, headers=HTMX).status_code == 200
    assert value(stored(database, draft)["teamwork"]) == (3, False, "so", 1)


def test_no_opportunity_and_not_rated(lin, database, draft):
    assert text(Page(rate(lin, draft, "innovation", "none")).id("progress")).startswith("1 of 12")
    assert value(stored(database, draft)["innovation"]) == (None, True, "", 1)
    assert text(Page(rate(lin, draft, "innovation", "", version=1)).id("progress")).startswith("0 of 12")
    assert value(stored(database, draft)["innovation"]) == (None, False, "", 2)


def test_a_note_alone_is_no_answer(lin, database, draft):
    assert text(Page(rate(lin, draft, "innovation", "", "to think about")).id("progress")).startswith("0 of 12")
    assert value(stored(database, draft)["innovation"]) == (None, False, "to think about", 1)


def test_the_version_counts_the_saves(lin, database, draft):
    for version, proficiency in enumerate((1, 2, 3, 4)):
        assert Page(rate(lin, draft, "teamwork", proficiency, version=version)).fields() == {
            "teamwork.version": str(version + 1)
        }
    assert value(stored(database, draft)["teamwork"]) == (4, False, "", 4)


def test_the_same_answer_twice_is_one_effect(lin, database, draft):
    assert rate(lin, draft, "teamwork", 3, "so").status_code == 200
    again = rate(lin, draft, "teamwork", 3, "so")
    assert again.status_code == 200
    assert Page(again).fields() == {"teamwork.version": "1"}
    assert stored(database, draft)["teamwork"].version == 1


def test_all_of_the_scale(lin, database, draft):
    for version, proficiency in enumerate(range(1, 6)):
        assert rate(lin, draft, "teamwork", proficiency, version=version).status_code == 200
        assert stored(database, draft)["teamwork"].proficiency == proficiency


def test_notes_are_kept_as_they_were_typed(lin, database, draft):
    note = '第一季度：\r\n\r\n<b>开拓</b> 3 家 & 签约 "2" 家 🪜 {{ 7 * 7 }} </textarea><script>x()</script>'
    rate(lin, draft, "teamwork", 3, note)
    assert stored(database, draft)["teamwork"].note == note.replace("\r\n", "\n")
    response = lin.get(f"/assessments/{draft}")
    assert "<script>x()" not in response.text
    assert Page(response).fields()["teamwork.note"] == note.replace("\r\n", "\n")


def test_the_longest_note(lin, database, draft):
    assert rate(lin, draft, "teamwork", 3, "渠" * 4000).status_code == 200
    assert len(stored(database, draft)["teamwork"].note) == 4000


NO_ANSWERS = ("9", "0", "6", "-1", "NaN", "9223372036854775808", "1e3", "3.0", "none ", "３", "x", "\x00", "999", "3 3")


def test_what_is_no_answer_is_refused_beside_the_field(lin, database, draft):
    for said in NO_ANSWERS:
        response = rate(lin, draft, "teamwork", said, "my words")
        assert response.status_code == 422, said
        page = Page(response)
        (wrong,) = page.marked("wrong")
        assert wrong.get("role") == "alert" and len(text(wrong)) > 10
        assert page.fields() == {"teamwork.version": "0"}
        assert page.id("progress") is None
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


UNREADABLE = ("nul \x00 in it", "bell \x07", "escape \x1b[31m", "turned \u202e around", "next line \u0085")


def test_notes_that_cannot_be_kept(lin, database, draft):
    for note in UNREADABLE:
        response = rate(lin, draft, "teamwork", 3, note)
        assert response.status_code == 422
        assert "cannot be stored" in text(Page(response).marked("wrong")[0]), ascii(note)
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_a_note_that_is_too_long(lin, database, draft):
    response = rate(lin, draft, "teamwork", 3, "a" * 4001)
    assert response.status_code == 422
    assert text(Page(response).marked("wrong")[0]) == "At most 4000 characters; this has 4001."
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_half_a_character_never_reaches_the_database(lin, database, draft):
    """A lone surrogate in UTF-8 is no UTF-8."""
    body = b"teamwork.answer=3&teamwork.version=0&teamwork.note=half%ED%A0%80"
    headers = {**HTMX, "Content-Type": "application/x-www-form-urlencoded"}
    assert lin.put(f"/assessments/{draft}/ratings/teamwork", content=body, headers=headers).status_code in (200, 422)
    stored(database, draft)["teamwork"].note.encode()


def test_what_is_no_version(lin, database, draft):
    for version in ("-1", "NaN", "9223372036854775808", "", "x", "1" * 5000, "1e400", "\x00"):
        assert rate(lin, draft, "teamwork", 3, "so", version).status_code == 422, version
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_a_version_is_needed(lin, database, draft):
    form = {"teamwork.answer": "3", "teamwork.note": "so"}
    assert lin.put(f"/assessments/{draft}/ratings/teamwork", data=form, headers=HTMX).status_code == 422
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_a_field_that_is_missing_erases_nothing(lin, database, draft):
    rate(lin, draft, "teamwork", 3, "so")
    for form in ({"teamwork.version": "1"}, {"teamwork.version": "1", "teamwork.answer": "4"}, {}):
        assert lin.put(f"/assessments/{draft}/ratings/teamwork", data=form, headers=HTMX).status_code == 422
    assert value(stored(database, draft)["teamwork"]) == (3, False, "so", 1)


def test_two_answers_at_once(lin, database, draft):
    form = {**fields("teamwork"), "teamwork.answer": ["3", "none"]}
    response = lin.put(f"/assessments/{draft}/ratings/teamwork", data=form, headers=HTMX)
    assert response.status_code == 422
    assert "sent twice" in response.text
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_refused_without_script_the_page_keeps_the_text(lin, database, draft):
    rate(lin, draft, "innovation", 2, "stored words")
    response = lin.put(f"/assessments/{draft}/ratings/teamwork", data=fields("teamwork", "9", "my words"))
    assert response.status_code == 422
    page = Page(response)
    assert page.fields()["teamwork.note"] == "my words"
    assert text(page.id("state-teamwork")) == "Choose a proficiency of the scale."
    assert text(page.id("alert")).startswith("Nothing was saved yet.")


def test_refused_without_script_the_other_cards_stay_as_they_are(lin, draft):
    rate(lin, draft, "innovation", 2, "stored words")
    for sent in (fields("teamwork", "9", "my words"), {"answer": "9", "note": "my words", "version": "0"}):
        page = Page(lin.put(f"/assessments/{draft}/ratings/teamwork", data=sent))
        assert page.fields()["innovation.note"] == "stored words"
        assert page.fields()["innovation.answer"] == "2"
        assert page.fields()["data_analysis.note"] == ""


def test_unknown_competency(lin, draft):
    for competency in ("nothing", "Teamwork", "teamwork.", "%00", "team%2Fwork", "%ED%A0%80"):
        assert rate(lin, draft, competency, 3).status_code == 404, competency


def test_unknown_assessment(lin, draft):
    for id in ("0", "-1", "999999", "2147483647", "2147483648", "9223372036854775808", "x", "1.5"):
        assert rate(lin, id, "teamwork", 3).status_code == 404
        assert lin.get(f"/assessments/{id}").status_code == 404
        assert lin.get(f"/assessments/{id}/submission").status_code == 404


def test_nobody_else_writes_in_a_draft(browse, database, draft):
    for who in ("chen", "zhou", "dotted", "wang", "root", "zhao", "gone"):
        client = browse(who)
        assert rate(client, draft, "teamwork", 5).status_code == 404, who
        assert client.put(f"/assessments/{draft}/ratings", data=fields("teamwork", 5)).status_code == 404
        assert client.put(f"/assessments/{draft}/ratings", data={}).status_code == 404
        assert client.put(f"/assessments/{draft}/submission").status_code == 404
        assert client.get(f"/assessments/{draft}/submission").status_code == 404
        assert client.delete(f"/assessments/{draft}").status_code == 404
    assert stored(database, draft)["teamwork"] == Rated("teamwork")
    assert found(database, draft).submitted_at is None


def test_who_may_read_it_may_still_not_write(browse, database, people):
    written(database, people.chen, people.lin)
    id = written(database, people.lin, people.lin)
    for who in ("chen", "zhou", "dotted"):
        client = browse(who)
        assert client.get(f"/assessments/{id}").status_code == 200, who
        assert rate(client, id, "teamwork", 5).status_code == 403, who
        assert client.put(f"/assessments/{id}/ratings", data=fields("teamwork", 5)).status_code == 403
        assert client.put(f"/assessments/{id}/ratings", data={}).status_code == 403
        assert client.put(f"/assessments/{id}/submission").status_code == 403
        assert client.delete(f"/assessments/{id}").status_code == 403
    assert stored(database, id)["teamwork"].proficiency == 3


def test_another_language_than_we_have(lin, draft):
    response = lin.put(f"/assessments/{draft}/ratings/teamwork?lang=xx", data=fields("teamwork", 9), headers=HTMX)
    assert response.status_code == 422
    assert "Choose a proficiency of the scale." in response.text
    assert lin.get(f"/assessments/{draft}?lang=xx").status_code == 200


def test_a_body_that_is_no_form(lin, draft):
    response = lin.put(f"/assessments/{draft}/ratings/teamwork", json={"answer": 3}, headers=HTMX)
    assert response.status_code == 422
    assert response.headers["hx-retarget"] == "#alert"


def test_another_site_cannot_write(lin, database, draft):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}):
        assert rate(lin, draft, "teamwork", 3, headers=headers).status_code == 403
    assert stored(database, draft)["teamwork"] == Rated("teamwork")
