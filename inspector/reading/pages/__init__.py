"""Pages: as blocks to show, and which of their elements tell of a failure."""
