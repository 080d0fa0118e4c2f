"""create_app(): routers, middleware, error handlers. Wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware import Middleware

from app.api.routes import ROUTERS as api
from app.assessments.moving_routes import router as moving
from app.assessments.routes import router as assessments
from app.commitments.routes import router as commitments
from app.evidence.asked.routes import router as asked
from app.evidence.files.routes import router as attachments
from app.evidence.keeping_routes import router as evidence_keeping
from app.evidence.routes import router as evidence
from app.evidence.shares.routes import router as contributions
from app.evidence.verification.routes import router as verifications
from app.framework.routes import router as framework
from app.gaps.routes import router as gaps
from app.growth.routes import router as growth
from app.home.routes import router as home
from app.imports.job import KIND as people_import
from app.imports.routes import ROUTERS as imports
from app.jobs.kinds import Kind
from app.jobs.routes import ROUTERS as jobs
from app.jobs.workshop import Workshop
from app.kit import clock, problems, routing
from app.kit.db import Database
from app.kit.health import router as health
from app.kit.middleware import Context, CrossSite, MethodOverride, SecurityHeaders
from app.people import sessions
from app.people.account_routes import router as accounts
from app.people.admin_routes import router as administration
from app.people.oidc_routes import router as oidc
from app.people.person_routes import router as people
from app.people.sign_in_routes import router as sign_in
from app.people.trail_routes import router as trail
from app.plan.routes import ROUTERS as plan
from app.privacy.routes import ROUTERS as privacy
from app.reflections.routes import router as reflections
from app.reflections.sharing_routes import router as reflections_sharing
from app.reflections.writing_routes import router as reflections_writing
from app.reminders.routes import router as reminders
from app.reports.exporting import KIND as reports_as_files
from app.reports.routes import ROUTERS as reports
from app.reviews.routes import ROUTERS as reviews
from app.revisions.routes import ROUTERS as revisions
from app.settings import Settings
from app.team.routes import router as team

ROUTERS = (
    health,
    sign_in,
    oidc,
    *jobs,
    *imports,
    people,
    home,
    evidence_keeping,
    evidence,
    attachments,
    verifications,
    contributions,
    asked,
    assessments,
    moving,
    gaps,
    *plan,
    commitments,
    *reviews,
    reflections,
    reflections_writing,
    reflections_sharing,
    *revisions,
    framework,
    accounts,
    administration,
    trail,
    *reports,
    reminders,
    growth,
    team,
    *privacy,
    *api,
)
KINDS: tuple[Kind, ...] = (reports_as_files, people_import)
"""Every kind of long work."""
HASHING_THREADS = 2
FILE_THREADS = 2
SLOW_THREADS = 2


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """The application on one database. Raises RuntimeError when a route lacks a policy."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.threads = CapacityLimiter(settings.threads)
        app.state.apart = CapacityLimiter(HASHING_THREADS)
        app.state.files = CapacityLimiter(FILE_THREADS)
        app.state.slow = CapacityLimiter(SLOW_THREADS)
        app.state.workshop.open(settings.job_threads)
        yield
        app.state.workshop.close()
        app.state.database.dispose()

    app = FastAPI(
        title="Channel Ladder",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False},
        middleware=[
            Middleware(SecurityHeaders, script=settings.htmx_url, secure=settings.secure),
            Middleware(Context),
            Middleware(CrossSite, origin=settings.public_origin, refuse=problems.cross_site),
            Middleware(MethodOverride),
        ],
    )
    clock.set_organisation_zone(settings.timezone)
    app.state.settings = settings
    app.state.database = database or Database(settings.database_url)
    app.state.workshop = Workshop(app.state.database, settings, KINDS)
    app.state.authenticate = sessions.authenticate
    for router in ROUTERS:
        router.install(app)
    problems.install(app)
    routing.check(app)
    return app
