"""The tables of what was signed and what followed; the database itself guards what never changes."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NEVER = ("conversation_record", "record_answer", "calibration_change", "cycle_handover", "commitment_event")


def upgrade() -> None:
    op.create_table('conversation_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(number = 1) = (kind = 'signed')", name=op.f('ck_conversation_record_first_is_signed')),
    sa.CheckConstraint("kind IN ('signed', 'amendment', 'calibration')", name=op.f('ck_conversation_record_kind')),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_conversation_record_assessment_id')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_conversation_record_by_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_conversation_record_participant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation_record')),
    sa.UniqueConstraint('assessment_id', name=op.f('uq_conversation_record_assessment_id')),
    sa.UniqueConstraint('participant_id', 'number', name=op.f('uq_conversation_record_participant_id_number'))
    )

    op.create_table('record_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(kind = 'dissent') = (words <> '')", name=op.f('ck_record_answer_dissent_has_words')),
    sa.CheckConstraint("kind IN ('acknowledged', 'dissent')", name=op.f('ck_record_answer_kind')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_record_answer_by_id')),
    sa.ForeignKeyConstraint(['record_id'], ['conversation_record.id'], name=op.f('fk_record_answer_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_answer')),
    sa.UniqueConstraint('record_id', 'kind', name=op.f('uq_record_answer_record_id_kind'))
    )

    op.create_table('reconsideration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('asked_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('addressee_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("outcome IN ('stands', 'amended')", name=op.f('ck_reconsideration_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (answered_at IS NULL)', name=op.f('ck_reconsideration_answered')),
    sa.ForeignKeyConstraint(['addressee_id'], ['person.id'], name=op.f('fk_reconsideration_addressee_id')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_reconsideration_answered_by_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_reconsideration_participant_id')),
    sa.ForeignKeyConstraint(['record_id'], ['conversation_record.id'], name=op.f('fk_reconsideration_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reconsideration'))
    )
    with op.batch_alter_table('reconsideration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reconsideration_addressee_id'), ['addressee_id'], unique=False)
        batch_op.create_index('ix_reconsideration_one_open', ['participant_id'], unique=True, sqlite_where=sa.text('answered_at IS NULL'), postgresql_where=sa.text('answered_at IS NULL'))

    op.create_table('calibration_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('competency', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('from_proficiency', sa.Integer(), nullable=True),
    sa.Column('to_proficiency', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_calibration_change_by_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_calibration_change_participant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration_change'))
    )
    with op.batch_alter_table('calibration_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calibration_change_participant_id'), ['participant_id'], unique=False)

    op.create_table('level_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('from_level', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('from_face', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('to_level', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('to_face', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('readiness', sa.Text(), nullable=False),
    sa.Column('framework_version_id', sa.Integer(), nullable=False),
    sa.Column('proposed_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=False),
    sa.Column('withdrawn_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=True),
    sa.Column('decided_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(outcome = 'approved') = (effective_on IS NOT NULL) OR outcome IS NULL", name=op.f('ck_level_change_effective')),
    sa.CheckConstraint("outcome IN ('approved', 'declined')", name=op.f('ck_level_change_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (decided_at IS NULL)', name=op.f('ck_level_change_decided')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_level_change_decided_by_id')),
    sa.ForeignKeyConstraint(['framework_version_id'], ['framework_version.id'], name=op.f('fk_level_change_framework_version_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_level_change_participant_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_level_change_person_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_level_change_proposed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_level_change'))
    )
    with op.batch_alter_table('level_change', schema=None) as batch_op:
        batch_op.create_index('ix_level_change_one_open', ['person_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL AND decided_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL AND decided_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_level_change_participant_id'), ['participant_id'], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    for table in NEVER:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _postgresql() -> None:
    for table in NEVER:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
