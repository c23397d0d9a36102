"""The people of the office: who they are, how they sign in, and who lets them in."""
