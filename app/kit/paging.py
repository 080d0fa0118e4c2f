"""Pages of a list that stay the same while others are added: each begins after the last key of the one before."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

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
    link = following(visit, shown[-1][key], limit) if len(items) > limit else None
    return machine.answer({"items": shown, "next": link}, headers={"Link": f'<{link}>; rel="next"'} if link else {})


def following(visit: Visit, after: int, limit: int) -> str:
    """The address of the page after the one that ends with this key, whatever else was asked kept."""
    rest = [(name, value) for name, value in visit.request.query_params.multi_items() if name not in ("after", "limit")]
    return f"{visit.request.url.path}?{urlencode([*rest, ('after', after), ('limit', limit)])}"
