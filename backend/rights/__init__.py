"""What people may ask of their own data (UU 27/2022 articles 5 to 13), and the end of data that are not needed."""
