"""The routes of HR's reports, part by part."""

from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = ()
