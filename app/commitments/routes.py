"""The routes of commitments."""

from app.kit.routing import Router

router = Router()
