"""The things that are asked for, where their state is in the way and not the caller."""
