"""What to do about a finding: changes to the request, actions, and texts for others."""
