"""Ways in which a refusal is a step of what went well, or stands beside it."""
