"""Assessments of a person on the competencies of one framework version."""
