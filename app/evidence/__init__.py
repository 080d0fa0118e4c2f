"""Evidence 佐证: what a person did, learned and was entrusted with, tied to competencies and verified by others."""
