"""What whoever runs the service sees of it: health, counts, the log; and what is made before anybody asks."""
