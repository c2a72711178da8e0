"""What is known about an exchange within its trace; the rules of the causes ask here."""
