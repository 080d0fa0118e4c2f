"""The page of whoever leads people: their ratings side by side, what is due for whom, and who has stood still."""
