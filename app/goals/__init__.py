"""Development goals 发展目标 with their action items, and the target level above them."""
