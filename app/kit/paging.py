"""Pages of a list that stay the same while others are added: each begins after the last key of the one before."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from app.kit import machine
from app.kit.routing import Visit
from app.kit.text import DATABASE_INTEGER

MOST = 200
After = Annotated[int, Query(ge=0, le=DATABASE_INTEGER)]
Limit = Annotated[int, Query(ge=1, le=MOST)]


def page(visit: Visit, items: Sequence[Any], limit: int, key: str = "id") -> Response:
    """`items`: up to one more than `limit`, in the order of their key; `next` leads on while there are more."""
    shown = list(items[:limit])
    link = None
    if len(items) > limit:
        query = visit.request.query_params
        rest = [(name, value) for name, value in query.multi_items() if name not in ("after", "limit")]
        pairs = "&".join(f"{name}={value}" for name, value in [*rest, ("after", shown[-1][key]), ("limit", limit)])
        link = f"{visit.request.url.path}?{pairs}"
    return machine.answer({"items": shown, "next": link}, headers={"Link": f'<{link}>; rel="next"'} if link else {})
