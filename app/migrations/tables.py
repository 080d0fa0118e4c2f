"""Imports every module with tables, so that the metadata is whole."""

import app.api.models
import app.assessments.models
import app.commitments.models
import app.cycles.models
import app.evidence.models
import app.framework.models
import app.goals.models
import app.imports.models
import app.jobs.models
import app.people.history_models
import app.people.hold_models
import app.people.models
import app.privacy.models
import app.reflections.models
import app.reminders.models
import app.reviews.models
import app.reviews.record_models
import app.revisions.models
import app.trail.models  # noqa: F401
