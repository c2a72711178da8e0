"""One module for each subject; each has `annotate(attempt, index) -> Iterable[Annotation]`."""
