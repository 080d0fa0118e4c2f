"""The routes of framework versions, part by part."""

from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = ()
