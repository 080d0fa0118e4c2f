"""The named people of the tests, made by the product's own verbs.

zhou (director) ← chen (senior, manager) ← lin (intermediate)    her dotted line goes to dotted,
qian (senior, manager) ← zhao (intermediate), another team       her solid line went to gone until yesterday
wang has the role hr, root the role admin; neither leads anybody.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlmodel import Session

from app.framework import source, versions
from app.kit import clock, security
from app.people import accounts, rules
from app.people.access import Actor

DATA = Path(__file__).parent.parent / "data"
PASSWORD = "a long way up the ladder"

# login: Chinese name, Latin name, department, level, face, years at it, role
CAST = {
    "zhou": ("周敏", "Zhou Min", "渠道一部", "director", None, 4, None),
    "chen": ("陈建国", "Chen Jianguo", "渠道一部", "senior", "manager", 3, None),
    "lin": ("林晓雨", "Lin Xiaoyu", "渠道一部", "intermediate", None, 2, None),
    "gone": ("吴刚", "Wu Gang", "渠道二部", "senior", "manager", 5, None),
    "dotted": ("孙悦", "Sun Yue", "市场部", "senior", "specialist", 3, None),
    "qian": ("钱进", "Qian Jin", "渠道二部", "senior", "manager", 3, None),
    "zhao": ("赵磊", "Zhao Lei", "渠道二部", "intermediate", None, 2, None),
    "wang": ("王芳", "Wang Fang", "人力资源部", None, None, 0, "hr"),
    "root": ("管理员", "Administrator", "信息技术部", None, None, 0, "admin"),
}


@cache
def password_hash() -> str:
    """Hashed once for everybody: hashing is slow on purpose."""
    return security.hash_password(PASSWORD)


def publish(db: Session) -> None:
    """The framework of data/ in force."""
    framework, faults = source.read(DATA)
    assert framework is not None, "\n".join(map(str, faults))
    versions.publish(db, None, framework)


def fill(db: Session) -> dict[str, Actor]:
    """Everybody, with lines and accounts; the actors by login."""
    actors = {login: _person(db, login) for login in CAST}
    ids = {login: actor.person_id for login, actor in actors.items()}
    today = clock.today()
    years, yesterday = today - timedelta(days=700), today - timedelta(days=1)
    rules.report_to(db, None, ids["chen"], ids["zhou"], years)
    rules.report_to(db, None, ids["lin"], ids["gone"], years)
    rules.report_to(db, None, ids["lin"], ids["chen"], yesterday)
    rules.report_to(db, None, ids["lin"], ids["dotted"], years, kind="dotted")
    rules.report_to(db, None, ids["zhao"], ids["qian"], years)
    return actors


def _person(db: Session, login: str) -> Actor:
    name, latin, department, level, face, years, role = CAST[login]
    since = clock.today() - timedelta(days=365 * years + 30)
    person = rules.add_person(
        db,
        None,
        name=name,
        name_latin=latin,
        email=f"{login}@example.com",
        department_id=rules.department(db, department).id,
        joined_on=since,
    )
    assert person.id is not None
    if level:
        _place(db, person.id, level, face, since)
    account = accounts.create_account(db, None, person.id, login)
    accounts.accept_invitation(db, accounts.invite(db, None, account), password_hash())
    if role:
        accounts.set_roles(db, None, person.id, frozenset({role}))
    assert account.id is not None
    return Actor(
        person_id=person.id,
        account_id=account.id,
        session_id=0,
        name=name,
        login=login,
        roles=frozenset({role} if role else ()),
    )


def _place(db: Session, person_id: int, level: str, face: str | None, since: date) -> None:
    if level == "intermediate":
        rules.place(db, None, person_id, "junior", since - timedelta(days=400))
    rules.place(db, None, person_id, level, since, face)
