"""The sidebar of collections: the tree, what can be done there, and saving requests."""
