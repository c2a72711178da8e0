"""Attempts side by side: their labels, and a row read aloud or copied."""
