"""Tables for researchers: the graph as CSV, Excel and Parquet with labels and quoted words."""
