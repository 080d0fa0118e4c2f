"""What the JSON files of the download hold. app/growth/readme.py explains every key that stands here."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.assessments.queries import Rated
from app.growth.gather import Assessed, Gathered, Rows, by
from app.growth.naming import safe
from app.growth.queries import Row

Json = dict[str, Any]
HANGS_ON = ("evidence_id", "goal_id", "reflection_id", "participant_id", "record_id", "commitment_id")


def contents(gathered: Gathered, more: Mapping[str, Rows]) -> dict[str, Any]:
    """File name without .json → content. Lists are empty where there is nothing."""
    return {
        "profile": {
            **gathered.profile,
            "levels": [_named(p, "level", "face", "since", "until") for p in gathered.placements],
            "reporting_lines": [_line(line) for line in gathered.lines],
        },
        "account": {**(gathered.account or {}), "roles": gathered.roles, "sessions": gathered.sessions},
        "assessments": [_assessment(one) for one in gathered.assessed],
        "evidence": _evidence(gathered.evidence, more["revisions"]),
        "asked_of_me": {"verifications": more["asked"], "contributions": more["shares"]},
        "plan": {
            "hours_per_month": gathered.hours_per_month,
            "targets": gathered.goals["targets"],
            "goals": _goals(gathered.goals),
        },
        "reviews": {
            "conversations": _conversations(gathered.reviews),
            "promised_as_manager": gathered.reviews["promised"],
        },
        "reflections": {
            "cadence": gathered.cadence,
            "snoozes": more["snoozes"],
            "reflections": _with(gathered.reflections["reflections"], excerpts=gathered.reflections["excerpts"]),
        },
        "reminders": {
            "setting": gathered.reminders,
            "calendar_feeds": gathered.feeds,
            "reminded": more["reminded"],
        },
        "requests": {name: more[name] for name in ("corrections", "erasures", "tokens")},
        "trail": {"readings": gathered.readings, "acts": more["acts"]},
    }


def _named(row: Any, *names: str) -> Json:
    return {name: getattr(row, name) for name in names}


def _line(line: Any) -> Json:
    return {"manager": line.name, **_named(line, "kind", "since", "until")}


def _assessment(one: Assessed) -> Json:
    entry = one.entry
    return {
        "id": entry.id,
        "of_myself": entry.of_oneself,
        "author": entry.author_name,
        "agreed_in_conversation": entry.agreed_in,
        **_named(entry, "level", "face", "started_at", "submitted_at"),
        "framework": one.framework.framework.id,
        "ratings": [_rating(rated) for rated in one.ratings.values()],
    }


def _rating(rated: Rated) -> Json:
    return _named(rated, "competency", "proficiency", "no_opportunity", "note", "saved_at")


def _evidence(rows: Mapping[str, Rows], revisions: Rows) -> list[Json]:
    files = [{**one, "file": safe(one["id"], one["name"], one["media_type"])} for one in rows["attachments"]]
    entries = _with(
        rows["entries"],
        ties=rows["ties"],
        attachments=files,
        verifications=rows["verifications"],
        contributions=rows["contributions"],
        revisions=[{**one, "content": json.loads(one["content"])} for one in revisions],
    )
    return [{**entry, "details": json.loads(entry["details"]), "traits": entry["traits"].split()} for entry in entries]


def _goals(rows: Mapping[str, Rows]) -> list[Json]:
    met_with = by(rows["proofs"], "goal_id")
    goals = _with(rows["goals"], states=rows["states"], actions=rows["actions"])
    return [{**goal, "met_with": [proof["evidence_id"] for proof in met_with[goal["id"]]]} for goal in goals]


def _conversations(rows: Mapping[str, Rows]) -> list[Json]:
    records = [{**one, "content": json.loads(one["content"])} for one in rows["records"]]
    changes = [{**one, "readiness": json.loads(one["readiness"])} for one in rows["level_changes"]]
    return _with(
        rows["conversations"],
        handovers=rows["handovers"],
        shared=rows["shared"],
        agreed=rows["agreed"],
        opportunities=rows["opportunities"],
        next_level=rows["next_level"],
        calibrations=rows["calibrations"],
        records=_hung(records, "answers", rows["answers"], "record_id"),
        reconsiderations=rows["reconsiderations"],
        level_changes=changes,
        commitments=_hung(rows["commitments"], "events", rows["events"], "commitment_id"),
    )


def _hung(rows: Rows | list[Json], name: str, inner: Rows, key: str) -> list[Json]:
    """Rows that hang on something themselves, with what hangs on them."""
    found = by(inner, key)
    return [{**row, name: [_without(one, key) for one in found[row["id"]]]} for row in rows]


def _without(row: Row, key: str) -> Json:
    return {name: value for name, value in row.items() if name != key}


def _with(rows: Iterable[Mapping[str, Any]], **hanging: Iterable[Mapping[str, Any]]) -> list[Json]:
    """Rows with what hangs on each of them; the number that they hang by is left out."""
    found = [{**row, **{name: [] for name in hanging}} for row in rows]
    places = {row["id"]: row for row in found}
    for name, inner in hanging.items():
        for one in inner:
            key = next(key for key in HANGS_ON if key in one)
            places[one[key]][name].append({k: value for k, value in one.items() if k != key})
    return found
