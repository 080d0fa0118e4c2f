"""The routes of this part."""

from app.kit.routing import Router

router = Router()
