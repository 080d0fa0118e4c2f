"""Long work, and what was known of people on which day."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('params', sa.Text(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
    sa.Column('once', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('started_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('beat_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('finished_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('file_name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('media_type', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('kept_until', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("outcome IN ('done', 'failed', 'stopped')", name=op.f('ck_job_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (finished_at IS NULL)', name=op.f('ck_job_finished')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_job_asked_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('once', name=op.f('uq_job_once')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_asked_by_id'), ['asked_by_id'], unique=False)
        batch_op.create_index('ix_job_open', ['id'], unique=False, sqlite_where=sa.text('finished_at IS NULL'), postgresql_where=sa.text('finished_at IS NULL'))

    op.create_table('person_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('fact', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('ref_id', sa.Integer(), nullable=False),
    sa.Column('level', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('face', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('manager_id', sa.Integer(), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.Column('recorded_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("fact IN ('placement', 'solid', 'dotted', 'department', 'here')", name=op.f('ck_person_history_fact')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_history_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_history'))
    )
    with op.batch_alter_table('person_history', schema=None) as batch_op:
        batch_op.create_index('ix_person_history_fact_ref_id', ['fact', 'ref_id', 'id'], unique=False)
        batch_op.create_index('ix_person_history_person_id', ['person_id'], unique=False)

    op.create_table('job_piece',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_job_piece_job_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_piece')),
    sa.UniqueConstraint('job_id', 'number', name=op.f('uq_job_piece_job_id_number'))
    )

    _what_is_known_already()


def _what_is_known_already() -> None:
    """Of what was recorded before, it is not stored when: it counts as known from the day on which it began."""
    op.execute(
        "INSERT INTO person_history (person_id, fact, ref_id, level, face, since, until, gone, recorded_at) "
        f"SELECT person_id, 'placement', id, level, face, since, until, {_NO}, {_start('since')} FROM placement ORDER BY id"
    )
    op.execute(
        "INSERT INTO person_history (person_id, fact, ref_id, manager_id, since, until, gone, recorded_at) "
        f"SELECT person_id, kind, id, manager_id, since, until, {_NO}, {_start('since')} FROM reporting_line ORDER BY id"
    )
    for fact, columns, values in (
        ("here", "since, until", "joined_on, left_on"),
        ("department", "department_id, since", "department_id, joined_on"),
    ):
        op.execute(
            f"INSERT INTO person_history (person_id, fact, ref_id, {columns}, gone, recorded_at) "
            f"SELECT id, '{fact}', id, {values}, {_NO}, {_start('COALESCE(joined_on, DATE(' + LONG_AGO + '))')} "
            "FROM person ORDER BY id"
        )


LONG_AGO = "'2000-01-01'"
_NO = "false"


def _start(day: str) -> str:
    """Midnight UTC at the beginning of a day, as both databases store a moment."""
    if op.get_bind().dialect.name == "sqlite":
        return f"{day} || ' 00:00:00.000000'"
    return f"CAST({day} AS TIMESTAMP) AT TIME ZONE 'UTC'"
