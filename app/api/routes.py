"""The routes of the JSON API and its tokens, part by part."""

from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = ()
