"""Calibration 校准: how managers rate, for groups that are large enough, and ratings changed after it."""
