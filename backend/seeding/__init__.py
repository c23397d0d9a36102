"""Made-up families in the number of a whole kabupaten, for measuring and for training."""
