"""What the tests of evidence do again and again, by the verbs or through the browser."""

import json
from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from app.evidence import kinds, rules
from app.evidence.content import Content
from app.evidence.models import Evidence
from app.kit.db import Database
from app.people.access import Actor

numbers = count()
# one good entry of each kind, as its form sends it
GOOD: dict[str, dict[str, str]] = {
    "project": {
        "role": "led", "started_on": "2026-03-01", "ended_on": "2026-05-31", "partners": "华南优选、Green Tea",
        "story": "谈下12家门店", "lessons": "早点给数据", "cross_department": "true", "steps": "outreach",
        "results.0.template": "sales", "results.0.value": "1,280,000.50", "results.0.unit": "CNY",
        "results.0.source": "BI 报表", "results.1.template": "", "results.1.value": "",
    },
    "certificate": {
        "issuer": "行业协会", "number": "C-7", "issued_on": "2026-02-01", "expires_on": "2029-02-01",
        "link": "https://example.com/c/7",
    },
    "learning": {
        "form": "course", "by": "内训", "started_on": "2026-01-05", "finished_on": "2026-01-20", "hours": "12",
        "link": "https://example.com/k", "used": "周报",
    },
    "contact": {
        "who": "李采购", "organisation": "连锁超市", "where_met": "糖酒会", "met_on": "2026-03-20",
        "exchanged": "选品标准", "next_touch_on": "2027-01-10",
    },
    "responsibility": {
        "role": "owned", "started_on": "2026-01-01", "ended_on": "", "given_by": "陈建国", "what": "华东经销商名单",
    },
    "industry_note": {
        "noticed_on": "2026-04-02", "source": "年报", "what_changed": "两家竞品开即时零售", "my_change": "先谈两家试点",
    },
    "coaching": {
        "whom": "新同事", "topic": "首次谈判", "started_on": "2026-02-01", "ended_on": "2026-04-01",
        "effect": "能独立谈",
    },
    "challenge": {
        "area": "new_channel", "role": "led", "started_on": "2026-01-10", "ended_on": "2026-06-01",
        "what_was_new": "直播", "outcome": "稳定每周两场",
    },
}  # fmt: skip


def form(kind: str = "project", /, **fields: Any) -> dict[str, Any]:
    """What the form of a new entry sends: a good one, with some fields changed (None leaves one out)."""
    base = {
        "kind": kind, "title": "春茶活动", "competencies": "marketing_planning", "once": f"once-{next(numbers)}",
        **GOOD.get(kind, {}),
    }  # fmt: skip
    return {name: value for name, value in {**base, **fields}.items() if value is not None}


def add(client: TestClient, kind: str = "project", /, **fields: Any) -> int:
    """Add through the page; its id."""
    response = client.post("/evidence", data=form(kind, **fields))
    assert response.status_code == 303, response.text
    return int(response.headers["location"].removeprefix("/evidence/"))


def change(client: TestClient, id: int, fields: Mapping[str, Any]) -> Response:
    return client.post(f"/evidence/{id}?_method=put", data=dict(fields))


def content(kind: str = "coaching", /, title: str = "带新人", competency: str = "teamwork", **fields: Any) -> Content:
    """A good content of a kind without rows, by the verbs."""
    sent = {name: value for name, value in GOOD[kind].items() if "." not in name and name != "steps"}
    details = kinds.kind(kind).details.model_validate({**sent, **fields})
    return Content(title, details, (competency,))


def written(database: Database, writer: Actor, kind: str = "coaching", /, *, private: bool = False, **said: Any) -> int:
    """An entry by the verbs; its id."""
    with database.writing() as db:
        entry = rules.add(
            db, writer, kinds.kind(kind), content(kind, **said), once=f"once-{next(numbers)}", private=private
        )
        assert entry.id is not None
        return entry.id


def found(database: Database, id: int) -> Evidence | None:
    with database.reading() as db:
        return db.get(Evidence, id)


def details(database: Database, id: int) -> dict[str, Any]:
    """The stored details of an entry."""
    entry = found(database, id)
    assert entry is not None
    read: dict[str, Any] = json.loads(entry.details)
    return read


DAY = date(2026, 11, 23)
