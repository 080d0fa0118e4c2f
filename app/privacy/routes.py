"""The routes of a person's own data, part by part."""

from app.kit.routing import Router
from app.privacy.correction_routes import router as corrections
from app.privacy.erasure_routes import router as erasures
from app.privacy.hold_routes import router as holds
from app.privacy.mine_routes import router as mine
from app.privacy.retention_routes import router as retention

ROUTERS: tuple[Router, ...] = (mine, corrections, erasures, holds, retention)
