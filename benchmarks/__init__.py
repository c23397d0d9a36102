"""Figures that anybody can repeat: what a message costs here, beside a bare floor and two well-known libraries."""
