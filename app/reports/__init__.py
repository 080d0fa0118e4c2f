"""HR's reports as declared objects, on screen and as files, for today or a past day."""
