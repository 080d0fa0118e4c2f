"""Reflections 复盘: prompts that are due, the writer's private answers, excerpts that she shares."""
