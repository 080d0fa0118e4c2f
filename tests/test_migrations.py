"""The migrations make just the tables that the code means, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from app.kit.db import Database
from app.migrations.run import migrate


def test_the_migrations_make_the_tables_of_the_models(empty_url: str):
    database = Database(empty_url)
    try:
        migrate(database)
        with database.reader.connect() as connection:
            options = {"compare_type": True}
            found = compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata)
    finally:
        database.dispose()
    assert not found
