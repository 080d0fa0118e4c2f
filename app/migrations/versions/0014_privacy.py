"""Corrections, erasures, legal holds, retention; what never changes may go with the person whose it is.

A row that is guarded goes only while the erasure of its person is begun and not done.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OPEN = "SELECT 1 FROM erasure e {join} WHERE {where} AND e.begun_at IS NOT NULL AND e.done_at IS NULL"
_TALK = "JOIN cycle_participant p ON p.person_id = e.person_id"


def _erasing(where: str, join: str = "") -> str:
    return _OPEN.format(join=join, where=where)


# table → what finds the open erasure of the person whose row OLD is
HERS = {
    "assessment": _erasing("e.person_id = OLD.person_id"),
    "rating": _erasing("a.id = OLD.assessment_id", "JOIN assessment a ON a.person_id = e.person_id"),
    "conversation_record": _erasing("p.id = OLD.participant_id", _TALK),
    "record_answer": _erasing(
        "r.id = OLD.record_id", f"{_TALK} JOIN conversation_record r ON r.participant_id = p.id"
    ),
    "calibration_change": _erasing("p.id = OLD.participant_id", _TALK),
    "cycle_handover": _erasing("p.id = OLD.participant_id", _TALK),
    "commitment_event": _erasing(
        "c.id = OLD.commitment_id", f"{_TALK} JOIN commitment c ON c.participant_id = p.id"
    ),
}
APPEND_ONLY = ("conversation_record", "record_answer", "calibration_change", "cycle_handover", "commitment_event")
SUBMITTED = "SELECT 1 FROM assessment a WHERE a.id = OLD.assessment_id AND a.submitted_at IS NOT NULL"


def upgrade() -> None:
    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('field', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('wanted', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('asked_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("outcome IN ('corrected', 'declined', 'withdrawn')", name=op.f('ck_correction_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (answered_at IS NULL)', name=op.f('ck_correction_answered')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_correction_answered_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_correction_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_person_id'), ['person_id'], unique=False)

    op.create_table('erasure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('decided_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('own_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('begun_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('done_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('receipt', sa.Text(), nullable=False),
    sa.CheckConstraint("outcome IN ('granted', 'declined', 'withdrawn')", name=op.f('ck_erasure_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (decided_at IS NULL)', name=op.f('ck_erasure_decided')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_erasure_asked_by_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_erasure_decided_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_erasure_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index('ix_erasure_one_open', ['person_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_erasure_person_id'), ['person_id'], unique=False)

    op.create_table('legal_hold',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('placed_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('placed_by_id', sa.Integer(), nullable=False),
    sa.Column('lifted_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('lifted_by_id', sa.Integer(), nullable=True),
    sa.Column('lifted_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['lifted_by_id'], ['person.id'], name=op.f('fk_legal_hold_lifted_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_legal_hold_person_id')),
    sa.ForeignKeyConstraint(['placed_by_id'], ['person.id'], name=op.f('fk_legal_hold_placed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_hold')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('legal_hold', schema=None) as batch_op:
        batch_op.create_index('ix_legal_hold_one', ['person_id'], unique=True, sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))

    op.create_table('retention_rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('set_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('months >= 0', name=op.f('ck_retention_rule_months')),
    sa.ForeignKeyConstraint(['set_by_id'], ['person.id'], name=op.f('fk_retention_rule_set_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_rule'))
    )
    with op.batch_alter_table('retention_rule', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_retention_rule_kind'), ['kind'], unique=False)

    # plain: a batch would make the table anew on SQLite
    op.add_column("person", sa.Column("erased_at", app.kit.db.UTCDateTime(timezone=True), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    for table in APPEND_ONLY:
        _sqlite_delete(f"{table}_no_delete", table, f"{table} is append-only")
    _sqlite_delete("assessment_frozen_delete", "assessment", "submitted assessments are frozen", "OLD.submitted_at IS NOT NULL")
    _sqlite_delete("rating_frozen_delete", "rating", "submitted ratings are frozen", f"EXISTS ({SUBMITTED})")


def _sqlite_delete(trigger: str, table: str, words: str, frozen: str = "1") -> None:
    op.execute(f"DROP TRIGGER {trigger}")
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE DELETE ON {table} WHEN {frozen} AND NOT EXISTS ({HERS[table]}) "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _postgresql() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        _postgresql_delete(table)
    op.execute("DROP TRIGGER assessment_frozen ON assessment")
    op.execute(
        "CREATE TRIGGER assessment_frozen BEFORE UPDATE ON assessment FOR EACH ROW "
        "WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
    _postgresql_delete("assessment", "OLD.submitted_at IS NOT NULL")
    op.execute("DROP TRIGGER rating_frozen ON rating")
    op.execute(
        "CREATE TRIGGER rating_frozen BEFORE INSERT OR UPDATE ON rating "
        "FOR EACH ROW EXECUTE FUNCTION refuse_submitted()"
    )
    _postgresql_delete("rating", f"EXISTS ({SUBMITTED})")


def _postgresql_delete(table: str, frozen: str = "TRUE") -> None:
    op.execute(
        f"CREATE FUNCTION refuse_delete_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {frozen} AND NOT EXISTS ({HERS[table]}) "
        "THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; RETURN OLD; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_delete_of_{table}()"
    )
