"""The story of a trace as one picture: folded, laid out in points, and said in words."""
