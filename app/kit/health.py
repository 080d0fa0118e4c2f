"""For supervisors and load balancers, and the static files."""

from sqlalchemy import text
from starlette.responses import JSONResponse, Response

from app.kit import assets
from app.kit.errors import NotFound
from app.kit.routing import Router, Visit, open_to_all

router = Router()


@router.get("/health/live", open_to_all)
def live(visit: Visit) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/health/ready", open_to_all)
def ready(visit: Visit) -> Response:
    """The database answers and its schema is there."""
    try:
        with visit.database.reading() as db:
            db.connection().execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    except Exception:
        return JSONResponse({"status": "database"}, 503)
    return JSONResponse({"status": "ok"})


@router.get("/static/{digest}/{name}", open_to_all)
def static(visit: Visit, digest: str, name: str) -> Response:
    """A style sheet, script or picture of the product."""
    found = assets.answer(digest, name)
    if found is None:
        raise NotFound()
    return found
