"""What a broadcast takes: a million recipients entered and sent, a platform's cap kept and used, and a power cut."""
