"""What the login provider says."""
