"""A story as files hold it: in letters, and as SVG with its verdict."""
