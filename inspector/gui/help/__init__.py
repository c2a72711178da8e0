"""The help: user guide, shortcuts, about, and the program's own log."""
