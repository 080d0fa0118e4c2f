"""Commitments 承诺: what a person and her manager promised each other in a review conversation."""
