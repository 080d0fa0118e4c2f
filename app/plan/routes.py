"""The routes of the plan. Fixed addresses come before those with an id."""

from app.plan import (
    action_routes,
    agreement_routes,
    edit_routes,
    goal_routes,
    new_routes,
    plan_routes,
    state_routes,
    target_routes,
)

ROUTERS = (
    plan_routes.router,
    target_routes.router,
    new_routes.router,
    goal_routes.router,
    edit_routes.router,
    agreement_routes.router,
    state_routes.router,
    action_routes.router,
)
