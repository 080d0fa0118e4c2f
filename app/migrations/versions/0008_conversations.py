"""The tables of review conversations while they are open."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('conversation',
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=True),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_conversation_changed_by_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_conversation_participant_id')),
    sa.PrimaryKeyConstraint('participant_id', name=op.f('pk_conversation'))
    )

    op.create_table('agreed_rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('competency', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('proficiency', sa.Integer(), nullable=True),
    sa.Column('no_opportunity', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('saved_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('proficiency IS NULL OR NOT no_opportunity', name=op.f('ck_agreed_rating_one_answer')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_agreed_rating_participant_id')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['person.id'], name=op.f('fk_agreed_rating_saved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreed_rating')),
    sa.UniqueConstraint('participant_id', 'competency', name=op.f('uq_agreed_rating_participant_id_competency'))
    )

    op.create_table('opportunity_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('competency', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('saved_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(commitment_id IS NULL) = (reason <> '')", name=op.f('ck_opportunity_answer_one_answer')),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_opportunity_answer_commitment_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_opportunity_answer_participant_id')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['person.id'], name=op.f('fk_opportunity_answer_saved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunity_answer')),
    sa.UniqueConstraint('participant_id', 'competency', name=op.f('uq_opportunity_answer_participant_id_competency'))
    )

    op.create_table('next_level_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('side', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('verdict', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('saved_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("side IN ('person', 'manager')", name=op.f('ck_next_level_view_side')),
    sa.CheckConstraint("verdict IN ('now', 'soon', 'later')", name=op.f('ck_next_level_view_verdict')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_next_level_view_participant_id')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['person.id'], name=op.f('fk_next_level_view_saved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_next_level_view')),
    sa.UniqueConstraint('participant_id', 'side', name=op.f('uq_next_level_view_participant_id_side'))
    )

    op.create_table('private_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_private_note_author_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['cycle_participant.id'], name=op.f('fk_private_note_participant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_private_note')),
    sa.UniqueConstraint('participant_id', 'author_id', name=op.f('uq_private_note_participant_id_author_id'))
    )
