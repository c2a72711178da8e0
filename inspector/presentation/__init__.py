"""What is shown, in words: sentences, rows and lines for both faces, made without Qt."""
