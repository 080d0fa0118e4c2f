"""How long it takes to weigh a draft of the framework against everybody, beside a bare read of the same ratings.

    python bench/impact.py [--people 10000] [--runs 5]

Three drafts: one asks for more of a level, one renames and adds, one changes the gates of evidence of every level, so
that everybody's entries are read too. The bare read fetches each person's latest agreed ratings with sqlite3 and
counts them; it takes turns with the drafts, so that a noisy moment of the machine hits all of them alike.
"""

import argparse
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import event

from app.framework import versions
from app.framework.model import Framework, Level
from app.framework.names import Renames
from app.kit.db import Database
from app.revisions.impact_page import Asked, preview
from bench import _many
from bench._common import table

BARE = """
    SELECT a.person_id, r.competency, r.proficiency FROM rating r JOIN assessment a ON a.id = r.assessment_id
    WHERE a.id = (SELECT max(b.id) FROM assessment b WHERE b.person_id = a.person_id AND b.agreed_in IS NOT NULL)
"""
RENAMES = Renames(competencies={"data_analysis": "numbers"}, levels={"senior": "expert"})


def changed(framework: Framework, change: Callable[[Level], dict[str, Any]]) -> Framework:
    return framework.model_copy(
        update={"levels": tuple(level.model_copy(update=change(level)) for level in framework.levels)}
    )


def rebuilt(framework: Framework, ids: dict[str, str] | None = None) -> Framework:
    text = framework.model_dump_json(by_alias=True)
    for old, new in (ids or {}).items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return Framework.model_validate_json(text, by_alias=True, by_name=False)


def drafts(framework: Framework) -> dict[str, tuple[Framework, Renames]]:
    def more(level: Level) -> dict[str, Any]:
        return {"required": {id: min(5, value + (id == "data_analysis")) for id, value in level.required.items()}}

    def gates(level: Level) -> dict[str, Any]:
        harder = tuple(gate.model_copy(update={"count": gate.count + 1}) for gate in level.entry.evidence)
        return {"entry": level.entry.model_copy(update={"evidence": harder, "months": level.entry.months + 6})}

    ids = {**RENAMES.competencies, **RENAMES.levels}
    return {
        "asks for more": (rebuilt(changed(framework, more)), Renames()),
        "renames": (rebuilt(framework, ids), RENAMES),
        "changes every gate": (rebuilt(changed(framework, gates)), Renames()),
    }


class Measured:
    """One way of doing it: seconds of each run, statements and people of the last."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.statements = self.people = self.found = 0


def weigh(database: Database, framework: Framework, renames: Renames, into: Measured) -> None:
    statements: list[str] = []

    def told(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(database.reader, "before_cursor_execute", told)
    began = time.perf_counter()
    with database.reading() as db:
        found = preview(db, versions.following(db, framework, renames), renames, Asked())
    into.seconds.append(time.perf_counter() - began)
    event.remove(database.reader, "before_cursor_execute", told)
    into.statements, into.people, into.found = len(statements), found.sums.total.people, found.found


def bare(database: Database, into: Measured) -> None:
    began = time.perf_counter()
    connection = sqlite3.connect(str(database.url.database))
    into.people = len({person for person, _, _ in connection.execute(BARE)})
    connection.close()
    into.seconds.append(time.perf_counter() - began)
    into.statements = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    database = _many.organisation(asked.people, 4)
    with database.reading() as db:
        framework = versions.in_force(db).framework
    ways = {"bare read": Measured(), **{name: Measured() for name in drafts(framework)}}
    for _ in range(asked.runs):
        bare(database, ways["bare read"])
        for name, (draft, renames) in drafts(framework).items():
            weigh(database, draft, renames, ways[name])
    least = median(ways["bare read"].seconds)
    rows = [
        [
            name,
            f"{median(one.seconds):.2f}",
            f"{median(one.seconds) / least:.1f}",
            str(one.statements),
            str(one.people),
            str(one.found),
        ]
        for name, one in ways.items()
    ]
    print(table(["draft", "seconds", "× bare", "statements", "people", "changed"], rows))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
