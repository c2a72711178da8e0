"""One module for each thing that can be pasted, dropped or opened; `intake.registry` finds them.

A reader has NAME, HINT (a sentence: what opens), SUFFIXES of file names, `fit(data) -> 0…1` and
`read(data) -> Reading`, which raises `intake.reading.Unreadable`.
"""
