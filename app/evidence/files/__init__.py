"""Files of an entry: attaching, removing, fetching."""
