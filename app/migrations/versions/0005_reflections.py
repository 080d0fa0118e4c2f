"""The tables of reflections."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reflection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('occasion', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('occasion_key', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('prompt_id', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
    sa.Column('advice', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('asked', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('change', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('change_note', sa.Text(), nullable=False),
    sa.Column('goal_id', sa.Integer(), nullable=True),
    sa.Column('started_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('saved_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('finished_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("change IN ('made', 'changed', 'nothing')", name=op.f('ck_reflection_change')),
    sa.CheckConstraint('(change IS NULL) = (finished_at IS NULL)', name=op.f('ck_reflection_finished')),
    sa.ForeignKeyConstraint(['goal_id'], ['goal.id'], name=op.f('fk_reflection_goal_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reflection_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection')),
    sa.UniqueConstraint('person_id', 'occasion_key', name=op.f('uq_reflection_person_id_occasion_key')),
    sqlite_autoincrement=True
    )

    op.create_table('reflection_excerpt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reflection_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('shared_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_reflection_excerpt_reflection_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection_excerpt')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('reflection_excerpt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reflection_excerpt_reflection_id'), ['reflection_id'], unique=False)

    op.create_table('reflection_snooze',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('occasion_key', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reflection_snooze_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection_snooze')),
    sa.UniqueConstraint('person_id', 'occasion_key', name=op.f('uq_reflection_snooze_person_id_occasion_key'))
    )

    op.create_table('reflection_setting',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('cadence', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.CheckConstraint("cadence IN ('monthly', 'quarterly', 'half_yearly')", name=op.f('ck_reflection_setting_cadence')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reflection_setting_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_reflection_setting'))
    )
