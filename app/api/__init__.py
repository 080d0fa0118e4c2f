"""The read-only JSON API under /api/v1, opened by personal access tokens."""
