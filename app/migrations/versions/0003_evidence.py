"""The tables of evidence."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=True),
    sa.Column('traits', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('private', sa.Boolean(), nullable=False),
    sa.Column('once', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_evidence_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence')),
    sa.UniqueConstraint('person_id', 'once', name=op.f('uq_evidence_person_id_once')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index('ix_evidence_deleted_at', ['deleted_at'], unique=False, sqlite_where=sa.text('deleted_at IS NOT NULL'), postgresql_where=sa.text('deleted_at IS NOT NULL'))
        batch_op.create_index('ix_evidence_person_id_kind', ['person_id', 'kind'], unique=False)

    op.create_table('evidence_tie',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.Column('competency', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('indicator', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_evidence_tie_evidence_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_tie')),
    sa.UniqueConstraint('evidence_id', 'competency', 'indicator', name=op.f('uq_evidence_tie_evidence_id_competency_indicator'))
    )

    op.create_table('evidence_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_evidence_revision_evidence_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_revision')),
    sa.UniqueConstraint('evidence_id', 'version', name=op.f('uq_evidence_revision_evidence_id_version'))
    )

    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('media_type', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_attachment_evidence_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index('ix_attachment_deleted_at', ['deleted_at'], unique=False, sqlite_where=sa.text('deleted_at IS NOT NULL'), postgresql_where=sa.text('deleted_at IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_attachment_evidence_id'), ['evidence_id'], unique=False)

    op.create_table('verification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('verifier_id', sa.Integer(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('asked_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('answered_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("outcome IN ('confirmed', 'returned')", name=op.f('ck_verification_outcome')),
    sa.CheckConstraint('(outcome IS NULL) = (answered_at IS NULL)', name=op.f('ck_verification_answered')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_verification_evidence_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['verifier_id'], ['person.id'], name=op.f('fk_verification_verifier_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verification')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('verification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verification_evidence_id'), ['evidence_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_verification_verifier_id'), ['verifier_id'], unique=False)

    op.create_table('contribution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('said_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('disputed_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.CheckConstraint('confirmed_at IS NULL OR disputed_at IS NULL', name=op.f('ck_contribution_one_answer')),
    sa.CheckConstraint('percent BETWEEN 1 AND 99', name=op.f('ck_contribution_percent')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_contribution_evidence_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contribution_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution')),
    sa.UniqueConstraint('evidence_id', 'person_id', name=op.f('uq_contribution_evidence_id_person_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contribution_person_id'), ['person_id'], unique=False)

    _guard_revisions()


def _guard_revisions() -> None:
    """What an entry said at an earlier version never changes; it goes only together with its entry."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER evidence_revision_no_update BEFORE UPDATE ON evidence_revision "
            "BEGIN SELECT RAISE(ABORT, 'evidence_revision is append-only'); END"
        )
    else:
        op.execute(
            "CREATE TRIGGER evidence_revision_no_update BEFORE UPDATE ON evidence_revision "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
