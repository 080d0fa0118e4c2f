"""The routes of the API and of the tokens that open it."""

from app.api.about_routes import router as about
from app.api.development_routes import router as development
from app.api.people_routes import router as people
from app.api.report_routes import router as reports
from app.api.token_routes import router as tokens
from app.kit.routing import Router

ROUTERS: tuple[Router, ...] = (about, tokens, people, development, reports)
