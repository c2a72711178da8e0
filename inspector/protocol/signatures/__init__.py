"""What a signature covers, as pure functions: each scheme's text that is signed."""
