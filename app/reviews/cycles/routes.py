"""The routes of review cycles and of who takes part. Fixed addresses come before those with an id."""

from app.kit.routing import Router
from app.reviews.cycles import conversation_routes, cycle_routes, keeping_routes, participant_routes

router = Router()
for part in (keeping_routes, cycle_routes, participant_routes, conversation_routes):
    router.routes.extend(part.router.routes)
