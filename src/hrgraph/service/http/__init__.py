"""What HTTP asks of every answer: formats and languages, encodings, copies kept, headers, rates."""
