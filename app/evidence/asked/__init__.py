"""What others ask of a person: to verify their entries, and to confirm her shares."""
