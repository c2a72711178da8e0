"""The exchanges of an attempt: as annotated lines, as a sequence with times, as exact bytes."""
