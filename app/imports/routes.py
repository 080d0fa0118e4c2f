"""The routes of people from files, part by part."""

from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = ()
