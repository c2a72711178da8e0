"""The opened collections as a tree."""
