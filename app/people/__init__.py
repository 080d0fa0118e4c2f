"""People, reporting lines, accounts and sign-in; who may see and do what."""
