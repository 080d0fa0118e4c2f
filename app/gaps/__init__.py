"""Gap analysis, readiness and suggested work: pure functions and their pages."""
