"""The routes of framework versions, part by part."""

from app.kit.routing import Router
from app.revisions.drafts_routes import router as drafts
from app.revisions.impact_routes import router as impact
from app.revisions.listing_routes import router as listing
from app.revisions.versions_routes import router as versions

ROUTERS: tuple[Router, ...] = (listing, versions, drafts, impact)
