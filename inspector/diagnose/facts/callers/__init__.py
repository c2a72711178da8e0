"""Who calls, by what a trace shows: from which page, as whom, with which of two values."""
