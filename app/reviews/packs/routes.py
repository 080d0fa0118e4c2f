"""The routes of this part."""

from app.kit.routing import Router
from app.reviews.packs import case_routes, preparation_routes, record_routes

router = Router()
for _part in (case_routes, preparation_routes, record_routes):
    router.routes += _part.router.routes
