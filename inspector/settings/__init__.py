"""Where the program keeps its files, and every option with its value."""
