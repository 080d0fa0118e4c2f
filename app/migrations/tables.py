"""Imports every module with tables, so that the metadata is whole."""

import app.assessments.models
import app.framework.models
import app.people.models
import app.trail.models  # noqa: F401
