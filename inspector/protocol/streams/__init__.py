"""Bodies that go on: read as they arrive."""
