"""Alembic's entry. The connection comes from app.migrations.run, foreign keys off on SQLite."""

from alembic import context
from sqlmodel import SQLModel

from app.migrations import tables  # noqa: F401

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
