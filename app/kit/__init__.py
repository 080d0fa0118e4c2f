"""What any web application needs. Knows nothing about careers."""
