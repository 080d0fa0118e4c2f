"""A whole review cycle through the browser: HR makes it, everybody is assessed, talks, signs, answers; HR closes it.

With LADDER_CYCLE_PEOPLE=60 everybody of the demo organisation who is led by somebody takes part; else a few.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from app.kit import clock
from app.kit.db import Database
from app.people import accounts
from tests.browser import assessing, talking
from tests.browser.assessing import Answer
from tests.browser.conftest import OpenVisitor
from tests.browser.site import Site
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

PEOPLE = int(os.environ.get("LADDER_CYCLE_PEOPLE", "4"))
NAME = "2026 年年终评估"
FIRST = ("linxiaoyu", "zhaolei")
LED = """
SELECT p.id, p.name, p.staff_number, coalesce(own.login, ''), his.login FROM person p
JOIN reporting_line line ON line.person_id = p.id AND line.kind = 'solid' AND line.until IS NULL
JOIN account his ON his.person_id = line.manager_id
LEFT JOIN account own ON own.person_id = p.id
WHERE p.left_on IS NULL ORDER BY coalesce(own.login, '') NOT IN ('linxiaoyu', 'zhaolei'), p.id
"""


@dataclass(frozen=True)
class Pair:
    """A person who takes part, and who assesses her; both by the names with which they sign in."""

    number: int
    person: int
    name: str
    staff_number: str
    login: str
    manager: str

    @property
    def without_opportunity(self) -> bool:
        """One in four says 'no opportunity yet' of something."""
        return self.number % 4 == 1


@pytest.mark.parametrize("mode", ["script", "no-script"])
def test_a_cycle_from_its_making_to_its_closing(visit: OpenVisitor, site: Site, mode: Mode):
    pairs = list(taking_part(site))
    hr = visit("zh", mode, "wangfang")
    close_the_running_one(hr)
    cycle = make(hr, pairs)
    somebody = visit("zh", mode)
    for pair in pairs:
        assess(somebody, pair, cycle, by_herself=True)
    expect_all_in(hr, cycle, len(pairs))
    for pair in pairs:
        assess(somebody, pair, cycle, by_herself=False)
    for pair in pairs:
        hold(somebody, pair, cycle)
    for pair in pairs:
        answer(somebody, pair, cycle)
    close(hr, cycle, len(pairs))


def taking_part(site: Site) -> Iterator[Pair]:
    """Those whom somebody leads, the cast first; whoever has no account yet gets one."""
    database = Database(f"sqlite:///{site.database}")
    try:
        with database.writing() as db:
            found = db.connection().exec_driver_sql(LED).all()[:PEOPLE]
            digest = accounts.password_hash(db, site.person("linxiaoyu")) or ""
            for number, (person, name, staff, login, manager) in enumerate(found):
                if not login:
                    login = f"person{person}"
                    made = accounts.create_account(db, None, person, login)
                    accounts.accept_invitation(db, accounts.invite(db, None, made), digest)
                yield Pair(number, person, name, staff, login, manager)
    finally:
        database.dispose()


def become(visitor: Visitor, login: str) -> None:
    visitor.context.clear_cookies()
    visitor.sign_in(login)


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def close_the_running_one(hr: Visitor) -> None:
    running = hr.site.ask("SELECT id FROM review_cycle WHERE closed_at IS NULL")
    hr.open(f"/cycles/{running}/closing")
    hr.button("Close the cycle").click()
    hr.at(f"/cycles/{running}")


def make(hr: Visitor, pairs: list[Pair]) -> int:
    """A new cycle, its people pasted as a column of staff numbers."""
    hr.open("/cycles")
    hr.link("New cycle").click()
    hr.field("Name of the cycle").fill(NAME)
    for name, days in (("opens_on", -3), ("self_by", 10), ("manager_by", 20), ("talk_by", 30), ("closes_on", 40)):
        hr.page.locator(f"input[name={name}]").fill(day(days))
    hr.field("Names or staff numbers, one per line").fill("\n".join(pair.staff_number for pair in pairs))
    hr.button("Make the cycle").click()
    hr.heading(NAME)
    cycle = int(hr.site.ask("SELECT max(id) FROM review_cycle"))
    assert hr.site.ask("SELECT count(*) FROM cycle_participant WHERE cycle_id = ?", cycle) == len(pairs)
    # what opens on a later working day is not open yet
    opens = date.fromisoformat(hr.site.ask("SELECT opens_on FROM review_cycle WHERE id = ?", cycle))
    assert opens <= clock.today()
    return cycle


def conversation(site: Site, pair: Pair, cycle: int) -> int:
    return int(site.ask("SELECT id FROM cycle_participant WHERE cycle_id = ? AND person_id = ?", cycle, pair.person))


def assess(visitor: Visitor, pair: Pair, cycle: int, by_herself: bool) -> None:
    """From the list of conversations to the submitted assessment; what nobody changes was carried over."""
    become(visitor, pair.login if by_herself else pair.manager)
    visitor.open("/conversations")
    line = visitor.page.locator(f"#conversation-{conversation(visitor.site, pair, cycle)}")
    line.get_by_role("button").click()
    for said in answers(pair, by_herself):
        assessing.rate(visitor, said)
    assessing.submit(visitor)
    visitor.at("/gaps" if by_herself else f"/people/{pair.person}")


def answers(pair: Pair, by_herself: bool) -> list[Answer]:
    """What they say alike, where they are apart, and where there was no opportunity."""
    apart = Answer("teamwork", 4 if by_herself else 2, 3, "" if by_herself else "下次请你带一位新同事")
    without = Answer("strategy", "none" if by_herself and pair.without_opportunity else 3, 3)
    return [Answer("data_analysis", 3, 3), apart, without]


def hold(visitor: Visitor, pair: Pair, cycle: int) -> None:
    """The manager leads the conversation and signs it."""
    become(visitor, pair.manager)
    id = conversation(visitor.site, pair, cycle)
    visitor.open(f"/conversations/{id}")
    talking.keep_promises(visitor, id)
    talking.take_common_ground(visitor)
    talking.agree_on_the_rest(visitor, id)
    talking.promise(visitor, id, f"每月一次带{pair.name}复盘", day(60))
    talking.note(visitor, id, "约好下次先看数据。", clock.today().isoformat())
    talking.sign(visitor, id)


def answer(visitor: Visitor, pair: Pair, cycle: int) -> None:
    """She has seen the record; one in five does not agree with all of it."""
    become(visitor, pair.login)
    talking.acknowledge(visitor, conversation(visitor.site, pair, cycle), dissents=pair.number % 5 == 1)


def expect_all_in(hr: Visitor, cycle: int, people: int) -> None:
    """HR sees that everybody has assessed herself, and nothing of what is in it."""
    hr.open(f"/cycles/{cycle}")
    hr.shows("Self-assessments in")
    submitted = "cycle_id = ? AND person_id = author_id AND submitted_at IS NOT NULL"
    assert hr.site.ask(f"SELECT count(*) FROM assessment WHERE {submitted}", cycle) == people


def close(hr: Visitor, cycle: int, people: int) -> None:
    hr.open(f"/cycles/{cycle}/closing")
    hr.shows("Every conversation of this cycle is signed.")
    hr.button("Close the cycle").click()
    hr.at(f"/cycles/{cycle}")
    records = "SELECT count(*) FROM {} JOIN cycle_participant p ON p.id = r.participant_id WHERE p.cycle_id = ?"
    assert hr.site.ask(records.format("conversation_record r"), cycle) == people
    seen = "conversation_record r JOIN record_answer a ON a.record_id = r.id AND a.kind = 'acknowledged'"
    assert hr.site.ask(records.format(seen), cycle) == people
    expect(hr.page.locator("h1")).to_have_text(NAME)
