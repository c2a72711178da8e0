"""The history in the window: the list of all attempts, found again by filter."""
