"""Bringing a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, pool, text

from app.kit.db import Database

HERE = Path(__file__).parent


def configuration(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def migrate(database: Database) -> None:
    """Upgrade to head. SQLite runs it with foreign keys off and checks them afterwards."""
    if database.sqlite and database.url.database:
        Path(database.url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(database.url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "head")
        if database.sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration left {len(broken)} rows without their parents")
    engine.dispose()
