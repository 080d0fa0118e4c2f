"""The tables of review cycles and commitments; assessments know their cycle."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('review_cycle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('framework_version_id', sa.Integer(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('self_by', sa.Date(), nullable=False),
    sa.Column('manager_by', sa.Date(), nullable=False),
    sa.Column('talk_by', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('created_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('once', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('opens_on <= self_by AND self_by <= manager_by AND manager_by <= talk_by AND talk_by <= closes_on', name=op.f('ck_review_cycle_in_order')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_review_cycle_closed_by_id')),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_review_cycle_created_by_id')),
    sa.ForeignKeyConstraint(['framework_version_id'], ['framework_version.id'], name=op.f('fk_review_cycle_framework_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_cycle')),
    sa.UniqueConstraint('once', name=op.f('uq_review_cycle_once'))
    )

    op.create_table('cycle_participant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('added_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=True),
    sa.Column('excused_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('excused_by_id', sa.Integer(), nullable=True),
    sa.Column('excused_reason', sa.Text(), nullable=False),
    sa.Column('reopened_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('reopened_by_id', sa.Integer(), nullable=True),
    sa.Column('reopened_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['person.id'], name=op.f('fk_cycle_participant_added_by_id')),
    sa.ForeignKeyConstraint(['cycle_id'], ['review_cycle.id'], name=op.f('fk_cycle_participant_cycle_id')),
    sa.ForeignKeyConstraint(['excused_by_id'], ['person.id'], name=op.f('fk_cycle_participant_excused_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cycle_participant_person_id')),
    sa.ForeignKeyConstraint(['reopened_by_id'], ['person.id'], name=op.f('fk_cycle_participant_reopened_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cycle_participant')),
    sa.UniqueConstraint('cycle_id', 'person_id', name=op.f('uq_cycle_participant_cycle_id_person_id'))
    )
    with op.batch_alter_table('cycle_participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cycle_participant_person_id'), ['person_id'], unique=False)

    op.create_table('cycle_handover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=True),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_cycle_handover_by_id')),
    sa.ForeignKeyConstraint(['from_id'], ['person.id'], name=op.f('fk_cycle_handover_from_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_cycle_handover_participant_id')),
    sa.ForeignKeyConstraint(['to_id'], ['person.id'], name=op.f('fk_cycle_handover_to_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cycle_handover'))
    )
    with op.batch_alter_table('cycle_handover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cycle_handover_participant_id'), ['participant_id'], unique=False)

    op.create_table('commitment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('competency', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('chance', sa.Boolean(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('once', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('proposed', 'open', 'kept', 'released')", name=op.f('ck_commitment_state')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_commitment_changed_by_id')),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_commitment_created_by_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_commitment_owner_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_commitment_participant_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_commitment_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment')),
    sa.UniqueConstraint('participant_id', 'once', name=op.f('uq_commitment_participant_id_once')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.create_index('ix_commitment_owner_id_state', ['owner_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_participant_id'), ['participant_id'], unique=False)
        batch_op.create_index('ix_commitment_person_id_state', ['person_id', 'state'], unique=False)

    op.create_table('commitment_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('due_before', sa.Date(), nullable=True),
    sa.Column('owner_before_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_commitment_event_by_id')),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_commitment_event_commitment_id')),
    sa.ForeignKeyConstraint(['owner_before_id'], ['person.id'], name=op.f('fk_commitment_event_owner_before_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_event'))
    )
    with op.batch_alter_table('commitment_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_event_commitment_id'), ['commitment_id'], unique=False)

    # by hand: batch mode would make the table anew on SQLite, without its triggers
    op.execute("ALTER TABLE assessment ADD COLUMN cycle_id INTEGER CONSTRAINT fk_assessment_cycle_id REFERENCES review_cycle (id)")
    op.execute("ALTER TABLE assessment ADD COLUMN agreed_in INTEGER CONSTRAINT fk_assessment_agreed_in REFERENCES cycle_participant (id)")
    op.execute("DROP INDEX ix_assessment_one_open")
    op.execute(
        "CREATE UNIQUE INDEX ix_assessment_one_open ON assessment (person_id, author_id) "
        "WHERE submitted_at IS NULL AND agreed_in IS NULL"
    )
    op.execute(
        "CREATE UNIQUE INDEX ix_assessment_one_in_cycle ON assessment (cycle_id, person_id, author_id) "
        "WHERE agreed_in IS NULL"
    )
    op.execute("CREATE INDEX ix_assessment_agreed_in ON assessment (agreed_in)")
