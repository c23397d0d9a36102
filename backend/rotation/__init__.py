"""Changing keys while people register: batch by batch, taken up again where it was broken off."""
