"""Every page that can be opened, by its route: who opens it, and at which addresses."""

import re
from dataclasses import dataclass

from app.main import ROUTERS
from tests.browser.visitor import Visitor
from tests.rooms import ROOMS

NOBODY = ""
# machines and pictures; the company's sign-in only leads elsewhere
NO_PAGES = {
    "/health/live",
    "/health/ready",
    "/static/{digest}/{name}",
    "/settings/second-factor/{secret}.svg",
    "/sign-in/oidc",
    "/sign-in/oidc/return",
}
# route: (login, address) for each state in which it looks different; braces are filled from `Names`
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/": (("linxiaoyu", "/"), ("chenjianguo", "/"), ("zhoumin", "/"), ("wangfang", "/"), ("zhaolei", "/")),
    "/sign-in": ((NOBODY, "/sign-in?next=/gaps"),),
    "/session/code": ((NOBODY, "/session/code"),),
    "/invitations/{token}": ((NOBODY, "{invitation}"),),
    "/assessments": (("linxiaoyu", "/assessments"), ("zhaolei", "/assessments"), ("admin", "/assessments")),
    "/assessments/new": (
        ("linxiaoyu", "/assessments/new"),
        ("zhaolei", "/assessments/new"),
        ("chenjianguo", "/assessments/new?person={lin}"),
    ),
    "/assessments/{id}": (
        ("zhaolei", "/assessments/{draft}"),
        ("chenjianguo", "/assessments/{draft_about_lin}"),
        ("linxiaoyu", "/assessments/{submitted}"),
    ),
    "/assessments/{id}/submission": (
        ("zhaolei", "/assessments/{draft}/submission"),
        ("chenjianguo", "/assessments/{draft_about_lin}/submission"),
    ),
    "/gaps": (
        ("linxiaoyu", "/gaps"),
        ("linxiaoyu", "/gaps?target=director&basis=manager"),
        ("linxiaoyu", "/gaps?target=senior&face=manager"),
        ("zhoumin", "/gaps"),
        ("wangfang", "/gaps"),
    ),
    "/people/{id}/gaps": (
        ("chenjianguo", "/people/{lin}/gaps"),
        ("wangfang", "/people/{lin}/gaps"),
        ("wangfang", "/people/{newcomer}/gaps"),
    ),
    "/people": (
        ("linxiaoyu", "/people"),
        ("wangfang", "/people?page=2"),
        ("wangfang", "/people?q=nobody+has+this+name"),
    ),
    "/people/new": (("wangfang", "/people/new"),),
    "/people/{id}": (
        ("linxiaoyu", "/people/{lin}"),
        ("chenjianguo", "/people/{lin}"),
        ("zhaolei", "/people/{lin}"),
        ("wangfang", "/people/{newcomer}"),
        ("wangfang", "/people/{gone}"),
        ("admin", "/people/{lin}"),
    ),
    "/people/{id}/record": (("wangfang", "/people/{lin}/record"), ("wangfang", "/people/{gone}/record")),
    "/framework": (("linxiaoyu", "/framework"),),
    "/framework/difference": (
        ("linxiaoyu", "/framework/difference"),
        ("linxiaoyu", "/framework/difference?lower=senior&upper=junior"),
    ),
    "/framework/levels/{level}": (
        ("linxiaoyu", "/framework/levels/junior"),
        ("linxiaoyu", "/framework/levels/senior"),
        ("linxiaoyu", "/framework/levels/director"),
    ),
    "/framework/competencies/{competency}": (("linxiaoyu", "/framework/competencies/data_analysis"),),
    "/settings": (("linxiaoyu", "/settings"),),
    "/me/looked": (("linxiaoyu", "/me/looked"), ("admin", "/me/looked")),
    "/accounts": (("admin", "/accounts"), ("admin", "/accounts?q=nobody")),
    "/accounts/{person}": (("admin", "/accounts/{lin}"), ("admin", "/accounts/{newcomer}")),
    "/trail": (("admin", "/trail"),),
}
for room in ROOMS:
    ADDRESSES |= room.ADDRESSES
# people and things that a browser is told that it may not have
PROBLEMS: tuple[tuple[str, str, int], ...] = (
    ("linxiaoyu", "/people/999999", 404),
    ("linxiaoyu", "/no/such/page", 404),
    (NOBODY, "/no/such/page", 404),
    ("linxiaoyu", "/trail", 403),
    ("linxiaoyu", "/people?page=0", 422),
)


def routes() -> list[str]:
    """Every address pattern that answers GET with a page."""
    found = {route["path"] for router in ROUTERS for route in router.routes if "GET" in route["methods"]}
    return sorted(found.difference(NO_PAGES, *(room.NO_PAGES for room in ROOMS)))


def addresses(route: str) -> tuple[tuple[str, str], ...]:
    """(login, address) of a route; one that is missing above is refused, so that no page goes unseen."""
    assert route in ADDRESSES, f"say in {__name__}.ADDRESSES who opens {route}, and at which address"
    return ADDRESSES[route]


@dataclass(frozen=True)
class Names:
    """What the braces in the addresses stand for in the demo organisation."""

    lin: int
    newcomer: int
    gone: int
    submitted: int
    draft: int
    draft_about_lin: int
    invitation: str
    more: dict[str, int]

    def fill(self, address: str) -> str:
        return address.format(**vars(self), **self.more)


def prepare(zhao: Visitor, chen: Visitor, admin: Visitor) -> Names:
    """Start the drafts and write the invitation that some pages are about."""
    site = zhao.site
    lin = site.person("linxiaoyu")
    without_account = "SELECT id FROM person WHERE id NOT IN (SELECT person_id FROM account) AND left_on IS {} NULL"
    return Names(
        lin=lin,
        newcomer=site.ask(without_account.format("") + " AND id NOT IN (SELECT person_id FROM assessment)"),
        gone=site.ask("SELECT id FROM person WHERE left_on IS NOT NULL"),
        submitted=site.ask("SELECT min(id) FROM assessment WHERE person_id = ? AND author_id = ?", lin, lin),
        draft=_start(zhao, "/assessments/new"),
        draft_about_lin=_start(chen, f"/assessments/new?person={lin}"),
        invitation=_invite(admin, site.person("zhoumin")),
        more=_of_rooms(zhao, lin),
    )


def _of_rooms(zhao: Visitor, lin: int) -> dict[str, int]:
    found = {name: zhao.site.ask(query.format(lin=lin)) for room in ROOMS for name, query in room.NAMES.items()}
    for room in ROOMS:
        found |= getattr(room, "prepare", lambda visitor: {})(zhao)
    return found


def _start(author: Visitor, path: str) -> int:
    author.open(path)
    author.button("Start").click()
    author.page.wait_for_url(re.compile(r"/assessments/\d+$"))
    return int(author.page.url.rpartition("/")[2])


def _invite(admin: Visitor, person: int) -> str:
    admin.open(f"/accounts/{person}")
    admin.button("New link to set a password").click()
    return admin.page.locator(".notice code").inner_text().removeprefix(admin.site.origin)
