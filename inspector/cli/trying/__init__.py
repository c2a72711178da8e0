"""What this room is for is said in CONTRIBUTING.md."""
