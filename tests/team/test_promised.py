"""What a manager promised the people below him, on his team page."""

from app.commitments import outcomes
from app.kit import clock
from app.people import rules
from tests.commitments.acts import promise, promised, proposed
from tests.pages import text
from tests.team.acts import opened


def section(page) -> list[str]:
    heading = page.id("promised")
    found = next((one for one in page.root.iter("section") if heading in list(one)), None)
    return [] if found is None else [text(li) for li in found.iter("li")]


def test_by_day_with_the_person(browse, database, people):
    with database.writing() as db:
        promised(db, people, people.chen, promise("Later", 30))
        promised(db, people, people.chen, promise("Sooner", 3))
        promised(db, people, people.lin, promise("Hers", 3))
        proposed(db, people, people.chen, promise("Not signed", 3))
    page = opened(browse("chen"))
    sooner, later = section(page)
    assert "Sooner" in sooner and "Later" in later and "Lin Xiaoyu" in sooner
    assert "/commitments" in page.links()


def test_filters_do_not_hide_it_and_nobody_elses_is_there(browse, database, people):
    with database.writing() as db:
        promised(db, people, people.zhou, promise("Invite her", 3))
    assert section(opened(browse("zhou"), "/team?q=chen")) != []
    assert "Invite her" not in opened(browse("chen")).text


def test_kept_or_out_of_sight_it_is_gone(browse, database, people):
    with database.writing() as db:
        kept = promised(db, people, people.chen, promise("Kept already", 3)).id
        outcomes.keep(db, people.lin, kept, "", 2)
        promised(db, people, people.chen, promise("Take her along", 3))
    assert [said for said in section(opened(browse("chen"))) if "Kept already" in said] == []
    with database.writing() as db:
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, clock.today())
    assert section(opened(browse("chen"))) == ["Nothing is open. Promises come from review conversations."]
