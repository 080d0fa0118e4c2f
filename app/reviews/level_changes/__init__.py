"""Level changes: proposed from a conversation, decided by HR."""
