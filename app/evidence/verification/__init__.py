"""Verification 核验: the writer asks, somebody else confirms or returns."""
