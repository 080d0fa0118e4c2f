"""Facts about a made-up person, for the pure rules."""

from datetime import UTC, date, datetime, timedelta

from app.evidence.queries import Entry
from app.framework.model import Advice, Framework, Prompt
from app.gaps.analysis import Gap, analyse, priorities
from app.gaps.state import Current, Snapshot
from app.reflections.due import Due, Facts, Held, Silent, due, raised
from tests.gaps.builders import TODAY, ladder, text

__all__ = ["TODAY", "Facts", "Held", "Silent", "ago", "asked", "entry", "gaps_open_for", "keys", "with_advice"]

FRAMEWORK = ladder()
ADVICE = ("skills", "experience", "certificates", "responsibility", "reflect")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def entry(id: int, kind: str, started: date, ended: date | None = None, title: str = "") -> Entry:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Entry(
        id, 1, kind, title or f"{kind} {id}", None, frozenset(), started, ended, None, False, at, at, 1, False, (), ()
    )


def gaps_open_for(**days: int) -> list[Gap]:
    """Short gaps towards the top level, by priority: competency=days open."""
    snapshots = [
        Snapshot(ago(age), {c: Current(c, 1) for c, n in days.items() if n >= age})
        for age in sorted({*days.values()}, reverse=True)
    ]
    analysis = analyse(FRAMEWORK, FRAMEWORK.levels[-1], snapshots, TODAY)
    return [priority.gap for priority in priorities(analysis)]


def asked(facts: Facts, silent: Silent | None = None) -> tuple[Due, ...]:
    return raised(FRAMEWORK, facts) if silent is None else due(FRAMEWORK, facts, silent)


def keys(facts: Facts, silent: Silent | None = None) -> list[str]:
    return [one.key for one in due(FRAMEWORK, facts, silent or Silent())]


def with_advice(prompts: int = 3) -> Framework:
    """Five pieces of advice; the last prompt of each is for the two lowest levels only."""
    low = tuple(level.id for level in FRAMEWORK.levels[:2])
    return FRAMEWORK.model_copy(
        update={
            "advice": tuple(
                Advice(
                    id=id,
                    title=text(id),
                    prompts=tuple(
                        Prompt(id=f"{id}.{n}", text=text(f"{id} {n}?"), levels=low if n == prompts - 1 else ())
                        for n in range(prompts)
                    ),
                )
                for id in ADVICE
            )
        }
    )
