"""The routes of long work: how far it is, its file, part by part."""

from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = ()
