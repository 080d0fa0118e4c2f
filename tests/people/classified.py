"""Every route with what it answers to whom. The walk and the attacks read this one table.

An object that the table names belongs to lin: for her it is her own, for chen and zhou their
team's, for the others a stranger's. `gone` was her manager until yesterday. The newer rooms' routes
stand in tests/ROOM/walk.py.
"""

import pyotp

from tests.cases import (
    ACTORS,
    ADMIN_READ,
    ADMIN_WRITE,
    HR_READ,
    HR_WRITE,
    LINE,
    PEOPLE,
    READ,
    SAFE,
    WRITE,
    Case,
    all_signed_in,
    may,
    public,
)
from tests.cast import PASSWORD
from tests.people import stage
from tests.rooms import ROOMS

__all__ = ["ACTORS", "CASES", "OPEN_CASES", "PEOPLE", "SAFE", "UNSAFE_CASES", "Case"]

NEW = "another long way up the ladder"
TODAY = "2126-11-23"


def code_of(secret: str) -> str:
    return pyotp.TOTP(secret).now()


SIGHT_WITHOUT_ASSESSING = may(200, "lin", "chen", "zhou") | {"dotted": 403, "wang": 403}
READERS = ("lin", "chen", "zhou", "dotted")
OWN = {"draft": stage.draft}
DONE = {"done": stage.submitted}
OF_CHEN = {"draft": lambda db, people: stage.draft(db, people, "chen")}
OPENED = {"done": lambda db, people: stage.both_submitted(db, people, "lin")}
OPENED_CHEN = {"done": lambda db, people: stage.both_submitted(db, people, "chen")}
SEALED_CHEN = {"done": lambda db, people: stage.submitted(db, people, "chen")}
RATING = {"answer": "3", "note": "agreed with two partners", "version": "1"}
PERSON = {
    "name": "林晓雨",
    "name_latin": "Lin Xiaoyu",
    "staff_number": "A7",
    "email": "a@example.com",
    "department": "X",
}
NEW_PERSON = PERSON | {
    "name": "新人",
    "joined_on": "2026-01-05",
    "level": "senior",
    "face": "manager",
    "level_since": "2026-01-05",
    "manager": "钱进",
}
PASSWORDS = {"password": NEW, "again": NEW}
OLD = {"old": stage.passwords}

# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /health/live", "/health/live", public(200)),
    Case("GET /health/ready", "/health/ready", public(200)),
    Case("GET /static/{digest}/{name}", "/static/x/ladder.css", public(200)),
    Case("GET /sign-in", "/sign-in", all_signed_in(303, 200)),
    # no provider is named in these tests; test_oidc.py has one
    Case("GET /sign-in/oidc", "/sign-in/oidc", public(404)),
    Case("GET /sign-in/oidc/return", "/sign-in/oidc/return?state=x&code=y", public(404)),
    Case("POST /session", "/session", public(303), {"login": "zhao", "password": PASSWORD, "next": "/people"}, OLD),
    Case("GET /session/code", "/session/code", public(200)),
    Case("PUT /session/code", "/session/code", public(303), {"code": "123456", "next": "/"}),
    Case("DELETE /session", "/session", public(303)),
    Case("GET /invitations/{token}", "/invitations/{token}", public(200), needs={"token": stage.invitation}),
    Case("POST /invitations/{token}", "/invitations/{token}", public(303), PASSWORDS, {"token": stage.invitation}),
    Case("GET /", "/", READ),
    Case("GET /people", "/people", READ),
    Case("GET /people/{id}", "/people/{lin}", READ),
    Case("GET /people/new", "/people/new", HR_READ),
    Case("POST /people", "/people", HR_WRITE, NEW_PERSON | {"staff_number": ""}),
    Case("GET /people/{id}/record", "/people/{lin}/record", HR_READ),
    Case("PUT /people/{id}", "/people/{lin}", HR_WRITE, PERSON),
    Case(
        "POST /people/{id}/placements", "/people/{lin}/placements", HR_WRITE,
        {"level": "senior", "face": "manager", "since": TODAY},
    ),
    Case(
        "POST /people/{id}/lines", "/people/{lin}/lines", HR_WRITE,
        {"manager": "钱进", "kind": "dotted", "since": "2026-01-05"},
    ),
    Case(
        "DELETE /people/{id}/lines/{line}", "/people/{lin}/lines/{line}", HR_WRITE, {"on": TODAY}, {"line": stage.line}
    ),
    Case("PUT /people/{id}/departure", "/people/{lin}/departure", HR_WRITE, {"on": TODAY}),
    Case("GET /assessments", "/assessments", READ),
    Case("GET /assessments/new", "/assessments/new", READ),
    Case("GET /assessments/new", "/assessments/new?person={lin}", SIGHT_WITHOUT_ASSESSING),
    Case(
        "POST /assessments", "/assessments", may(303, "lin", "chen", "zhou") | {"dotted": 403, "wang": 403},
        {"person": "{lin}"},
    ),
    Case("GET /assessments/{id}", "/assessments/{draft}", may(200, "lin"), needs=OWN),
    Case("GET /assessments/{id}", "/assessments/{draft}", may(200, "chen"), needs=OF_CHEN),
    Case("GET /assessments/{id}", "/assessments/{done}", may(200, "lin"), needs=DONE),
    Case("GET /assessments/{id}", "/assessments/{done}", may(200, "chen"), needs=SEALED_CHEN),
    Case("GET /assessments/{id}", "/assessments/{done}", may(200, *READERS), needs=OPENED),
    Case("GET /assessments/{id}", "/assessments/{done}", may(200, *READERS), needs=OPENED_CHEN),
    Case(
        "PUT /assessments/{id}/ratings/{competency}", "/assessments/{draft}/ratings/market_analysis", may(303, "lin"),
        RATING, OWN,
    ),
    Case(
        "PUT /assessments/{id}/ratings/{competency}", "/assessments/{done}/ratings/market_analysis",
        may(303) | {"lin": 409}, RATING, DONE,
    ),
    Case(
        "PUT /assessments/{id}/ratings", "/assessments/{draft}/ratings", may(303, "lin"),
        {f"market_analysis.{name}": value for name, value in RATING.items()}, OWN,
    ),
    Case("GET /assessments/{id}/submission", "/assessments/{draft}/submission", may(200, "lin"), needs=OWN),
    Case("PUT /assessments/{id}/submission", "/assessments/{draft}/submission", may(303, "lin"), needs=OWN),
    Case("DELETE /assessments/{id}", "/assessments/{draft}", may(303, "lin"), needs=OWN),
    Case("DELETE /assessments/{id}", "/assessments/{draft}", may(303, "chen"), needs=OF_CHEN),
    Case("GET /gaps", "/gaps", READ),
    Case("GET /people/{id}/gaps", "/people/{lin}/gaps", may(200, *LINE)),
    Case("GET /framework", "/framework", READ),
    Case("GET /framework/difference", "/framework/difference", READ),
    Case("GET /framework/levels/{level}", "/framework/levels/senior", READ),
    Case("GET /framework/competencies/{competency}", "/framework/competencies/market_analysis", READ),
    Case("GET /settings", "/settings", READ),
    Case("PUT /settings", "/settings", WRITE, {"language": "en", "timezone": "Asia/Tokyo"}),
    Case("PUT /settings/language", "/settings/language", WRITE, {"language": "en", "next": "/people"}),
    Case("PUT /settings/password", "/settings/password", WRITE, PASSWORDS | {"current": "{old}"}, OLD),
    Case(
        "POST /settings/second-factor", "/settings/second-factor", WRITE, {"secret": "{secret}", "code": "{code}"},
        {"secret": stage.no_second_factor, "code": lambda db, people: code_of(stage.SECRET)},
    ),
    Case("DELETE /settings/second-factor", "/settings/second-factor", WRITE, {"current": "{old}"}, OLD),
    Case(
        "GET /settings/second-factor/{secret}.svg", "/settings/second-factor/" + stage.SECRET + ".svg", READ
    ),
    Case("DELETE /sessions/{id}", "/sessions/{session}", may(303, "lin"), needs={"session": stage.session}),
    Case("GET /accounts", "/accounts", ADMIN_READ),
    Case("GET /accounts/{person}", "/accounts/{lin}", ADMIN_READ),
    Case(
        "POST /accounts", "/accounts", may(200, "root", otherwise=403) | {"anonymous": 401},
        {"person": "{nobody}", "login": "newcomer"}, {"nobody": stage.nobody},
    ),
    Case(
        "POST /accounts/{person}/invitations", "/accounts/{lin}/invitations",
        may(200, "root", otherwise=403) | {"anonymous": 401},
    ),
    Case("PUT /accounts/{person}/roles", "/accounts/{lin}/roles", ADMIN_WRITE, {"roles": "hr"}),
    Case("PUT /accounts/{person}/disabling", "/accounts/{lin}/disabling", ADMIN_WRITE),
    Case("DELETE /accounts/{person}/disabling", "/accounts/{lin}/disabling", ADMIN_WRITE),
    Case("GET /trail", "/trail", ADMIN_READ),
    Case("GET /me/looked", "/me/looked", READ),
)
# fmt: on
CASES += tuple(case for room in ROOMS for case in room.CASES)
UNSAFE_CASES = tuple(case for case in CASES if not case.safe)
# those that somebody may do: attacks begin where the door is open
OPEN_CASES = tuple(case for case in UNSAFE_CASES if min(case.answers.values()) < 400)
