"""How long the server takes for the team page, for somebody with 12 people below and with 2,000.

    python bench/team.py [--requests 40]

One organisation of 2,140 people: a manager leads 12 of them directly, a director leads all others, directly or
not. Both see them all; a page holds 50, so that the second one has four times as much to show. A search that
leaves 12 of the 2,000 shows what the number of people alone costs. Time is counted as in bench/pages.py.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from app.kit import clock
from app.kit.db import Database
from app.main import create_app
from app.people import access, rules, sessions
from app.people.access import Report
from app.people.models import Person, ReportingLine
from app.settings import Settings
from bench import _common
from bench.pages import WARM_UP, Timed, _actor, _client, counted

PEOPLE = 2_140
FEW = 12
MANAGER, DIRECTOR = "chenjianguo", "zhoumin"


@contextmanager
def organisation() -> Iterator[Database]:
    """A copy of the demo organisation, in which one manager leads 12 people and one director everybody else."""
    kept = _common.organisation(PEOPLE)
    kept.dispose()
    with tempfile.TemporaryDirectory(prefix="ladder-bench-") as folder:
        copy = Path(folder) / "team.db"
        shutil.copy(str(kept.url.database), copy)
        database = Database(f"sqlite:///{copy}")
        with database.writing() as db:
            _draw_lines(db, _actor(database, MANAGER).person_id, _actor(database, DIRECTOR).person_id)
        yield database
        database.dispose()


def _draw_lines(db: Session, manager: int, director: int) -> None:
    today = clock.today()
    yesterday = today - timedelta(days=1)
    missing = FEW - len(access.below(db, manager))
    others = [person for person in access.below(db, director) if person.direct is False]
    theirs = {person.id for person in access.below(db, manager)}
    for person in [one for one in others if one.id not in theirs][:missing]:
        rules.report_to(db, None, person.id, manager, yesterday)
    led = select(col(ReportingLine.person_id)).where(
        col(ReportingLine.kind) == "solid", col(ReportingLine.until).is_(None)
    )
    for (id,) in db.execute(
        select(col(Person.id)).where(col(Person.id).not_in(led), col(Person.left_on).is_(None))
    ).all():
        if id != director:
            rules.report_to(db, None, id, director, today)


def measure(database: Database, requests: int) -> tuple[int, list[list[str]]]:
    settings = Settings()
    timed = Timed(create_app(settings, database))
    rows: list[list[str]] = []
    with TestClient(timed, base_url=settings.public_origin) as outer:
        clients = {}
        for who in (MANAGER, DIRECTOR):
            with database.writing() as db:
                token = sessions.open_session(db, _actor(database, who).account_id, "bench", confirmed=True)
            clients[who] = _client(outer, settings, token)
        with database.reading() as db:
            below = access.below(db, _actor(database, DIRECTOR).person_id)
        cases = [
            ("12 people, all shown", MANAGER, "/team"),
            (f"{len(below):,} people, {FEW} shown", DIRECTOR, f"/team?whom=all&q={_rare(below)}"),
            (f"{len(below):,} people, 50 shown", DIRECTOR, "/team?whom=all"),
            (f"{len(below):,} people, the last page", DIRECTOR, f"/team?whom=all&page={-(-len(below) // 50)}"),
        ]
        seconds: dict[str, list[float]] = {name: [] for name, _, _ in cases}
        queries = {}
        for turn in range(WARM_UP + requests):
            for name, who, address in cases:
                with counted(database) as statements:
                    answer = clients[who].get(address)
                assert answer.status_code == 200
                queries[name] = len(statements)
                if turn >= WARM_UP:
                    seconds[name].append(timed.last)
        for name, who, address in cases:
            shown = clients[who].get(address).text.count('id="person-')
            middle, worst = _common.summary(seconds[name])
            rows.append([name, str(shown), str(queries[name]), f"{middle:.1f}", f"{worst:.1f}"])
    return len(below), rows


def _rare(below: list[Report]) -> str:
    """A piece of a name that about a dozen of these people have."""
    counts: dict[str, int] = {}
    for person in below:
        for piece in {*person.name, *(person.name[n : n + 2] for n in range(len(person.name)))}:
            counts[piece] = counts.get(piece, 0) + 1
    return min(counts, key=lambda piece: (abs(counts[piece] - FEW), piece))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=40, help="measured requests per page")
    options = parser.parse_args()
    with organisation() as database:
        below, rows = measure(database, max(10, options.requests))
    print(f"{below} people below the director")
    print(_common.table(["page", "rows", "queries", "median ms", "p95"], rows))


if __name__ == "__main__":
    main()
