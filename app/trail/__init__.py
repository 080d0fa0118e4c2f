"""What happened, by whom, to whose record: append-only and hash-chained."""
