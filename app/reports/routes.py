"""The routes of HR's reports, part by part."""

from app.kit.routing import Router
from app.reports.export_routes import router as exports
from app.reports.page_routes import router as pages
from app.reports.paper_routes import router as paper

ROUTERS: tuple[Router, ...] = (paper, exports, pages)
