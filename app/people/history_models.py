"""What was known of people's places, and when it became known."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class PersonHistory(SQLModel, table=True):
    """One state of a dated fact about a person, as it was known from `recorded_at` until a later row about it.

    `fact` and `ref_id` say which: a placement, a reporting line (solid or dotted), her department, her being here
    (from joining to leaving; `ref_id` is her id for these two). It holds from `since` until the day before `until`;
    `gone`: it was taken back. A row never changes, so any past day can be told as it was known then.
    """

    __tablename__ = "person_history"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    fact: str = Field(max_length=12)
    ref_id: int
    level: str | None = Field(default=None, max_length=60)
    face: str | None = Field(default=None, max_length=60)
    manager_id: int | None = None
    department_id: int | None = None
    since: date | None = None
    until: date | None = None
    gone: bool = False
    recorded_at: datetime = Field(sa_type=UTCDateTime)

    __table_args__ = (
        CheckConstraint("fact IN ('placement', 'solid', 'dotted', 'department', 'here')", name="fact"),
        Index("ix_person_history_fact_ref_id", "fact", "ref_id", "id"),
        Index("ix_person_history_person_id", "person_id"),
    )
