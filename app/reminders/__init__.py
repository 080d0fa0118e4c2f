"""What is due for whom; one digest a day by mail and chat; the calendar feed."""
