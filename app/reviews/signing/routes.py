"""The routes of this part. Fixed addresses come before those with an id."""

from app.kit.routing import Router
from app.reviews.signing import record_routes, signature_routes

router = Router()
for _part in (signature_routes, record_routes):
    router.routes += _part.router.routes
