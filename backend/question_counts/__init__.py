"""How often each question of the conversations was seen, answered or left. Sums only: they name nobody."""
