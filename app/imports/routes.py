"""The routes of people from files, part by part."""

from app.imports.export_routes import router as export
from app.imports.page_routes import router as files
from app.imports.preview_routes import router as previews
from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = (files, previews, export)
