"""What is laid side by side: one module a section."""
