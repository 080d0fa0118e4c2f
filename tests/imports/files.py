"""People files as tests write them, and taking one in by the verbs."""

import csv
import io
from collections.abc import Sequence

from sqlmodel import Session

from app.imports import rules
from app.imports.drafts import Faults
from app.imports.guessing import guess
from app.imports.mapping import Mapped, Options
from app.imports.plan import Plan
from app.kit import clock, sheets

HEADERS = ("工号", "姓名", "部门", "职级", "上级工号", "入职日期")
STAFF = (
    ("00101", "高远", "华南/广州组", "渠道运营总监", "", "2015-03-01"),
    ("00102", "何静", "华南/广州组", "渠道运营经理", "00101", "2018/07/09"),
    ("00103", "罗敏", "华南/广州组", "中级渠道运营专员", "00102", "2023年4月3日"),
)


def csv_of(rows: Sequence[Sequence[object]], headers: Sequence[str] = HEADERS) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([headers, *rows])
    return out.getvalue().encode("utf-8-sig")


def drawn(
    db: Session, data: bytes, *, by: int | None = None, columns: Sequence[str] = (), **options: object
) -> tuple[Plan, Faults]:
    """The plan of a file with its columns guessed, or as said."""
    sheet = sheets.read(data, "people.csv")
    mapped = Mapped(tuple(columns) or guess(sheet.headers))
    chosen = Options(**{"since": clock.today(), **options})  # type: ignore[arg-type]
    return rules.prepare(db, sheet, mapped, chosen, by)


def taken(db: Session, data: bytes, **options: object) -> Plan:
    """The same, carried out; it must be without faults."""
    plan, faults = drawn(db, data, **options)  # type: ignore[arg-type]
    assert not faults.found, faults.sorted()
    rules.carry_out(db, None, plan, "test")
    return plan
