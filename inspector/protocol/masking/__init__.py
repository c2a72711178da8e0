"""The parts of the redaction: where secrets lie in a text, and how they read without."""
