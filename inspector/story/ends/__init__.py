"""How credentials end where nobody says so: taken away by their id, or shown by a new login."""
