"""The tables of goals."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('goal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('competency', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('from_proficiency', sa.Integer(), nullable=True),
    sa.Column('to_proficiency', sa.Integer(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('measure', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=False),
    sa.Column('suggestion', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('once', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('drafted', 'agreed', 'paused', 'met', 'dropped')", name=op.f('ck_goal_state')),
    sa.CheckConstraint('hours BETWEEN 0 AND 10000', name=op.f('ck_goal_hours')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_goal_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal')),
    sa.UniqueConstraint('person_id', 'once', name=op.f('uq_goal_person_id_once'))
    )
    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.create_index('ix_goal_person_id_state', ['person_id', 'state'], unique=False)

    op.create_table('goal_state',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('goal_id', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_goal_state_by_id')),
    sa.ForeignKeyConstraint(['goal_id'], ['goal.id'], name=op.f('fk_goal_state_goal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal_state'))
    )
    with op.batch_alter_table('goal_state', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goal_state_goal_id'), ['goal_id'], unique=False)

    op.create_table('goal_evidence',
    sa.Column('goal_id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_goal_evidence_evidence_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['goal_id'], ['goal.id'], name=op.f('fk_goal_evidence_goal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('goal_id', 'evidence_id', name=op.f('pk_goal_evidence'))
    )

    op.create_table('action_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('goal_id', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('done_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['goal_id'], ['goal.id'], name=op.f('fk_action_item_goal_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_item')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('action_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_item_goal_id'), ['goal_id'], unique=False)

    op.create_table('career_target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('level', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('face', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('by_on', sa.Date(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('set_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_career_target_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_career_target'))
    )
    with op.batch_alter_table('career_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_career_target_person_id'), ['person_id'], unique=False)

    op.create_table('plan_setting',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('hours_per_month', sa.Integer(), nullable=False),
    sa.CheckConstraint('hours_per_month BETWEEN 0 AND 300', name=op.f('ck_plan_setting_hours')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_plan_setting_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_plan_setting'))
    )
