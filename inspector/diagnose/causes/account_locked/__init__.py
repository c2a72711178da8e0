"""Rules for accounts that are locked or need something from their owner."""
