"""Long work that goes on while nobody waits: what was asked, how far it is, and the file that it made."""
