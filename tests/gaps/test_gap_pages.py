"""GET /gaps and GET /people/{id}/gaps."""

import re
from math import atan2, hypot, pi
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.framework import versions
from app.gaps.picture import picture
from app.kit.charts.radar import HEIGHT, RADIUS, WIDTH
from app.people import access
from app.trail.models import TrailEvent
from tests.assessments.acts import written
from tests.pages import Page, english, text, texts

RATINGS = {"teamwork": 4, "strategy": 2, "communication": 5, "innovation": "none", "cost_control": 1, "relationship": 3}


@pytest.fixture
def browse(client_for):
    return lambda login: english(client_for(login))


@pytest.fixture
def rated(database, people) -> None:
    written(database, people.lin, people.lin, **RATINGS)


def rows(page: Page) -> dict[str, list[str]]:
    """The table: competency → now required, target requires, current, gap."""
    found = [texts(row) for row in page.all(".//table/tbody/tr")]
    return {cells[0].removesuffix(" key"): cells[1:] for cells in found if len(cells) > 1}


def drawn(page: Page) -> list[list[int | None]]:
    """The values that the chart's three lines show, read back from their distances to the centre."""
    return [values_of(path.get("d", ""), len(page.all(".//figure//text"))) for path in page.marked("radar-line")[:3]]


def values_of(path: str, axes: int) -> list[int | None]:
    """A point's place on its spoke, as a value of the scale 1 to 5."""
    found: list[int | None] = [None] * axes
    for x, y in re.findall(r"[ML]([\d.]+),([\d.]+)", path):
        dx, dy = float(x) - WIDTH / 2, float(y) - HEIGHT / 2
        axis = round((atan2(dy, dx) + pi / 2) / (2 * pi / axes)) % axes
        found[axis] = round(hypot(dx, dy) / RADIUS * 5)
    return found


def number(cell: str) -> int | None:
    return None if cell == "—" else int(cell)


def test_table_chart_and_analysis_hold_the_same_numbers(browse, database, people, rated):
    lin = browse("lin")
    for level in ("", "junior", "intermediate", "senior", "director"):
        page = Page(lin.get(f"/gaps?target={level}"))
        with database.reading() as db:
            found = picture(db, people.lin, access.subject_of_line(db, people.lin, people.lin.person_id), level or None)
        expected = {
            gap.competency.title.en: [found.level.required[gap.competency.id], gap.required, gap.current.rated]
            for gap in found.analysis.gaps
        }
        assert {name: [number(cell) for cell in cells[:3]] for name, cells in rows(page).items()} == expected
        in_order = [expected[gap.competency.title.en] for gap in found.analysis.gaps]
        assert drawn(page) == [list(column) for column in zip(*in_order, strict=True)], level


def test_what_each_state_says(browse, rated):
    table = rows(Page(browse("lin").get("/gaps?target=senior")))
    assert {table[name][3] for name in ("Teamwork",)} == {"✓ met"}
    assert table["Strategy formulation"][3] == "2 steps short"
    assert table["Communication and coordination"][3] == "1 step above"
    assert table["Innovation"][2:] == ["—", "No opportunity yet", "no evidence yet"]
    assert table["Market analysis"][2:] == ["—", "Not rated yet", "no evidence yet"]


def test_not_rated_is_never_a_zero(browse):
    page = Page(browse("lin").get("/gaps"))
    assert {cells[2] for cells in rows(page).values()} == {"—"}
    assert {cells[3] for cells in rows(page).values()} == {"Not rated yet"}
    assert "short" not in text(page.id("main"))
    assert page.marked("radar-dot")[:-1] == []


def test_there_is_no_score(browse, rated):
    """Neither a share in per cent nor an average: gaps are facts about single competencies."""
    lin = browse("lin")
    for path in ("/gaps", "/gaps?target=intermediate", "/gaps?target=senior&face=manager", "/"):
        page = Page(lin.get(path))
        for said in texts(page.marked("head") + page.marked("table") + page.marked("marks")):
            assert "%" not in said and not re.search(r"\d\.\d", said), path
        assert page.all(".//meter") == []


def test_by_default_against_the_next_rung(browse, rated):
    page = Page(browse("lin").get("/gaps"))
    assert "Senior specialist" in page.heading
    (chosen,) = [text(a) for a in levels(page).iter("a") if a.get("aria-current")]
    assert chosen.startswith("Senior specialist")


def levels(page: Page) -> Element:
    """The row of tabs with the levels."""
    (found,) = page.all(".//nav[@aria-label='Against which level']")
    return found


def current(page: Page, tabs: str) -> list[str]:
    """The chosen tab of a row of tabs."""
    return [text(a) for group in page.marked(tabs) for a in group.iter("a") if a.get("aria-current")]


def test_every_level_has_a_tab(browse, rated):
    lin = browse("lin")
    page = Page(lin.get("/gaps"))
    addresses = [a.get("href", "") for a in levels(page).iter("a")]
    assert len(addresses) == 4
    for address in addresses:
        target = Page(lin.get(address))
        (chosen,) = [a.get("href") for a in levels(target).iter("a") if a.get("aria-current")]
        assert chosen == address


def test_what_does_not_exist(browse, rated):
    lin = browse("lin")
    for query in ("target=chief", "target=%00", "target=senior&face=chief", "target=junior&face=manager", "target=1"):
        assert lin.get(f"/gaps?{query}").status_code == 404, query
    assert lin.get("/gaps?basis=nobody&lang=xx").status_code == 200
    for id in ("0", "2147483647", "2147483648", "9223372036854775808", "x"):
        assert lin.get(f"/people/{id}/gaps").status_code == 404, id


def test_the_tabs_of_the_faces(browse, rated):
    lin = browse("lin")
    page = Page(lin.get("/gaps?target=senior"))
    (tabs,) = page.marked("faces")
    assert len(list(tabs.iter("a"))) == 2 and current(page, "faces") == []
    assert "say which face of the level is meant" in page.text
    for a in tabs.iter("a"):
        chosen = Page(lin.get(a.get("href", "")))
        assert current(chosen, "faces") == [text(a)]
        assert "say which face of the level is meant" not in chosen.text
    assert Page(lin.get("/gaps?target=director")).marked("faces") == []


def test_the_chosen_face_is_the_one_in_the_headline(browse, rated):
    lin = browse("lin")
    headings = {face: Page(lin.get(f"/gaps?target=senior&face={face}")).heading for face in ("manager", "specialist")}
    assert "manager" in headings["manager"].lower()
    assert headings["manager"] != headings["specialist"]


def test_the_basis_can_be_switched(browse, database, people, rated):
    lin = browse("lin")
    assert not any("basis=" in a.get("href", "") for a in Page(lin.get("/gaps")).all(".//a"))
    written(database, people.chen, people.lin, teamwork=2)
    page = Page(lin.get("/gaps"))
    assert rows(page)["Teamwork"][2] == "4" and "By the self-assessment of" in page.text
    (other,) = [a.get("href", "") for a in page.marked("tabs")[0].iter("a") if not a.get("aria-current")]
    assert "basis=manager" in other
    page = Page(lin.get(other))
    assert rows(page)["Teamwork"][2] == "2" and "By the manager assessment of" in page.text
    addresses = [a.get("href", "") for a in levels(page).iter("a")]
    assert len(addresses) == 4 and all("basis=manager" in address for address in addresses)


def test_the_draft_is_called_one(browse, database, people):
    written(database, people.lin, people.lin, False, teamwork=4)
    assert "From the draft you are writing" in browse("lin").get("/gaps").text


def test_work_is_offered_for_each_gap(browse, rated):
    page = Page(browse("lin").get("/gaps?target=senior"))
    cards = page.marked("priority")
    assert [text(next(card.iter("h3"))) for card in cards][:1] == ["Strategy formulation"]
    assert all(card.get("id") for card in cards)
    for card in cards:
        assert "Why here:" in text(card)
        assert len(list(card.iter("li"))) >= 2
    linked = {a.get("href") for a in page.all(".//table//a") if a.get("href", "").startswith("#")}
    assert linked == {f"#{card.get('id')}" for card in cards}


def test_on_the_top_rung(browse, database, people):
    zhou = browse("zhou")
    page = Page(zhou.get("/gaps"))
    assert page.heading.startswith("What “Director")
    written(database, people.zhou, people.zhou, **dict.fromkeys(("teamwork", "strategy", "communication"), 5))
    assert rows(Page(zhou.get("/gaps")))["Teamwork"] == ["5", "5", "5", "✓ met", "no evidence yet"]
    assert Page(zhou.get("/")).heading


def test_with_everything_met(browse, database, people):
    with database.reading() as db:
        framework = versions.in_force(db).framework
    written(database, people.zhou, people.zhou, **{c.id: 5 for c in framework.competencies})
    page = Page(browse("zhou").get("/gaps"))
    assert page.marked("priority") == []
    assert Page(browse("zhou").get("/")).heading


def test_without_a_level(browse, database, people):
    wang = browse("wang")
    page = Page(wang.get("/gaps"))
    assert "Junior" in page.heading
    assert {cells[0] for cells in rows(page).values()} == {"—"}
    assert drawn(page)[0] == [None] * 12
    written(database, people.wang, people.wang, teamwork=4)
    assert rows(Page(wang.get("/gaps")))["Teamwork"] == ["—", "2", "4", "2 steps above", "no evidence yet"]


def read_log(database, person: int) -> list[tuple[int | None, str]]:
    with database.reading() as db:
        return [
            (e.actor_id, e.object)
            for e in db.execute(select(TrailEvent).where(col(TrailEvent.action) == "record.read")).scalars()
            if e.subject_id == person
        ]


def test_of_a_report(browse, database, people, rated):
    path = f"/people/{people.lin.person_id}/gaps"
    for reader in ("chen", "zhou", "dotted"):
        page = Page(browse(reader).get(path))
        assert "Nothing to read yet" in page.text, reader
        assert {cells[2] for cells in rows(page).values()} == {"—"}
        assert ("/assessments/new" in page.links()) == (reader != "dotted")
    assert "Nothing has been agreed yet" in Page(browse("wang").get(path)).text
    written(database, people.chen, people.lin, teamwork=2)
    for reader in ("chen", "zhou", "dotted"):
        page = Page(browse(reader).get(path))
        assert rows(page)["Teamwork"][2] == "2", reader
        assert rows(Page(browse(reader).get(f"{path}?basis=self")))["Teamwork"][2] == "4", reader


def test_the_tabs_of_a_report_stay_with_her(browse, database, people, rated):
    written(database, people.chen, people.lin, teamwork=2)
    path = f"/people/{people.lin.person_id}/gaps"
    page = Page(browse("chen").get(path))
    tabs = [a.get("href", "") for group in page.marked("tabs") for a in group.iter("a")]
    assert len(tabs) == 2 + 4 + 2
    assert all(address.startswith(f"{path}?") for address in tabs)


def test_others_find_nothing(browse, database, people, rated):
    for reader in ("zhao", "qian", "gone", "root"):
        assert browse(reader).get(f"/people/{people.lin.person_id}/gaps").status_code == 404, reader
    assert read_log(database, people.lin.person_id) == []


def test_each_reading_by_somebody_else_is_written_down(browse, database, people, rated):
    lin, path = browse("lin"), f"/people/{people.lin.person_id}/gaps"
    lin.get("/gaps")
    lin.get(path)
    assert read_log(database, people.lin.person_id) == []
    for reader in ("wang", "chen"):
        browse(reader).get(path)
    assert read_log(database, people.lin.person_id) == [
        (people.wang.person_id, "gaps"),
        (people.chen.person_id, "gaps"),
    ]
    looked = Page(lin.get("/me/looked")).text
    assert "王芳" in looked or "Wang Fang" in looked


def test_signed_out(anonymous):
    assert anonymous.get("/gaps?target=senior").headers["location"] == "/sign-in?next=%2Fgaps%3Ftarget%3Dsenior"
