"""What single products mean by their codes and words."""
