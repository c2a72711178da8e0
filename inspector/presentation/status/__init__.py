"""What the status bar says."""
