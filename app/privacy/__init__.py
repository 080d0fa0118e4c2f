"""What people may ask about their own data: see it, have it corrected, have it erased; and how long it is kept."""
