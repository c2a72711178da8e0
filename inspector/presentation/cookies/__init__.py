"""What is said of kept cookies."""
