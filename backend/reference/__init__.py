"""The description of the API for people, as a page that needs nothing from anywhere else."""
