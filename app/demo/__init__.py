"""A made-up organisation with two years of history, for trying the product out."""
