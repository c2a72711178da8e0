"""The guide, the licences, the packages and the program's log."""
