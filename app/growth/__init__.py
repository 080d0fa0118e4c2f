"""The growth file: everything of one person as a page, as PDF, and as an archive of data and files."""
