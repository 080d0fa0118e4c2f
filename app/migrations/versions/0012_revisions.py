"""Drafts of the framework; what a version renamed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.kit.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('framework_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('files', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('renames', sa.Text(), nullable=False),
    sa.Column('created_at', app.kit.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=True),
    sa.Column('published_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('discarded_at', app.kit.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_framework_draft_created_by_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_framework_draft_published_by_id')),
    sa.ForeignKeyConstraint(['version_id'], ['framework_version.id'], name=op.f('fk_framework_draft_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_framework_draft')),
    sqlite_autoincrement=True
    )
    # plain: a batch would make the table anew on SQLite, without the triggers that guard it
    op.execute("ALTER TABLE framework_version ADD COLUMN renames TEXT DEFAULT '{}' NOT NULL")
