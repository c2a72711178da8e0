"""What people open, paste or drop, read away from the window; the tab that says so meanwhile."""
