"""The routes of this part. Fixed addresses come before those with an id."""

from app.kit.routing import Router
from app.reviews.signing import amendment_routes, reconsideration_routes, record_routes, signature_routes

router = Router()
for _part in (signature_routes, record_routes, amendment_routes, reconsideration_routes):
    router.routes += _part.router.routes
