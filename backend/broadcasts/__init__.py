"""Broadcasts: notices to many people, each told once, and every one of them accounted for."""
