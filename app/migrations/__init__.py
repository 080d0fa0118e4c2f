"""Alembic: the schema's history, run by `python -m app migrate`."""
