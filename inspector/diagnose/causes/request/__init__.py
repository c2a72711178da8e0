"""What the request shows by itself, of any family: what it says of itself against where it went."""
