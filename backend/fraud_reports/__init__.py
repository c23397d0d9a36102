"""Reports of fraud: what people received in the name of the office, and from whom."""
