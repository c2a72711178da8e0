"""What results of experiments say side by side that none of them says alone."""
