"""The routes of HR's reports, part by part."""

from app.kit.routing import Router
from app.reports.export_routes import router as exports
from app.reports.page_routes import router as pages

ROUTERS: tuple[Router, ...] = (exports, pages)
