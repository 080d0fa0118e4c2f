"""What each of the newer rooms says about its routes, in tests/ROOM/walk.py:

`CASES`: who gets which answer (tests/test_walk.py and the attacks).
`BUDGETS`: route: (login, address, queries), as in tests/test_query_budget.py; `{name}` is filled from `places`.
`places(database, people)`: what the budgets' addresses name, made by the verbs.
`ADDRESSES`: route: ((login, address), …) that a browser opens on the demo organisation; `NAMES`: name: the SQL
that finds the id in it (`{lin}` stands for linxiaoyu's person).
`prepare(visitor)`, where a room has it: what a signed-in browser makes first, as name: id for its addresses.
`NO_PAGES`: routes that answer GET with something else than a page.
"""

from tests.api import walk as api
from tests.assessments import moving_walk
from tests.commitments import walk as commitments
from tests.evidence import walk as evidence
from tests.goals import walk as goals
from tests.growth import walk as growth
from tests.imports import export_walk
from tests.imports import walk as imports
from tests.jobs import walk as jobs
from tests.privacy import walk as privacy
from tests.reflections import walk as reflections
from tests.reminders import walk as reminders
from tests.reports import exports_walk
from tests.reports import walk as reports
from tests.reviews import (
    calibration_walk,
    conversations_walk,
    cycles_walk,
    level_changes_walk,
    packs_walk,
    signing_walk,
)
from tests.revisions import impact_walk
from tests.revisions import walk as revisions
from tests.team import walk as team

REVIEWS = (cycles_walk, conversations_walk, signing_walk, calibration_walk, level_changes_walk, packs_walk)
HR = (jobs, imports, export_walk, revisions, reports, exports_walk, privacy, api)
FRAMEWORK = (impact_walk, moving_walk)
ROOMS = (evidence, goals, reflections, reminders, growth, team, commitments, *REVIEWS, *HR, *FRAMEWORK)
