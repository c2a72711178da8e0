"""Who calls, by what a trace shows: from which page, as whom, with what; what they were told."""
