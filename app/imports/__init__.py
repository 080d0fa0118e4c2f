"""People from files of the HR system: read, mapped, previewed, and taken in whole or not at all."""
