"""What server logs say, row by row."""
