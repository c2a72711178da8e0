"""The Auth tab: a credential with its form, what leaves beside it, and how it is sent."""
