"""The routes of calibration."""

from app.kit.routing import Router
from app.reviews.calibration import change_routes, page_routes

router = Router()
for part in (page_routes, change_routes):
    router.routes.extend(part.router.routes)
