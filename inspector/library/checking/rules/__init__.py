"""What is looked at in a collection, one module a rule."""
