"""Replies that look like a success, or like an ordinary error, beside what others were given."""
