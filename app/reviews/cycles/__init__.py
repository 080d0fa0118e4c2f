"""The pages of review cycles: making them, who takes part, how far everybody is."""
