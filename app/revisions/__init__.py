"""Drafts of the next framework version: checked, compared, weighed against the people, published."""
