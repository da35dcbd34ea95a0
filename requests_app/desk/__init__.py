"""What staff work with: the lists of the queue, what they are narrowed to, and what is done to many at once."""
