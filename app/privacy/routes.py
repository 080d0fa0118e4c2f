"""The routes of a person's own data, part by part."""

from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = ()
