"""The routes of long work."""

from app.jobs.page_routes import router as pages
from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = (pages,)
