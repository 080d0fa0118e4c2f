"""Shares of colleagues in an entry, in per cent, which each of them confirms."""
