"""HR makes a cycle and changes it: days, versions, who takes part; two windows, bad input, double posting."""

import re
from datetime import date

import pytest

from app.cycles import queries
from app.framework import versions
from tests.pages import Page, english
from tests.reviews.cycle_acts import NAMES, stage_days

WORKED = ("2026-10-08", "2026-10-19", "2026-11-02", "2026-11-16", "2026-11-30")
# a Saturday, a holiday (国庆), a Sunday
FREE = ("2026-09-26", "2026-10-03", "2026-11-01", "2026-11-16", "2026-11-30")
MOVED = ("2026-09-28", "2026-10-08", "2026-11-02", "2026-11-16", "2026-11-30")


def days(of: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(NAMES, of, strict=True))


def form(database, **values: object) -> dict[str, object]:
    with database.reading() as db:
        version = versions.in_force(db).id
    return {"name": "2026 H2", "framework_version": version, "once": "token-one", **days(WORKED), **values}


def stored(database) -> list[queries.Cycle]:
    with database.reading() as db:
        return queries.cycles(db)


def taking_part(database, people) -> set[str]:
    logins = {actor.person_id: login for login, actor in vars(people).items()}
    with database.reading() as db:
        return {logins[one.person_id] for cycle in queries.cycles(db) for one in queries.of_cycle(db, cycle.id)}


def test_a_cycle_is_made_and_shown(client_for, database, people):
    hr = english(client_for("wang"))
    answer = hr.post("/cycles", data=form(database, names="林晓雨\n Zhao Lei \n\n"))
    assert answer.status_code == 303
    (cycle,) = stored(database)
    assert cycle.stages.talk_by == date(2026, 11, 16)
    assert taking_part(database, people) == {"lin", "zhao"}
    page = Page(hr.get(answer.headers["location"]))
    assert page.heading == "2026 H2"
    assert "2 people have joined." in page.text
    assert "nobody works" not in page.text


def test_the_form_sent_twice_makes_one(client_for, database):
    hr = client_for("wang")
    places = {
        hr.post("/cycles", data=form(database, names="林晓雨")).headers["location"].partition("?")[0] for _ in "12"
    }
    assert len(places) == len(stored(database)) == 1


def test_days_that_nobody_works_are_moved_and_told(client_for, database):
    hr = english(client_for("wang"))
    answer = hr.post("/cycles", data=form(database) | days(FREE))
    assert str(stored(database)[0].stages.opens_on) == MOVED[0]
    said = Page(hr.get(answer.headers["location"])).text
    assert "Begins on: nobody works on 2026-09-26, so it became 2026-09-28." in said
    assert "Self-assessments until: nobody works on 2026-10-03, so it became 2026-10-08." in said
    assert "Conversations until: nobody works" not in said


def test_what_an_address_claims_was_moved_is_not_told(client_for, database):
    hr = english(client_for("wang"))
    hr.post("/cycles", data=form(database))
    id = stored(database)[0].id
    ends = ("_".join([day] * 5) for day in ("9999-12-31", "0001-01-01"))
    for asked in ("_".join(FREE), "x", *ends, "_" * 90, "2026-01-01"):
        answer = hr.get(f"/cycles/{id}?asked={asked}&joined=x&busy=y.9999999999.1")
        assert answer.status_code == 200
        assert "nobody works" not in answer.text


def test_while_days_are_chosen_it_is_told_what_becomes_of_them(client_for):
    hr = english(client_for("wang"))
    hr.headers["HX-Request"] = "true"
    said = Page(hr.get("/cycles/new", params=days(FREE)))
    assert said.id("moved") is not None
    assert "so it became 2026-10-08" in said.text
    later = {name: day.replace("2026", "2090") for name, day in days(WORKED).items()}
    assert "The public holidays of 2090 are not announced yet" in Page(hr.get("/cycles/new", params=later)).text
    for bad in ({}, {"opens_on": "x"}, days(FREE[::-1]), {**days(FREE), "self_by": ""}, {**days(FREE), "self_by": "0"}):
        assert Page(hr.get("/cycles/new", params=bad)).text == ""


def test_unknown_holidays_are_told_after_saving_too(client_for, database):
    hr = english(client_for("wang"))
    # 2090-10-07 is a Saturday
    later = days(("2090-10-07", "2090-10-19", "2090-11-02", "2090-11-16", "2090-11-30"))
    answer = hr.post("/cycles", data=form(database) | later)
    said = Page(hr.get(answer.headers["location"])).text
    assert "nobody works on 2090-10-07" in said
    assert "The public holidays of 2090 are not announced yet" in said


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"self_by": "soon"}, "self_by"),
        ({"self_by": "2026-10-07"}, "self_by"),
        ({"closes_on": "2026-11-01"}, "closes_on"),
        ({"closes_on": "2200-01-02"}, "closes_on"),
        ({"names": "Nobody Atall"}, "names"),
        ({"names": "a\x00b"}, "names"),
    ],
)
def test_bad_input_comes_back(client_for, database, wrong, field):
    answer = client_for("wang").post("/cycles", data={"names": "林晓雨"} | form(database) | wrong)
    assert answer.status_code == 422
    page = Page(answer)
    assert [e for e in page.root.iter() if e.get("name") == field and e.get("aria-invalid")]
    kept = page.fields()
    assert kept["talk_by"] == "2026-11-16"
    assert kept["once"] == "token-one"
    assert not stored(database)


def test_what_was_ticked_comes_back(client_for, database):
    answer = client_for("wang").post("/cycles", data=form(database, name="", levels="senior", names="林晓雨"))
    ticked = [e.get("value") for e in Page(answer).root.iter("input") if "checked" in e.attrib]
    assert ticked == ["senior"]
    assert Page(answer).fields()["names"] == "林晓雨"


def test_two_windows_meet_with_both_texts(client_for, database):
    hr = english(client_for("wang"))
    hr.post("/cycles", data=form(database))
    id = stored(database)[0].id
    first = Page(hr.get(f"/cycles/{id}/edit")).fields()
    sent = {**first, "name": "first", "closes_on": "2026-12-07"}
    assert hr.put(f"/cycles/{id}", data=sent).status_code == 303
    answer = hr.put(f"/cycles/{id}", data={**first, "name": "second", "closes_on": "2026-12-08"})
    assert answer.status_code == 409
    page = Page(answer)
    for words in ("first", "second", "2026-12-07", "2026-12-08"):
        assert words in page.text
    assert page.fields()["name"] == "second"
    assert stored(database)[0].name == "first"
    assert hr.put(f"/cycles/{id}", data=page.fields()).status_code == 303
    assert (stored(database)[0].name, str(stored(database)[0].stages.closes_on)) == ("second", "2026-12-08")


def test_the_same_change_twice_is_no_conflict(client_for, database):
    hr = client_for("wang")
    hr.post("/cycles", data=form(database))
    id = stored(database)[0].id
    sent = {**form(database), "name": "another", "version": 1}
    assert [hr.put(f"/cycles/{id}", data=sent).status_code for _ in "12"] == [303, 303]
    assert stored(database)[0].version == 2


def test_the_day_that_decided_who_assesses_stays(client_for, database):
    hr = client_for("wang")
    hr.post("/cycles", data=form(database) | stage_days((-60, -30, 10, 20, 30)))
    id = stored(database)[0].id
    sent = Page(hr.get(f"/cycles/{id}/edit")).fields()
    answer = hr.put(f"/cycles/{id}", data=sent | {"self_by": stage_days((-60, -1, 10, 20, 30))["self_by"]})
    assert answer.status_code in (409, 422)
    assert "self_by" in {e.get("name") for e in Page(answer).root.iter() if e.get("aria-invalid")}


def test_managers_and_outsiders_make_nothing(client_for, database):
    for login in ("chen", "zhou", "lin", "root"):
        assert client_for(login).post("/cycles", data=form(database)).status_code == 403
        assert client_for(login).get("/cycles/new").status_code == 403
    assert not stored(database)


def test_an_unknown_version_makes_nothing(client_for, database):
    assert client_for("wang").post("/cycles", data=form(database, framework_version=999)).status_code == 404
    assert not stored(database)


def test_nothing_of_it_is_kept_when_a_name_is_wrong(client_for, database):
    client_for("wang").post("/cycles", data=form(database, names="林晓雨\nnobody"))
    assert not stored(database)


def test_the_list_teaches_whoever_has_nobody(client_for, database):
    hr = english(client_for("wang"))
    assert "/cycles/new" in Page(hr.get("/cycles")).links()
    hr.post("/cycles", data=form(database, names="林晓雨"))
    assert Page(hr.get("/cycles")).marked("list")
    for login, sees in (("chen", True), ("zhou", True), ("qian", False), ("lin", False), ("root", False)):
        page = Page(english(client_for(login)).get("/cycles"))
        assert bool(re.search("2026 H2", page.text)) is sees, login
        if not sees:
            assert "/conversations" in page.links()
