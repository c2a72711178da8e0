"""Weighs what the rules suspect, rules families out and finds the words."""
