"""The routes of reviews. Fixed addresses come before those with an id."""

from app.reviews.calibration.routes import router as calibration
from app.reviews.conversations.routes import router as conversations
from app.reviews.cycles.routes import router as cycles
from app.reviews.level_changes.routes import router as level_changes
from app.reviews.packs.routes import router as packs
from app.reviews.signing.routes import router as signing

ROUTERS = (cycles, calibration, packs, conversations, signing, level_changes)
