"""Every table, and every column with somebody's number, is in app/privacy/whose.py."""

import pytest
from sqlalchemy import Table
from sqlmodel import SQLModel

import app.migrations.tables  # noqa: F401
from app.privacy.whose import HERS, NAMES, NOBODYS

TABLES = SQLModel.metadata.sorted_tables
SAY = "say in app/privacy/whose.py whose rows these are, and whether they go with her"
# numbers of other things than people
OTHER_NUMBERS = {"ref_id", "department_id"}


def told(name: str) -> set[str]:
    """The columns of a table that the list knows."""
    return {one.by for one in (*HERS, *NAMES) if one.table == name}


def of_people(table: Table) -> set[str]:
    """Columns that hold the number of a person: by their key, or by what they are called."""
    keyed = {c.name for c in table.columns if any(key.column.table.name == "person" for key in c.foreign_keys)}
    called = {
        c.name
        for c in table.columns
        if not c.foreign_keys and c.name.endswith(("_by", "_id")) and c.name not in OTHER_NUMBERS
    }
    return keyed | {name for name in called if table.c[name].type.python_type is int}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_somebody_says_whose_a_table_is(table: Table):
    assert told(table.name) or table.name in NOBODYS, SAY
    others = {one.by for one in HERS if one.table == table.name and one.of}
    if table.name not in NOBODYS:
        assert of_people(table) - others <= told(table.name), SAY
    for name in told(table.name):
        assert name in table.c


def test_only_tables_and_columns_that_are_there_are_listed():
    known = {table.name: table for table in TABLES}
    for one in NAMES:
        assert set(one.emptied) <= set(known[one.table].c.keys())
    assert set(known) >= NOBODYS
    assert {one.table for one in HERS} | {one.of for one in HERS if one.of} <= set(known)


def test_rows_that_point_to_others_go_first():
    """Else a foreign key stops the erasure; what goes by itself with its row above is no matter."""
    place = {one.table: n for n, one in enumerate(HERS)}
    for table in TABLES:
        for key in table.foreign_keys:
            above = key.column.table.name
            if table.name in place and above in place and above != table.name and not key.ondelete:
                assert place[table.name] < place[above], f"{table.name} before {above}"
