"""Whose every table is: the one list by which a person's data is found, counted and erased.

A table that nobody listed fails a test. `Hers`: rows that are a person's own; they go. `Names`: rows of others in
which her number stands; they stay, without the words of hers in `emptied`. `NOBODYS`: tables that are about nobody.

Her entries of her own (`own`) go first; what was signed, and her place in the organisation, is her `record`, which
may have to be kept for a while. What she wrote about others in an assessment or a signed record is theirs.
"""

from dataclasses import dataclass
from typing import Literal

from app.kit.i18n import noop

Part = Literal["own", "record"]


@dataclass(frozen=True, slots=True)
class Hers:
    """Rows whose `by` is her number, or with `of` the number of a row of hers in that table. `only`: a condition."""

    table: str
    part: Part
    by: str = "person_id"
    of: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Rows of others whose column `by` is her number. It stays, since theirs would not be whole without it."""

    table: str
    by: str
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stays:
    """What outlives an erasure, and why."""

    what: str
    why: str


# in the order in which rows can go: what points to another row before that row
HERS: tuple[Hers, ...] = (
    Hers("goal_evidence", "own", "goal_id", "goal"),
    Hers("action_item", "own", "goal_id", "goal"),
    Hers("goal_state", "own", "goal_id", "goal"),
    Hers("reflection_excerpt", "own", "reflection_id", "reflection"),
    Hers("reflection", "own"),
    Hers("reflection_snooze", "own"),
    Hers("reflection_setting", "own"),
    Hers("goal", "own"),
    Hers("career_target", "own"),
    Hers("plan_setting", "own"),
    Hers("evidence_tie", "own", "evidence_id", "evidence"),
    Hers("evidence_revision", "own", "evidence_id", "evidence"),
    Hers("attachment", "own", "evidence_id", "evidence"),
    Hers("verification", "own", "evidence_id", "evidence"),
    Hers("contribution", "own", "evidence_id", "evidence"),
    Hers("goal_evidence", "own", "evidence_id", "evidence"),
    Hers("evidence", "own"),
    Hers("delivery", "own", "digest_id", "digest"),
    Hers("digest_item", "own"),
    Hers("digest", "own"),
    Hers("reminder_setting", "own"),
    Hers("calendar_feed", "own"),
    Hers("access_token", "own"),
    Hers("correction", "own"),
    Hers("job_piece", "own", "job_id", "job"),
    Hers("job", "own", "asked_by_id"),
    Hers("private_note", "own", "author_id"),
    Hers("assessment", "own", "author_id", only="submitted_at IS NULL"),
    Hers("sign_in_session", "own", "account_id", "account"),
    Hers("invitation", "own", "account_id", "account"),
    Hers("account", "own"),
    Hers("record_answer", "record", "record_id", "conversation_record"),
    Hers("reconsideration", "record", "participant_id", "cycle_participant"),
    Hers("conversation_record", "record", "participant_id", "cycle_participant"),
    Hers("calibration_change", "record", "participant_id", "cycle_participant"),
    Hers("level_change", "record"),
    Hers("opportunity_answer", "record", "participant_id", "cycle_participant"),
    Hers("commitment_event", "record", "commitment_id", "commitment"),
    Hers("commitment", "record", "participant_id", "cycle_participant"),
    Hers("agreed_rating", "record", "participant_id", "cycle_participant"),
    Hers("next_level_view", "record", "participant_id", "cycle_participant"),
    Hers("private_note", "record", "participant_id", "cycle_participant"),
    Hers("conversation", "record", "participant_id", "cycle_participant"),
    Hers("cycle_handover", "record", "participant_id", "cycle_participant"),
    Hers("rating", "record", "assessment_id", "assessment"),
    Hers("assessment", "record"),
    Hers("cycle_participant", "record"),
    Hers("placement", "record"),
    Hers("reporting_line", "record"),
    Hers("person_history", "record"),
    Hers("role_grant", "record"),
    Hers("legal_hold", "record"),
)

NAMES: tuple[Names, ...] = (
    Names("verification", "verifier_id", ("comment",)),
    Names("contribution", "person_id", ("comment",)),
    Names("evidence_revision", "by_id"),
    Names("goal_state", "by_id", ("reason",)),
    Names("assessment", "author_id"),
    Names("review_cycle", "created_by_id"),
    Names("review_cycle", "closed_by_id"),
    Names("cycle_participant", "added_by_id"),
    Names("cycle_participant", "excused_by_id"),
    Names("cycle_participant", "reopened_by_id"),
    Names("cycle_handover", "from_id"),
    Names("cycle_handover", "to_id"),
    Names("cycle_handover", "by_id"),
    Names("conversation", "changed_by_id"),
    Names("agreed_rating", "saved_by_id"),
    Names("opportunity_answer", "saved_by_id"),
    Names("next_level_view", "saved_by_id"),
    Names("conversation_record", "by_id"),
    Names("record_answer", "by_id"),
    Names("reconsideration", "addressee_id"),
    Names("reconsideration", "answered_by_id"),
    Names("calibration_change", "by_id"),
    Names("level_change", "proposed_by_id"),
    Names("level_change", "decided_by_id"),
    Names("commitment", "person_id"),
    Names("commitment", "owner_id"),
    Names("commitment", "created_by_id"),
    Names("commitment", "changed_by_id"),
    Names("commitment_event", "by_id"),
    Names("commitment_event", "owner_before_id"),
    Names("reporting_line", "manager_id"),
    Names("person_history", "manager_id"),
    Names("role_grant", "granted_by"),
    Names("invitation", "created_by"),
    Names("framework_version", "published_by"),
    Names("framework_draft", "created_by_id"),
    Names("framework_draft", "published_by_id"),
    Names("people_import", "by_id", ("file_name",)),
    Names("import_mapping", "saved_by_id"),
    Names("correction", "answered_by_id"),
    Names("erasure", "person_id", ("words", "answer")),
    Names("erasure", "asked_by_id"),
    Names("erasure", "decided_by_id"),
    Names("legal_hold", "placed_by_id"),
    Names("legal_hold", "lifted_by_id"),
    Names("retention_rule", "set_by_id"),
    Names("trail_event", "actor_id"),
    Names("trail_event", "subject_id"),
)

NOBODYS = frozenset({
    "person",  # emptied by itself: the number stays
    "department",
    "trail_head",
    "sign_in_failure",  # digests only, a quarter of an hour
})  # fmt: skip

STAYS: tuple[Stays, ...] = (
    Stays(
        noop("A number in the trail"),
        noop("The trail shows what happened when. It holds no names and nobody’s words, and cannot be changed."),
    ),
    Stays(
        noop("What was written about others as their manager or in HR"),
        noop("It is part of their records, and is kept as long as those. A record signed by both names who signed it."),
    ),
    Stays(
        noop("That somebody confirmed an entry of others or had a share in it"),
        noop("Their entries stay true, without the name and without the words: pages say “erased person” there."),
    ),
    Stays(
        noop("Copies in backups, until these are overwritten"),
        noop("A list outside the database remembers who was erased; after a restore they are erased again."),
    ),
)
